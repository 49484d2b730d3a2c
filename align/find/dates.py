"""Dates and times of day, in a language that puts spaces between its words: what each match of the pattern in `spaced` is worth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from align.find.figures import Kind, Number, date, matched, quarter

Facts = Mapping[str, Mapping[str, int]]


def _date(match: re.Match[str], facts: Facts) -> Iterator[Number]:
    parts = [(part.start(), part.end()) for part in re.finditer(r"\d+", match[0])]
    year_first = len(match[0][: parts[0][1]]) == 4
    kinds: tuple[Kind, ...] = ("year", "month", "day") if year_first else ("plain", "plain", "year")
    yield from date(match[0], match.start(), zip(kinds, parts, strict=True))


def _time(match: re.Match[str], facts: Facts) -> Iterator[Number]:
    figures = re.findall(r"\d+", match[0])
    value = int(figures[0]) + Fraction(int(figures[1]) if len(figures) > 1 else 0, 60)
    yield matched(match, value, "time", also=(value + 12,))


def _clock(match: re.Match[str], facts: Facts) -> Iterator[Number]:
    said = match["minutes"].lower().split()
    minutes = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20}[said[0]]
    value = facts["words"][match["hour"].lower()] + Fraction(-minutes if said[1] == "to" else minutes, 60)
    yield matched(match, max(value, Fraction(0)), "time", also=(value + 12,))


def _weekday(match: re.Match[str], facts: Facts) -> Iterator[Number]:
    days, said = facts["weekdays"], match[0].lower()
    yield matched(match, Fraction(days.get(said) or days[said.removesuffix("s")]), "weekday", loose=True)


def _month(match: re.Match[str], facts: Facts) -> Iterator[Number]:
    before, after = match.string[: match.start()][-12:], match.string[match.end() :][:6]
    beside = re.match(r"\.?,?\s?\d", after) or re.search(r"\d(?:st|nd|rd|th)?(?: of)?[ -]$", before)
    if (
        match[0] not in ("May", "March", "Mar")
        or beside
        or re.search(r"\b(?:in|of|by|since|until|last|this|next|early|late|from|to) $", before)
    ):
        yield matched(match, Fraction(facts["months"][match[0].lower()]), "month")


def _tens(match: re.Match[str], facts: Facts) -> Iterator[Number]:
    value = Fraction(facts["decades"][match[0].lower()])
    yield matched(match, value, "year", also=(value + 1900, value + 2000))


def _quarter(match: re.Match[str], facts: Facts) -> Iterator[Number]:
    yield quarter(match[0], match.start(), match["of"] or match["fore"])


READERS: dict[str, Callable[[re.Match[str], Facts], Iterator[Number]]] = {
    "date": _date,
    "time": _time,
    "clock": _clock,
    "quarter": _quarter,
    "weekday": _weekday,
    "month": _month,
    "tens": _tens,
}
