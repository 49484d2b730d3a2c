"""A TOML file in, its values out, and the line of each, so that whoever wrote it is told where something is wrong."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import regex

from align.errors import Fault, refuse

# What a value may be, as a user would say it.
CALLED: Mapping[type, str] = {
    str: "a string", float: "a number", list: "a list of strings", dict: "a table", date: "a date such as 2026-03-14",
}  # fmt: skip

LARGEST = 1_000_000  # bytes of a file
DEEPEST = 100  # parts of a key: the parser's time grows with their square
FEW = 12  # keys that one may read through to find the one that was meant

_PART = r"""(?:"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|(?<![\w-])[\w-]++)"""
_KEY = regex.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*+)\s*=")
_DEEP = regex.compile(rf"(?:{_PART}[ \t]*+\.[ \t]*+){{{DEEPEST}}}+")


@dataclass(frozen=True, slots=True)
class Table:
    """A file's values; `lines` has the number of the line where a key stands, by all the keys that lead to it."""

    path: Path
    values: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int]
    digest: str  # of the file's bytes

    def fault(self, keys: Sequence[str], what: str) -> Fault:
        """What is wrong with the value at `keys`, told with its line, or with that of the nearest table around it."""
        known = (self.lines[tuple(keys[:depth])] for depth in range(len(keys), 0, -1) if tuple(keys[:depth]) in self.lines)
        line = next(known, None)
        return Fault(f"{self.path}: line {line}" if line else str(self.path), what)


def read(path: Path, remedy: str = "") -> Table:
    """The values of a file, and where they stand; `InputError` where it cannot be read or is not TOML."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise refuse(path, f"larger than {LARGEST // 1_000_000} MB", remedy)
        text = content.decode("utf-8-sig")
        if _DEEP.search(text):
            raise refuse(path, f"has a key of more than {DEEPEST} parts", remedy)
        values = tomllib.loads(text)
    except FileNotFoundError:
        raise refuse(path, "no such file", remedy) from None
    except OSError as error:
        raise refuse(path, f"cannot be read: {error.strerror or error}", remedy) from None
    except (ValueError, RecursionError) as error:  # numbers of thousands of figures are no TOML error of Python's
        how = (
            "save it in UTF-8"
            if isinstance(error, UnicodeError)
            else 'a line is `key = "text"` or `[table]`; every text has its quotation marks'
        )
        raise refuse(path, f"not TOML in UTF-8: {error}", how) from None
    return Table(path, values, _lines(text), hashlib.sha256(content).hexdigest())


def misfits(values: Mapping[str, Any], known: Mapping[str, type]) -> Iterator[tuple[str, str]]:
    """The keys that nobody knows, or that hold another kind of value than they should, and what is wrong with each.

    >>> list(misfits({"titel": "Tides", "author": 7}, {"title": str, "author": str}))
    [('titel', "unknown key 'titel'; did you mean 'title'? there are title, author"), ('author', "'author' is a string")]
    """
    for key, value in values.items():
        if key not in known:
            yield key, f"unknown key '{key}'; {_instead(key, known)}"
        elif not fits(value, known[key]):
            yield key, f"'{key}' is {CALLED[known[key]]}"


def _instead(key: str, known: Mapping[str, type]) -> str:
    near = get_close_matches(key, known, n=1)
    told = [f"did you mean '{near[0]}'?"] if near else []
    return " ".join([*told, f"there are {', '.join(known)}"] if len(known) <= FEW or not near else told)


def fits(value: Any, kind: type) -> bool:
    """Whether a value is of a kind: a whole number is a number, a truth is none, and a list holds strings."""
    if kind is float:
        return type(value) in (int, float)
    if isinstance(value, list) and kind is list:
        return all(type(item) is str for item in value)
    return type(value) is kind


def _lines(text: str) -> Mapping[tuple[str, ...], int]:
    """Where each key stands. tomllib does not say, so each line that could be a table's head or a key is read by itself."""
    table: tuple[str, ...] = ()
    found: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            table = _path(line.strip()) or table
            places = table
        elif match := _KEY.match(line):
            keys = _path(f"{match[1]} = 0")
            places = (*table, *keys) if keys else ()
        else:
            continue
        for depth in range(1, len(places) + 1):
            found.setdefault(places[:depth], number)
    return found


def _path(line: str) -> tuple[str, ...]:
    """The keys that one line names, outermost first; nothing if it is not a line by itself."""
    try:
        value: Any = tomllib.loads(line)
    except (tomllib.TOMLDecodeError, RecursionError):
        return ()
    keys = []
    while isinstance(value, dict | list) and value:
        if isinstance(value, list):
            value = value[0]
        else:
            key, value = next(iter(value.items()))
            keys.append(key)
    return tuple(keys)
