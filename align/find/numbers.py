"""The numbers of a text, by value: what survives translation whatever the writing, 10亿 or a billion or 1,000,000,000."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from align.find import hanzi, spaced
from align.find.figures import Bound, Number
from align.language import base, table
from align.language.tables import fold

_BETWEEN = re.compile(r"\s*(?:-|~|～|–|to|or|and|至|到|或)\s*", re.IGNORECASE)
_SCALES = (10**2, 10**3, 10**4, 10**6, 10**8, 10**9, 10**12)
_REACH = 18  # characters before or after a number in which its bound may stand


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers in `text`, in order, with their places in it.

    >>> [str(number) for number in numbers("Over $10 million in two-thirds of 3-9 months", "en")]
    ['10,000,000', '2/3', '3', '9']
    >>> [str(number) for number in numbers("2021年3月，七成的人花了10亿，统一说", "zh")]
    ['2021', '3', '70%', '1,000,000,000']
    """
    plain = fold(text)
    read = hanzi.read if base(language) == "zh" else spaced.read
    found = [
        replace(number, text=number.span.of(text), bound=number.bound or _bound(plain, number, language))
        for number in read(plain, language)
    ]
    for place, (one, two) in enumerate(pairwise(found)):
        if _BETWEEN.fullmatch(text, one.span.stop, two.span.start):
            found[place], found[place + 1] = _shared(one, two)
    return tuple(found)


def _bound(text: str, number: Number, language: str) -> Bound:
    before, after = _bounds(language)
    found = before.search(text, max(0, number.span.start - _REACH), number.span.start) or after.match(text, number.span.stop)
    kinds: tuple[Bound, ...] = ("over", "under", "near")
    return next((kind for kind in kinds if found and found[kind]), "")


@cache
def _bounds(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = table(language).lists
    before, after = (
        "|".join(f"(?P<{bound}>{'|'.join(lists.get(f'{bound}-{place}', ())) or '(?!)'})" for bound in ("over", "under", "near"))
        for place in ("before", "after")
    )
    return re.compile(rf"(?i:{before})\s?[$€£¥]?\Z"), re.compile(rf"\s?(?i:{after})")


def _shared(one: Number, two: Number) -> tuple[Number, Number]:
    """The two ends of a range, which may share what is said once: 5 to 6 million, 百分之五到十."""
    if two.kind == "percent" != one.kind:
        return replace(one, also=(*one.also, one.value / 100)), two
    if one.kind == "percent" != two.kind:
        return one, replace(two, also=(*two.also, two.value / 100))
    if one.value < 1000 and one.value * 10 <= two.value >= 100 and any(character.isalpha() for character in two.text):
        shared = tuple(one.value * scale for scale in _SCALES if two.value / 100 < one.value * scale <= two.value)
        return replace(one, also=(*one.also, *shared)), two
    return one, two
