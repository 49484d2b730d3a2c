"""The two scripts of Chinese: one text in the other's characters."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def simplified(text: str) -> str:
    """The text in simplified characters, character for character; as it is where that would change its length.

    >>> simplified("強化學習")
    '强化学习'
    """
    said = str(_converter("t2s").convert(_SURROGATE.sub("?", text)))  # OpenCC takes UTF-8, which has no halves of characters
    return said if len(said) == len(text) else text


def changed(characters: str, way: str) -> list[bool]:
    """Of each character, whether conversion that way ("t2s", "s2t") would exchange it."""
    # One by one: over whole words, OpenCC would also exchange characters that both scripts have.
    apart = "\n".join(characters)
    return [one != other for one, other in zip(apart, _converter(way).convert(apart), strict=True)][::2]


@cache
def _converter(way: str) -> Any:
    import opencc

    return opencc.OpenCC(way)
