"""A number that another has replaced: 10亿 that became 10 million, the 26th that became the 20th.

Numbers are compared by value, however they are written: figures or words, 万 or million, 七成 or 70%, *three to nine* or 3-9.

- `numbers.changed` (major): a number of the original is missing **and** the translation has another one instead. A reader takes a
  figure on trust and cannot see that it is wrong. Critical where a large one is off by ten times or more, as happens between 万 and
  thousand. Left alone: a rounding that says so (*about 15* for 14.7), vague magnitudes of one order (数百, *several hundred*), the
  ordinals that count the points of a list, *one* and *both*, and numbers that only crossed into the next sentence.
- `numbers.missing` (neutral): the original has a number and the translation none in its place. Every second such number is said in
  other words (*both*, *the next year*), so it is shown and not counted.
- `numbers.extra` (neutral): the translation has a number that the original does not have, and replaces none. The same holds.

Figures within names (GPT-4, H100) are compared only with names that have the same letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from align import find
from align.check.examples import Example
from align.check.page import FAITH, SIDES, page
from align.find import Number
from align.find.links import references
from align.model import Alignment, Bead, Finding, Glossary, Severity, Side, Span

RULES = ("numbers.changed", "numbers.missing", "numbers.extra")

EXAMPLES = (
    Example(
        "numbers.changed", "The fund holds 10亿 yuan.", "The fund holds 10 million yuan.", "zh-CN", "en", True,
        "亿 is a hundred million: a slip of a hundred times.", "critical",
    ),
    Example(
        "numbers.changed", "该基金管理10亿元。", "The fund manages one billion yuan.", "zh-CN", "en", False,
        "The same value, in words.",
    ),
    Example(
        "numbers.changed", "It opened on September 26.", "它于9月20日开业。", "en", "zh-CN", True,
        "Another day of the same month.", "major",
    ),
    Example(
        "numbers.changed", "Seven in ten, or 70%, stayed for 3-9 months.", "七成人待了三到九个月。", "en", "zh-CN", False,
        "70% said once, and a range in words.",
    ),
    Example(
        "numbers.changed", "They hired six engineers.", "They took on five engineers.", "en", "en-GB", True,
        "Six became five.", "major",
    ),
    Example(
        "numbers.changed", "First, it costs 14.7 dollars.", "It costs about 15 dollars.", "en", "en-GB", False,
        "A rounding that says so, and a word that counts the points of a list.",
    ),
    Example(
        "numbers.changed", "They rent H100 boards.", "They rent H800 boards.", "en", "en-GB", True,
        "A figure within a name.", "major",
    ),
    Example(
        "numbers.missing", "三十人来了。", "People came.", "zh-CN", "en", True,
        "How many came is gone.", "neutral",
    ),
    Example(
        "numbers.missing", "两家公司都来了。", "Both firms came.", "zh-CN", "en", False,
        "*Both* is two.",
    ),
    Example(
        "numbers.missing", "Thirty came in two buses.", "三十人坐车来了。", "en", "zh-CN", True,
        "Two buses became some.", "neutral",
    ),
    Example(
        "numbers.missing", "One of them came.", "他们当中有人来了。", "en", "zh-CN", False,
        "*One* is a pronoun here.",
    ),
    Example(
        "numbers.extra", "People came.", "三十人来了。", "en", "zh-CN", True,
        "Nobody had counted them.", "neutral",
    ),
    Example(
        "numbers.extra", "The second came.", "第二个来了。", "en", "zh-CN", False,
        "An ordinal for an ordinal.",
    ),
    Example(
        "numbers.extra", "有人来了。", "Thirty people came.", "zh-CN", "en", True,
        "Nobody had counted them.", "neutral",
    ),
    Example(
        "numbers.extra", "一个人来了。", "One man came.", "zh-CN", "en", False,
        "一个 is hardly a number.",
    ),
)  # fmt: skip

LARGE = 10_000  # from here on a slip of ten times is one of magnitude (万, million, 亿), not a misread digit


@dataclass(frozen=True, slots=True)
class _Left:
    """The numbers of one paired bead that found no partner in it."""

    bead: int
    missing: tuple[Number, ...]
    extra: tuple[Number, ...]


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """The numbers that changed, went missing or came in, bead by bead."""
    alone = page(alignment, "original").alone
    paired = [_left(alignment, number) for number, bead in enumerate(alignment.beads) if _trusted_pair(bead, alone)]
    for place, left in enumerate(paired):
        if left.missing or left.extra:
            around = paired[max(0, place - 1) : place] + paired[place + 1 : place + 2]
            missing = _without(left.missing, chain.from_iterable(near.extra for near in around))
            extra = _without(left.extra, chain.from_iterable(near.missing for near in around))
            yield from _judged(alignment, left.bead, missing, extra)


def _trusted_pair(bead: Bead, alone: Sequence[bool]) -> bool:
    return bead.paired and bead.confidence >= FAITH and not alone[bead.original.start]


# ---- which number answers which


def _left(alignment: Alignment, bead: int) -> _Left:
    missing, extra = _numbers(alignment, bead, "original"), _numbers(alignment, bead, "translation")
    for agree in (_identical, _equal, _same, _rounded):  # the surest partners first
        for one in tuple(missing):
            partner = next((other for other in extra if agree(one, other)), None)
            if partner:
                missing.remove(one)
                extra.remove(partner)
    return _Left(bead, tuple(missing), tuple(extra))


def _numbers(alignment: Alignment, bead: int, side: Side) -> list[Number]:
    """The numbers of one side of a bead, by their places in its text; the signs of footnotes are none."""
    document, span = alignment.document(side), alignment.spans(bead)[SIDES.index(side)]
    if not span:
        return []
    found = find.numbers(document.quote(span), document.language)
    signs = [mark.span for mark in references(document, span)] if document.marks else []
    places = (replace(one, span=Span(span.start + one.span.start, span.start + one.span.stop)) for one in found)
    return [number for number in places if not any(number.span.overlaps(sign) for sign in signs)]


def _without(numbers: Sequence[Number], others: Iterator[Number]) -> list[Number]:
    there = list(others)
    return [one for one in numbers if not any(_same(one, other) for other in there)]


def _identical(one: Number, other: Number) -> bool:
    return one.value == other.value and one.kind == other.kind


def _equal(one: Number, other: Number) -> bool:
    return one.value == other.value and _akin(one, other)


def _same(one: Number, other: Number) -> bool:
    """Whether the two may say the same."""
    if not _akin(one, other):
        return False
    if "vague" in (one.kind, other.kind):
        low, high = sorted((one.value, other.value))
        return high <= low * 10
    return not set(one.readings).isdisjoint(other.readings)


def _rounded(one: Number, other: Number) -> bool:
    return other.rounds(one)


def _akin(one: Number, other: Number) -> bool:
    """Whether the two are numbers of a kind: a month is no day."""
    return "month" not in (one.kind, other.kind) or {one.kind, other.kind} <= {"month", "plain"}


# ---- what that means


def _judged(alignment: Alignment, bead: int, missing: list[Number], extra: list[Number]) -> Iterator[Finding]:
    for one in tuple(missing):
        # Translations keep the order of numbers more often than not.
        rivals = [other for other in extra if _comparable(one, other)]
        if rivals:
            other = min(
                rivals,
                key=lambda other: (
                    one.kind != other.kind,
                    abs(_along(alignment, bead, other, 1) - _along(alignment, bead, one, 0)),
                ),
            )
            missing.remove(one)
            extra.remove(other)
            yield _changed(alignment, bead, one, other)
    for one in missing:
        if not one.loose and one.kind != "name":
            yield _alone(alignment, bead, one, "numbers.missing")
    for other in extra:
        if not other.loose and other.kind != "name":
            yield _alone(alignment, bead, other, "numbers.extra")


def _along(alignment: Alignment, bead: int, number: Number, side: int) -> float:
    """How far into its side of the bead a number stands, from 0 to 1."""
    home = alignment.spans(bead)[side]
    return (number.span.start - home.start) / len(home) if home else 0


def _comparable(one: Number, other: Number) -> bool:
    """Whether the one may have become the other; a name only if its letters are the same."""
    if "name" in (one.kind, other.kind):
        return one.kind == other.kind and _letters(one) == _letters(other)
    if "vague" in (one.kind, other.kind):
        return one.kind == other.kind
    if one.loose or other.loose:
        return one.kind == other.kind == "ordinal"
    return _akin(one, other)


def _letters(name: Number) -> str:
    return "".join(character for character in name.text.casefold() if character.isalpha())


def _changed(alignment: Alignment, bead: int, one: Number, other: Number) -> Finding:
    low, high = sorted((one.value, other.value))
    slip = high >= LARGE and high >= low * 10 and {one.kind, other.kind} <= {"plain", "vague"}
    severity: Severity = "critical" if slip else "major"
    certain = 0.9 if one.kind == other.kind else 0.8
    return Finding(
        "numbers.changed", "number", severity, _trusted(alignment.beads[bead], certain),
        f"{_told(one)} became {_told(other)}.", (bead,),
        one.span, other.span,
        evidence=(("original", f"{one.text} = {one}"), ("translation", f"{other.text} = {other}")),
    )  # fmt: skip


def _alone(alignment: Alignment, bead: int, number: Number, rule: str) -> Finding:
    missing = rule == "numbers.missing"
    says: Callable[[str], str] = "{} is not said in the translation.".format if missing else "The original does not say {}.".format
    return Finding(
        rule, "number", "neutral", _trusted(alignment.beads[bead], 0.4), says(_told(number)), (bead,),
        number.span if missing else None, None if missing else number.span,
        evidence=(("original" if missing else "translation", f"{number.text} = {number}"),),
    )  # fmt: skip


def _told(number: Number) -> str:
    """The number as written, and its value where that does not show."""
    return f"“{number.text}”" if number.text in (str(number), str(number.value)) else f"“{number.text}” ({number})"


def _trusted(bead: Bead, certain: float) -> float:
    """A finding is no surer than the bead that it stands on."""
    return round(certain * bead.confidence, 3)
