"""Which number of a bead's one side answers which of the other, and which have no partner in it, nor in the beads beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from align import find
from align.check.page import FAITH, SIDES, page
from align.find import Number
from align.find.links import references
from align.find.measures import apart, same_amount
from align.model import Alignment, Bead, Side

BESIDE = 4  # characters between a month and its day: the 3rd of April
DOLLARS = {"HKD": "HK", "TWD": "TW", "SGD": "SG", "AUD": "AU", "CAD": "CA"}  # and where a bare $ is one
MANY = 300  # numbers from which on nobody can tell what answers what in a pair

Pair = tuple[Number, Number]


@dataclass(frozen=True, slots=True)
class Left:
    """The numbers of one paired bead that found no partner, and the partners of one value that do not say quite the same."""

    bead: int
    missing: tuple[Number, ...]
    extra: tuple[Number, ...]
    turned: tuple[Pair, ...]


def left(alignment: Alignment) -> Iterator[Left]:
    """What is left of each bead's numbers; a number that crossed into the next sentence is not."""
    alone = page(alignment, "original").alone
    paired = [_left(alignment, number) for number, bead in enumerate(alignment.beads) if _trusted_pair(bead, alone)]
    for place, one in enumerate(paired):
        if one.missing or one.extra:
            around = paired[max(0, place - 1) : place] + paired[place + 1 : place + 2]
            missing = _without(one.missing, chain.from_iterable(near.extra for near in around))
            extra = _without(one.extra, chain.from_iterable(near.missing for near in around))
            if not (missing and extra and _dated(alignment, one.bead)):
                yield replace(one, missing=missing, extra=extra)
        elif one.turned:
            yield one


def comparable(one: Number, other: Number) -> bool:
    """Whether the one may have become the other; a name only if its letters are the same."""
    if "name" in (one.kind, other.kind):
        return one.kind == other.kind and _letters(one) == _letters(other)
    if "vague" in (one.kind, other.kind):
        return one.kind == other.kind and not (one.loose or other.loose)
    if one.loose or other.loose:
        return one.kind == other.kind and one.kind in ("ordinal", "weekday")
    return _akin(one, other)


def bared(alignment: Alignment, one: Number, other: Number) -> bool:
    """Whether another country's dollars are bare ones in a translation that nowhere says whose, and are taken for American."""
    which = one.units[0] if len(one.units) == 1 else ""
    if which not in DOLLARS or not {which, "USD"} <= set(other.units):
        return False
    document = alignment.translation
    at_home = DOLLARS[which] in document.language.split("-")
    return not at_home and not any(said.units == one.units for said in find.numbers(document.text, document.language))


def _trusted_pair(bead: Bead, alone: Sequence[bool]) -> bool:
    return bead.paired and bead.confidence >= FAITH and not alone[bead.original.start]


def _dated(alignment: Alignment, bead: int) -> bool:
    """Whether a side is a page's own date, which is that page's business."""
    return any(sign.role == "date" for text in alignment.texts(bead) if (sign := find.furniture(text)))


def _left(alignment: Alignment, bead: int) -> Left:
    missing, extra = _numbers(alignment, bead, "original"), _numbers(alignment, bead, "translation")
    if max(len(missing), len(extra)) > MANY:
        return Left(bead, (), (), ())
    pairs: list[Pair] = []
    exchanged = list(_exchanged(missing, extra))
    for numbers, side in ((missing, 0), (extra, 1)):
        taken = [number for dates in exchanged for number in dates[side]]
        numbers[:] = [number for number in numbers if number not in taken]
    for agree in (_alike, _identical, _equal, _same, same_amount, _rounded):  # the surest partners first
        for one in tuple(missing):
            partner = next((other for other in extra if agree(one, other)), None)
            if partner:
                missing.remove(one)
                extra.remove(partner)
                pairs.append((one, partner))
    missing += [month for (month, _), _ in exchanged]
    extra += [month for _, (month, _) in exchanged]
    return Left(bead, tuple(missing), tuple(extra), tuple(pair for pair in pairs if _turned(*pair) or bared(alignment, *pair)))


def _exchanged(ours: Sequence[Number], theirs: Sequence[Number]) -> Iterator[tuple[Pair, Pair]]:
    """The dates, a month and its day, of which one has become the other: 3 April, March 4."""
    here, there = ({(month.value, day.value): (month, day) for month, day in _dates(numbers)} for numbers in (ours, theirs))
    for (month, day), date in here.items():
        if (day, month) in there and (month, day) not in there and (day, month) not in here:
            yield date, there[day, month]


def _dates(numbers: Sequence[Number]) -> Iterator[Pair]:
    """Each month with the day that stands beside it."""
    for one, two in pairwise(numbers):
        month, day = (one, two) if one.kind == "month" else (two, one)
        if month.kind == "month" and day.kind in ("plain", "ordinal", "day") and two.span.start - one.span.stop <= BESIDE:
            yield month, day


def _numbers(alignment: Alignment, bead: int, side: Side) -> list[Number]:
    """The numbers of one side of a bead, by their places in its text; the signs of footnotes are none."""
    document, span = alignment.document(side), alignment.spans(bead)[SIDES.index(side)]
    if not span:
        return []
    found = find.numbers(document.quote(span), document.language)
    signs = [mark.span for mark in references(document, span)] if document.marks else []
    places = (replace(one, span=one.span.moved(span.start)) for one in found)
    return [number for number in places if not any(number.span.overlaps(sign) for sign in signs)]


def _without(numbers: Sequence[Number], others: Iterator[Number]) -> tuple[Number, ...]:
    there = list(others)
    return tuple(one for one in numbers if not any(_same(one, other) for other in there))


# ---- whether two numbers are partners


def _alike(one: Number, other: Number) -> bool:
    return _identical(one, other) and one.units == other.units and one.bound == other.bound


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
    return other.rounds(one) and not apart(one, other)


def _akin(one: Number, other: Number) -> bool:
    """Whether the two are numbers of a kind: a month is no day."""
    if "weekday" in (one.kind, other.kind):
        return one.kind == other.kind
    return "month" not in (one.kind, other.kind) or {one.kind, other.kind} <= {"month", "plain"}


def _turned(one: Number, other: Number) -> bool:
    """Whether partners differ in what they count, or in what the words around make of them."""
    if one.loose or other.loose or "name" in (one.kind, other.kind):
        return False
    return one.bound != other.bound or (apart(one, other) and not same_amount(one, other))


def _letters(name: Number) -> str:
    return "".join(character for character in name.text.casefold() if character.isalpha())
