"""A pure function in; out, the same function, which remembers its last results. For arguments that are too large to be compared.

A document or an alignment is known again by being that very object, whatever it says: another one that says the same is reckoned
anew, which costs no more than to compare the two. Texts, numbers and tuples are known by what they say, as `functools.lru_cache`
knows them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import lru_cache, wraps
from typing import Generic, TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Made = TypeVar("Made")


def remembered(size: int) -> Callable[[Callable[[*Given], Made]], Callable[[*Given], Made]]:
    """Makes a function remember `size` results; what it makes must not be changed, and nor what it was given."""

    def remembering(function: Callable[[*Given], Made]) -> Callable[[*Given], Made]:
        @lru_cache(size)
        def known(key: _Key[*Given]) -> Made:
            return function(*key.given)

        @wraps(function)
        def asked(*given: *Given) -> Made:
            return known(_Key(given))

        return asked

    return remembering


class _Key(Generic[*Given]):
    """What a function is given, as a key; it keeps large values, so that no other can take the place of one in memory."""

    __slots__ = ("_key", "given")

    def __init__(self, given: tuple[*Given]) -> None:
        self.given = given
        self._key = tuple((_Key, id(value)) if is_dataclass(value) else value for value in given)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._key == other._key
