"""Numbers in a language that puts spaces between its words: figures, and the number words of its table.

*Two and a half million*, *three-quarters*, *the 1980s*, *May 5* and *10bn* are read by value. `First,` that opens a point of a list
counts the list and is no number; *one* and *both* are loose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import groupby

from align.find import dates, spelled
from align.find.figures import (
    FIGURE,
    FIGURE_WITH_COMMA,
    NAME,
    POWER,
    QUARTER,
    SKIPPED,
    VULGAR,
    Number,
    glued,
    matched,
    name,
    power,
    vulgar,
    worth,
)
from align.language import base, table
from align.model import Span

Facts = Mapping[str, Mapping[str, int]]

_PERCENT = re.compile(r"[\s-](?:per\s?cent(?:age\s+points?)?|pct)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_DECIMAL = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")  # 3.5 is no thousand anywhere

# Where a month or a weekday always has a capital, and without one is another word: they may march.
_CAPITAL = frozenset(("en",))
# Languages that group with commas and put a point before the decimals.
_POINT = frozenset(("en", "zh", "ja", "ko", "th", "he", "hi", "bn", "ta", "ur", "ms", "tl", "ga", "mt", "sw", "ar", "fa"))


@dataclass(frozen=True, slots=True)
class _Tongue:
    """How one language writes numbers: its words, the pattern that finds them, and whether the comma stands before decimals."""

    words: Facts
    pattern: re.Pattern[str]
    comma: bool

    def worth(self, figure: str) -> Fraction:
        decimal = not self.comma or figure.count(",") > 1 or _DECIMAL.fullmatch(figure)
        return worth(figure) if decimal else worth(figure.replace("'", ""), ".", ",")


def read(text: str, tag: str) -> Iterator[Number]:
    """The numbers of a folded text, in order."""
    tongue = _tongue(tag)
    for match in tongue.pattern.finditer(text):
        kind = match.lastgroup or ""
        if kind in dates.READERS:
            yield from dates.READERS[kind](match, tongue.words)
        elif kind in _READERS:
            yield from _READERS[kind](match, tongue)


@cache
def _tongue(tag: str) -> _Tongue:
    facts, comma = table(tag).numbers, base(tag) not in _POINT
    return _Tongue(facts, _pattern(facts, comma, capital=base(tag) in _CAPITAL), comma)


def _pattern(facts: Facts, comma: bool, *, capital: bool) -> re.Pattern[str]:
    figure = FIGURE_WITH_COMMA if comma else FIGURE
    name = rf"(?!\d{{1,3}}(?:\.\d{{3}})+(?![\d.])){NAME}" if comma else NAME  # 1.200.000 is no version
    scale, word = _any(facts, "scales", "spans"), _any(facts, "words", "scales", "spans", "ordinals", "parts", "loose", "many")
    month, weekday = (_dates(facts, part, capital=capital) for part in ("months", "weekdays"))
    hour, decade = _any(facts, "words"), _any(facts, "decades")
    short = "|".join(word for word in ("bn", "mn", "tn") if word in facts.get("suffixes", {})) or "(?!)"
    vulgar = f"[{''.join(VULGAR)}]"
    # In reading order: the first that fits wins. Each is linear: what repeats begins with a sign of its own.
    # And nothing begins within a word, nor with a space but at the start of the text: to look there first is three times as fast.
    return re.compile(
        r"(?:^|(?=[^A-Za-z\s])|(?<![A-Za-z])(?=[A-Za-z]))(?:"
        rf"(?P<skipped>{SKIPPED}|^\s*\(?\d{{1,2}}[.)](?=\s)"
        rf"|(?:^|(?<=[.;:] ))(?i:{_any(facts, 'ordinals', 'loose')}|last|lastly)(?=[,:]))"
        r"|(?<![\d.])(?P<date>\d{4}(?P<dash>[-/.])\d{1,2}(?P=dash)\d{1,2}(?![\d.])|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)"
        r"|\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]))"
        rf"|(?P<power>{POWER})|(?P<quarter>{QUARTER})"
        rf"|(?P<name>{name})"
        r"|(?<![\d:.])(?P<time>(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?(?![\d:])(?:\s?[ap]\.?m\b)?|\s?(?:[ap]\.?m\b|o'clock)))"
        r"|(?<![\d/])(?P<fraction>(?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/]))"
        rf"|(?P<figure>(?P<sign>[$€£¥]\s?)?(?P<digits>{figure})(?P<part>\s?{vulgar})?(?:"
        r"(?P<percent>\s?[%‰]|[\s-](?i:per\s?cent(?:age\s+points?)?|pct|pp)\b)"
        rf"|(?P<scales>(?:[\s-]?(?i:{scale})\b){{1,3}}|\s(?i:{short})\b)|(?P<decade>'?s\b)|(?P<glued>[A-Za-z]+))?)"
        rf"|(?P<lone>{vulgar})"
        rf"|\b(?P<clock>(?i:(?:an?\s+)?(?P<minutes>quarter\s+(?:past|to)|(?:half|five|ten|twenty)\s+past)\s+(?P<hour>{hour}))\b)"
        rf"|\b(?P<weekday>(?:{weekday})s?\b)"
        rf"|\b(?P<tens>(?i:{decade})\b)"
        rf"|\b(?P<month>(?:{month})\b)"
        rf"|\b(?P<few>(?i:several|few|couple|couple\s+of|many|some)(?:[\s-]+(?:of\s+)?(?i:{scale})s?\b){{1,3}})"
        rf"|\b(?P<many>(?i:tens(?:\s+of\s+(?:{_any(facts, 'many')})){{1,3}}))"
        rf"|\b(?P<words>(?i:an?\s+)?(?i:{word})\b(?:(?:-|\s+(?i:and\s+an?\s+|and\s+|of\s+|an?\s+)?)(?i:{word})\b)*))"
    )


def _dates(facts: Facts, part: str, *, capital: bool) -> str:
    words = facts.get(part, {})
    written = {*(word.capitalize() for word in words), *(() if capital else words)}
    return "|".join(sorted(written, key=lambda word: (-len(word), word))) or "(?!)"


def _any(facts: Facts, *parts: str) -> str:
    """Any of the words of these parts, the longest first, told by their first letter: that is what most texts fail at."""
    words = sorted({word for part in parts for word in facts.get(part, {})}, key=lambda word: (word[0], -len(word), word))
    firsts = groupby(words, key=lambda word: word[0])
    return "|".join(f"{first}(?:{'|'.join(word[1:] for word in group)})" for first, group in firsts) or "(?!)"


# ---- figures


def _name(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    yield name(match[0], match.start())


def _fraction(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    above, below = int(match["above"]), int(match["below"])
    if 0 < above < below <= 10 and not match["below"].startswith("0"):
        yield matched(match, Fraction(above, below))
    else:  # 5/07 or 24/7
        for group, value in (("above", above), ("below", below)):
            yield Number(Fraction(value), "plain", Span(*match.span(group)), match[group])


def _figure(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    value, words = tongue.worth(match["digits"]) + vulgar(match["part"]), tongue.words
    if match["percent"]:
        yield matched(match, value / (1000 if "‰" in match["percent"] else 100), "percent", also=(value,))
    elif match["scales"]:
        said = _WORD.findall(match["scales"].lower())
        scaled = value * math.prod(
            words["scales"].get(word) or words["spans"].get(word) or words["suffixes"].get(word, 1) for word in said
        )
        yield matched(match, scaled, also=() if words["spans"].keys().isdisjoint(said) else (value,))
    elif match["decade"] and value % 10 == 0:
        century = (value / 100 + 1,) if value % 100 == 0 else ()  # the 1800s are the 19th century
        yield matched(match, value, "year", also=(value + 1900,) if value < 100 else century)
    elif match["glued"]:
        yield glued(match[0], match.start(), value, match["glued"], words.get("suffixes", {}))
    else:
        digits = match["digits"]
        year = len(digits) == 4 and digits.isdigit() and 1000 <= value <= 2100 and not match["sign"]
        yield matched(match, value, "year" if year else "plain", also=() if year else _otherwise(match, value, tongue))


def _otherwise(match: re.Match[str], value: Fraction, tongue: _Tongue) -> tuple[Fraction, ...]:
    """What else a bare figure may be worth: 26.4 kilobases; and where we know no number words, 1,5 may be followed by one."""
    if match.string.startswith(" kilo", match.end()):
        return (value * 1000,)
    if tongue.words:
        return ()
    thousands = (value / 1000,) if re.fullmatch(r"\d{1,3}\.\d{3}", match["digits"]) else ()
    return (*thousands, *(value * scale for scale in (10**3, 10**6, 10**9, 10**12)))


def _power(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    yield power(match[0], match.start(), match["mantissa"], match["exponent"] or match["raised"])


def _lone(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    yield matched(match, vulgar(match[0]))


# ---- words


def _few(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    scales = {**tongue.words["spans"], **tongue.words["scales"]}
    said = _WORD.findall(match[0].lower())
    yield matched(match, Fraction(math.prod(scales.get(word) or scales.get(word.removesuffix("s"), 1) for word in said)), "vague")


def _many(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    said = _WORD.findall(match[0].lower())
    yield matched(match, Fraction(10 * math.prod(tongue.words["many"].get(word, 1) for word in said)), "vague")


def _words(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    words = [(word[0].lower(), match.start() + word.start(), match.start() + word.end()) for word in _WORD.finditer(match[0])]
    for first, last, reading in spelled.values([word for word, _, _ in words], tongue.words):
        span = Span(words[first][1], words[last][2])
        percent = _PERCENT.match(match.string, span.stop) if reading.kind == "plain" else None
        if percent:
            span = Span(span.start, percent.end())
            yield Number(reading.value / 100, "percent", span, span.of(match.string), (reading.value,))
        else:
            yield Number(reading.value, reading.kind, span, span.of(match.string), reading.also, reading.loose)


_READERS: dict[str, Callable[[re.Match[str], _Tongue], Iterator[Number]]] = {
    "name": _name,
    "power": _power,
    "fraction": _fraction,
    "figure": _figure,
    "lone": _lone,
    "few": _few,
    "many": _many,
    "words": _words,
}
