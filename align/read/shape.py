"""A value of JSON and the shape that it should have in; out, every place where it has another, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Shape = Any  # a type; a list of one shape; a mapping of names to shapes; or one of the three below
Misfit = tuple[str, str]  # where, and what is wrong there

TOO_LARGE = 10**15  # figures from here on are no count and no share of anything, and some no float

_NAMES: Mapping[type, str] = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Maybe:
    """The shape, or null; as a value of a mapping, it may be missing too."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Each:
    """A mapping of any names to values of the shape."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words."""

    words: tuple[str, ...]


def misfits(value: Any, shape: Shape, place: str = "") -> Iterator[Misfit]:
    """Where a value is not of the shape. Names that the shape does not have are let be.

    >>> list(misfits({"beads": [{"original": ["3"]}]}, {"beads": [{"original": [int], "translation": [int]}]}))
    [('beads[0].original[0]', 'is no whole number'), ('beads[0].translation', 'is missing')]
    """
    if isinstance(shape, Maybe):
        yield from () if value is None else misfits(value, shape.shape, place)
    elif isinstance(shape, OneOf):
        if value not in shape.words:
            yield place, f"is none of {', '.join(shape.words)}"
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield place, "is no list"
            return
        for number, item in enumerate(value):
            yield from misfits(item, shape[0], f"{place}[{number}]")
    elif isinstance(shape, Each):
        if not isinstance(value, dict):
            yield place, "is no object"
            return
        for name, item in value.items():
            yield from misfits(item, shape.shape, _within(place, name))
    elif isinstance(shape, Mapping):
        yield from _unlike(value, shape, place)
    elif not _is(value, shape):
        yield place, f"is not {_NAMES[shape]}" if shape is bool else f"is no {_NAMES[shape].removeprefix('a ')}"


def _unlike(value: Any, shape: Mapping[str, Shape], place: str) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield place, "is no object"
        return
    for name, wanted in shape.items():
        if name in value:
            yield from misfits(value[name], wanted, _within(place, name))
        elif not isinstance(wanted, Maybe):
            yield _within(place, name), "is missing"


def _is(value: Any, wanted: type) -> bool:
    if wanted in (int, float):  # True is an int to Python, and NaN is not below anything
        return type(value) in (int, wanted) and abs(value) < TOO_LARGE
    return type(value) is wanted


def _within(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
