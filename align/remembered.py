"""A pure function in; out, the same function, which remembers its last results. For arguments that are too large to be compared.

A document or an alignment is known again by being that very object, whatever it says: another one that says the same is reckoned
anew, which costs no more than to compare the two. Texts, numbers and tuples are known by what they say, as `functools.lru_cache`
knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import is_dataclass
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


def remembered(size: int) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Makes a function remember `size` results; what it makes must not be changed, and nor what it was given."""

    def remembering(function: Callable[Given, Made]) -> Callable[Given, Made]:
        @lru_cache(size)
        def known(*keys: Hashable) -> Made:
            return function(*[key.value if isinstance(key, _Itself) else key for key in keys])  # type: ignore[arg-type, call-arg]

        @wraps(function)
        def asked(*given: Given.args, **_: Given.kwargs) -> Made:
            return known(*[_Itself(value) if is_dataclass(value) else value for value in given])

        return asked

    return remembering


class _Itself:
    """A value as a key that is equal to itself alone; it keeps the value, so that no other can take its place in memory."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.value is other.value
