"""The numbers of a text, by value: what survives translation whatever the writing, 10亿 or a billion or 1,000,000,000."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from align.find import hanzi, measures, spaced
from align.find.figures import Bound, Number
from align.language import base, table
from align.language.tables import fold

_BETWEEN = re.compile(r"\s*(?:-|~|～|–|to|or|and|至|到|或)\s*", re.IGNORECASE)
_OF = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?|\s?[个人位名]?[里中]当?中?(?:就|便)?有?(?:大约|约)?\s?", re.IGNORECASE)
_SCALES = (10**2, 10**3, 10**4, 10**6, 10**8, 10**9, 10**12)
_REACH = 18  # characters before or after a number in which its bound may stand
_DENIED = re.compile(
    r"(?:\b(?:no|not|none|never|nobody|neither|nor|cannot|without|few)\b|n't\b|[不没未无])[^.;!?。；！？]*\Z", re.IGNORECASE
)
_CLAUSE = 48  # characters before a number in which a denial may turn its bound
AT_ONCE = 2048  # texts whose numbers are kept: each check of an article asks again for those of every pair
_MANY = 100  # of so many, at most, may some be a share: one in seven

# Japanese and Korean write numbers as Chinese does, by ten thousands, but for a few signs that stand behind a figure.
_AS_CHINESE = {
    "ja": (re.compile(r"(?<=[\d一二三四五六七八九])割|(?<=\d)円"), str.maketrans("割円", "成元")),
    "ko": (re.compile(r"(?<=[\d천백])[만억조천백년월일]"), str.maketrans("만억조천백년월일", "万亿兆千百年月日")),
}
# Figures of other scripts, and the signs between them.
_FIGURES = str.maketrans(
    {**{ord(zero) + figure: str(figure) for zero in "٠۰०০๐" for figure in range(10)}, ord("٫"): ".", ord("٬"): ","}
)


@lru_cache(AT_ONCE)
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers in `text`, in order, with their places in it.

    >>> [str(number) for number in numbers("Over $10 million in two-thirds of 3-9 months", "en")]
    ['10,000,000', '2/3', '3', '9']
    >>> [str(number) for number in numbers("2021年3月，七成的人花了10亿，统一说", "zh")]
    ['2021', '3', '70%', '1,000,000,000']
    """
    tag = base(language)
    plain = fold(text)
    if not plain.isascii():
        plain = plain.translate(_FIGURES)
    found = [_told(text, plain, number, language) for number in _read(plain, tag, language)]
    for place, (one, two) in enumerate(pairwise(found)):
        if _BETWEEN.fullmatch(plain, one.span.stop, two.span.start):
            found[place], found[place + 1] = _shared(one, two)
        elif _OF.fullmatch(plain, one.span.stop, two.span.start):
            found[place], found[place + 1] = _share_of(one, two)
    return tuple(found)


def _read(text: str, tag: str, language: str) -> Iterator[Number]:
    if tag == "zh":
        return hanzi.read(text, language)
    if tag in _AS_CHINESE:
        signs, ours = _AS_CHINESE[tag]
        return hanzi.read(signs.sub(lambda sign: sign[0].translate(ours), text), "zh")
    return spaced.read(text, language)


def _told(text: str, plain: str, number: Number, language: str) -> Number:
    """The number with the text's own words for it, its bound, and what it is counted in; 1500 km are no year."""
    if number.kind == "year" and number.text.isdigit() and base(language) not in ("zh", *_AS_CHINESE):
        plainly = replace(number, kind="plain")
        number = plainly if measures.units(plain, plainly, language) else number
    counts = number.kind in ("plain", "percent", "vague")
    bound = (number.bound or _bound(plain, number, language)) if counts else ""
    return replace(number, text=number.span.of(text), bound=bound, units=measures.units(plain, number, language))


def _bound(text: str, number: Number, language: str) -> Bound:
    before, after = _bounds(language)
    found = before.search(text, max(0, number.span.start - _REACH), number.span.start) or after.match(text, number.span.stop)
    kinds: tuple[Bound, ...] = ("over", "under", "near")
    bound: Bound = next((kind for kind in kinds if found and found[kind]), "")
    # None of them for more than four hours is no more than four.
    stop = min(found.start(), number.span.start) if found else 0
    return "" if bound == "over" and _DENIED.search(text, max(0, stop - _CLAUSE), stop) else bound


@cache
def _bounds(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = table("zh" if base(language) in _AS_CHINESE else language).lists
    before, after = (
        "|".join(f"(?P<{bound}>{'|'.join(lists.get(f'{bound}-{place}', ())) or '(?!)'})" for bound in ("over", "under", "near"))
        for place in ("before", "after")
    )
    counted = rf"(?:\s?(?:{'|'.join(lists['counters'])}))?" if "counters" in lists else r"(?:[ -][a-z]{1,12}(?= (?:or|and) ))?"
    said = "(?:是|有|为|在)?" if "counters" in lists else ""
    return re.compile(rf"(?i:{before}){said}\s?[$€£¥]?\Z"), re.compile(rf"{counted}\s?(?i:{after})")


def _shared(one: Number, two: Number) -> tuple[Number, Number]:
    """The two ends of a range, which may share what is said once: 5 to 6 million, 百分之五到十, $5-10, 5-10 km."""
    if two.kind == "percent" != one.kind:
        return replace(one, also=(*one.also, one.value / 100)), two
    if one.kind == "percent" != two.kind:
        return one, replace(two, also=(*two.also, two.value / 100))
    if not (one.units and two.units):
        one, two = replace(one, units=one.units or two.units), replace(two, units=two.units or one.units)
    if one.kind == two.kind == "plain" and two.value and not one.also:  # 26.4 to 31.7 kilobases
        one = replace(one, also=tuple(one.value * reading / two.value for reading in two.also))
    if one.value < 1000 and one.value * 10 <= two.value >= 100 and any(character.isalpha() for character in two.text):
        shared = tuple(one.value * scale for scale in _SCALES if two.value / 100 < one.value * scale <= two.value)
        return replace(one, also=(*one.also, *shared)), two
    return one, two


def _share_of(one: Number, two: Number) -> tuple[Number, Number]:
    """One in seven is a seventh, and so is 七人中有一人: the share is another reading of what is no *one*."""
    few, many = sorted((one, two), key=lambda number: number.value)
    if not 0 < few.value < many.value <= _MANY or few.kind != "plain" or many.kind != "plain":
        return one, two
    share = few.value / many.value
    few, many = replace(few, loose=True), replace(many, also=(*many.also, share))
    return (few, many) if few.span < many.span else (many, few)
