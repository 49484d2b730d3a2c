"""A Chinese word in another's place: whether what stands there is a word of its own, and the new one in the text's script."""

from __future__ import annotations

from itertools import accumulate

from align.language import simplified
from align.language.script import changed
from align.lexicon.tokens import cutter, is_han
from align.model import Span

TAIL = 2  # characters that two wordings share if one only repeats the other
LINK = "的"
NEAR = 20  # characters beside a place that are cut into words


def apart(text: str, span: Span) -> bool:
    """Whether a place begins and ends where words do: AI代理 does not in AI代理人.

    >>> apart("多用AI代理", Span(2, 6)), apart("多用AI代理人", Span(2, 6))
    (True, False)
    """
    return all(_border(text, place) for place in (span.start, span.stop))


def alike(text: str, new: str) -> bool:
    """Whether the new words could stand in the text, as far as the two scripts go; most characters are of both.

    >>> alike("螞蟻集團的智能體", "腾讯"), alike("螞蟻集團的智能體", "月之暗面")
    (False, True)
    """
    return _leaning(text) * _leaning(new) >= 0


def repeated(before: str, new: str, after: str) -> bool:
    """Whether what stands beside the new words says their end or their beginning already: 开放权重 before 的权重."""
    if not all(map(is_han, new)) or len(new) <= TAIL:
        return False
    return after.removeprefix(LINK).startswith(new[-TAIL:]) or before.removesuffix(LINK).endswith(new[:TAIL])


def _border(text: str, place: int) -> bool:
    if not 0 < place < len(text) or not (is_han(text[place - 1]) and is_han(text[place])):
        return True
    start, stop = place, place
    while start > max(0, place - NEAR) and is_han(text[start - 1]):
        start -= 1
    while stop < min(len(text), place + NEAR) and is_han(text[stop]):
        stop += 1
    words = cutter(())(simplified(text[start:stop]))
    return place - start in accumulate(map(len, words))


def _leaning(text: str) -> int:
    """Above 0 for a text in traditional characters, below it for one in simplified ones, 0 where nothing tells."""
    traditional, simple = (sum(changed(text, way)) if text else 0 for way in ("t2s", "s2t"))
    return (traditional > simple) - (traditional < simple)
