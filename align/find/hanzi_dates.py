"""Dates and times of day in Chinese: what each match of the pattern in `hanzi` is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import regex

from align.find import numerals
from align.find.figures import Kind, Number, date, matched, quarter

Facts = Mapping[str, Mapping[str, int]]


def _date(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    kinds: tuple[Kind, ...] = ("year", "month", "day")
    yield from date(match[0], match.start(), zip(kinds, [part.span() for part in regex.finditer(r"\d+", match[0])], strict=True))


def _time(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    hour, rest = numerals.value(match["hour"], facts), match[0][match.end("hour") - match.start() :]
    minute = Fraction(0)
    if match["minute"]:
        minute = numerals.value(match["minute"], facts)
    elif match["clock"]:
        minute = Fraction(int(match["clock"][1:]))
    elif rest.endswith(("半", "刻")):
        minute = Fraction({"半": 30, "一": 15, "三": 45}[rest.removesuffix("刻")[-1]])
    yield matched(match, hour + minute / 60, "time", also=(hour + minute / 60 + 12,))


def _decade(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    value = numerals.value(match["tens"], facts)
    if match["century"]:
        yield matched(match, (numerals.value(match["century"], facts) - 1) * 100 + value, "year", also=(value,))
    else:
        yield matched(match, value, "year", also=(value + 1900, value + 2000) if value < 100 else ())


def _year(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    text = match["y"]
    value = numerals.value(text, facts)
    if value < 100 and not text[0].isascii() and "〇" not in text and "零" not in text:
        for part in numerals.either(text, facts):
            yield matched(match, numerals.value(part, facts))
    else:
        yield matched(match, value, "year" if value >= 100 else "plain", also=(value + 1900, value + 2000) if value < 100 else ())


def _part(kind: Kind) -> Callable[[regex.Match[str], Facts], Iterator[Number]]:
    def reader(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
        value = numerals.value(match["m"] or match["d"], facts)
        yield matched(match, value, kind)

    return reader


def _weekday(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    yield matched(match, Fraction("一二三四五六日".find(match[0][-1]) % 7 + 1), "weekday", loose=True)


def _reign(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    since = Fraction(1) if match["since"] == "元" else numerals.value(match["since"], facts)
    yield matched(match, since + facts["eras"][match["era"]], "year", also=(since,))


def _quarter(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    yield quarter(match[0], match.start(), match["of"] or match["fore"])


READERS: dict[str, Callable[[regex.Match[str], Facts], Iterator[Number]]] = {
    "date": _date,
    "time": _time,
    "weekday": _weekday,
    "quarter": _quarter,
    "decade": _decade,
    "reign": _reign,
    "year": _year,
    "month": _part("month"),
    "day": _part("day"),
}
