"""The map of the house, held against the code: each room imports only rooms to its left, and each package has one home; and what
no module may write, wherever it stands."""

import ast
import sys
from collections import defaultdict
from pathlib import Path

import pytest
import regex

import align

PACKAGE = Path(align.__file__).parent
ROOMS = (
    "remembered", "model", "fingerprints", "threads", "errors", "settings", "toml", "language", "overview", "entry", "find",
    "lexicon",
    ("read", "pair", "check", "write"),
    "memories", "mend", "choices", "score", "decisions", "pipeline", "glossaries", "versions", "corpus", "batch", "review", "cli",
    "__main__",
)  # fmt: skip
RANK = {name: rank for rank, names in enumerate(ROOMS) for name in ([names] if isinstance(names, str) else names)}
# Libraries that everyone may use: the language's own, so to speak.
EVERYWHERE = {"numpy", "regex"}
# XML comes in by one room and goes out by another; likeness of spelling is asked of words and of names.
TWO_HOMES = {"lxml": {"read", "write"}, "rapidfuzz": {"find", "lexicon"}}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def ours(path: Path) -> set[str]:
    """The rooms that a module imports."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("align.")} & RANK.keys()


def test_every_module_stands_in_a_room_on_the_map():
    assert {room(path) for path in modules()} == RANK.keys()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_to_its_left(path):
    here = room(path)
    assert {other for other in ours(path) - {here} if RANK[other] >= RANK[here]} == set()


def test_each_outside_package_has_one_home():
    homes = defaultdict(set)
    for path in modules():
        for name in imports(path):
            package = name.split(".")[0]
            if package != "align" and package not in EVERYWHERE and package not in sys.stdlib_module_names:
                homes[package].add(room(path))
    assert {package: rooms for package, rooms in homes.items() if len(rooms) > 1} == TWO_HOMES


# `a++`, `a*+`, `a?+`, `a{2}+` and `(?>a)` never give back what they took. Python 3.11's own `re` knows them, and reads some of them
# differently from one patch release to the next; the `regex` package does not.
POSSESSIVE = regex.compile(r"(?<!\\)(?:\\\\)*(?:[+*?}]\+|\(\?>)")


def literals(path: Path) -> set[str]:
    """The strings in a module's code, docstrings aside."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    }


@pytest.mark.parametrize(("pattern", "greedy"), [("a++", True), ("(a|b)*+c", True), ("a{2}+", True), ("(?>a)", True), ("a+", False),
    (r"\++", False), ("[-+*]+", False), (r"a\\++", True)])  # fmt: skip
def test_possessive_patterns_are_told_from_others(pattern, greedy):
    assert bool(POSSESSIVE.search(pattern)) == greedy


@pytest.mark.parametrize(
    "path", [path for path in modules() if "re" in imports(path)], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_possessive_patterns_are_compiled_by_regex(path):
    """So a module that imports the language's own `re` holds none."""
    assert {text for text in literals(path) if POSSESSIVE.search(text)} == set()
