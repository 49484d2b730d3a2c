"""No regular expression of ours costs more than the length of a text, used as the program uses it.

They are found where they stand: in every module, in its tables, in what its functions return, in the middle of a line, and in our
rules for sentences. One whose use cannot be seen in the code is taken to be looked for everywhere.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from types import ModuleType
from typing import Any, get_args

import pytest
import regex

import align
from align import read
from align.language import tables
from align.settings import Settings

Pattern = re.Pattern[Any] | regex.Pattern[Any]
WAYS: dict[str, Callable[[Pattern, Any], object]] = {
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "search": lambda pattern, text: pattern.search(text),
    "finditer": lambda pattern, text: deque(pattern.finditer(text), 0),
}
SHORTEST, LONGEST = 500, 4_000  # characters
LITTLE = 0.004  # seconds that any may take: the square of the longest is beyond it, at a nanosecond a step
ROOM = 3  # times as long for twice the text: a square takes four
TRIES = 7  # before it is said to be a square, for a busy machine is not always as quick
SIGNS = " \n\ta1A中一-.,:'\"(<["

# What the functions that return patterns are asked for, by the name of a parameter.
ASKED: dict[str, tuple[object, ...]] = {
    "language": tables.known(),
    "tag": ("zh",),
    "name": ("speech", "held"),
    "place": get_args(tables.Place),
    "own": (tables.NONE,),
    "facts": tuple(tables.table(tag).numbers for tag in tables.known()),
    "comma": (True, False),
    "capital": (True, False),
}
MADE_OF_RULES = "align.read.cutting._either"  # which are tried one by one
TABLES = {"align.corpus.gold": "fullmatch"}  # how the patterns of its tables are used

MODULES = [importlib.import_module(found.name) for found in pkgutil.walk_packages(align.__path__, "align.")]
TREES = {module: ast.parse(inspect.getsource(module)) for module in MODULES}


def held(name: str, value: object) -> Iterator[tuple[str, Pattern]]:
    """The patterns in a value, each by a name."""
    if isinstance(value, (re.Pattern, regex.Pattern)):
        yield name, value
    elif isinstance(value, (tuple, list, dict)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from held(f"{name}[{key!r}]", inner)


def made(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    """What the functions of a module return that are said to return patterns."""
    for name, function in vars(module).items():
        if callable(function) and getattr(function, "__module__", "") == module.__name__:
            called = f"{module.__name__}.{name}"
            if "Pattern[" in str(getattr(function, "__annotations__", {}).get("return")) and called != MADE_OF_RULES:
                named = tuple(inspect.signature(function).parameters)
                for asked in product(*map(ASKED.__getitem__, named)):
                    yield from held(f"{called}{tuple(map(str, asked))}"[:80], function(**dict(zip(named, asked, strict=True))))


def inline(module: ModuleType) -> Iterator[tuple[str, Pattern, str]]:
    """Patterns that a line of code has in it, with what it does with them."""
    for node in ast.walk(TREES[module]):
        match node:
            case ast.Call(ast.Attribute(ast.Name("re" | "regex" as engine), way), [ast.Constant(str() | bytes() as said), *_]) if (
                way != "compile"
            ):
                yield f"{module.__name__}:{node.lineno}", {"re": re, "regex": regex}[engine].compile(said), way


def imported(module: ModuleType) -> dict[str, str]:
    """The names that a module has from another, and which."""
    found = [node for node in ast.walk(TREES[module]) if isinstance(node, ast.ImportFrom)]
    return {name.asname or name.name: node.module or "" for node in found for name in node.names}


def ways() -> dict[str, set[str]]:
    """How each name of a module is used, in this and other modules."""
    found: dict[str, set[str]] = defaultdict(set)
    for module, tree in TREES.items():
        home = imported(module)
        uses = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found[f"{home.get(node.id, module.__name__)}.{node.id}"].add(uses.get(id(node), "unseen"))
    return found


def patterns() -> Iterator[tuple[str, Pattern, str]]:
    """Every pattern, by a name, and each way it is used."""
    used = ways()
    for module in MODULES:
        yield from inline(module)
        for name, value in ((name, value) for name, value in vars(module).items() if name not in imported(module)):
            for called, pattern in held(f"{module.__name__}.{name}", value):
                for way in sorted(
                    {way if way in WAYS else "finditer" for way in used.get(called, [TABLES.get(module.__name__, "unseen")])}
                ):
                    yield called, pattern, way
        for called, pattern in made(module):
            yield called, pattern, "finditer"
    for called, rules in read.rules(Settings()).lists:
        for number, rule in enumerate(rules):
            yield f"srx.{called}[{number}]", regex.compile(f"(?<=(?:{rule.before}))(?=(?:{rule.after}))", regex.V1), "finditer"


def against(pattern: str) -> Iterator[tuple[str, str]]:
    """A text's beginning, and what is said over and over behind it: words and signs of the pattern itself, alone and in pairs."""
    pieces = [*dict.fromkeys([*regex.findall(r"[^\W_]++|\\?[^\w\s\\]|\s", pattern)[:40], *SIGNS])]
    yield from (("", piece) for piece in pieces)
    for one, two in pairwise(pieces):
        yield from (("", one + two), (one, two))


def seconds(pattern: Pattern, way: str, begun: str, piece: str, length: int) -> float:
    text: Any = begun + piece * (length // len(piece)) + "\0"
    if isinstance(pattern.pattern, bytes):
        text = text.encode()
    start = time.process_time()
    WAYS.get(way, WAYS["finditer"])(pattern, text)
    return time.process_time() - start


@pytest.mark.parametrize(("pattern", "way"), [pytest.param(one, way, id=f"{name} {way}") for name, one, way in patterns()])
def test_twice_the_text_is_twice_the_work_of_a_pattern(pattern: Pattern, way: str) -> None:
    """A text is made longer until the work on it can be measured, or could not be that of a square."""
    said = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    for begun, piece in against(said):
        length, spent = SHORTEST, seconds(pattern, way, begun, piece, SHORTEST)
        while length < LONGEST and LITTLE * (length / LONGEST) ** 2 < spent < LITTLE:
            length *= 2
            spent = seconds(pattern, way, begun, piece, length)
        growth = (
            seconds(pattern, way, begun, piece, 2 * length) / seconds(pattern, way, begun, piece, length) for _ in range(TRIES)
        )
        assert spent < LITTLE or any(grown < ROOM for grown in growth), f"{begun + piece!r} × {length}: {spent:.3f} s"
