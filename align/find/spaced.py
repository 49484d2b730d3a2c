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

from align.find import spelled
from align.find.figures import FIGURE, FIGURE_WITH_COMMA, NAME, SKIPPED, VULGAR, Kind, Number, date, glued, name, vulgar, worth
from align.language import base, table
from align.model import Span

Facts = Mapping[str, Mapping[str, int]]

# Languages that group with commas and put a point before the decimals.
_POINT = frozenset(("en", "zh", "ja", "ko", "th", "he", "hi", "bn", "ta", "ur", "ms", "tl", "ga", "mt", "sw"))


@dataclass(frozen=True, slots=True)
class _Tongue:
    """How one language writes numbers: its words, the pattern that finds them, and whether the comma stands before decimals."""

    words: Facts
    pattern: re.Pattern[str]
    comma: bool

    def worth(self, figure: str) -> Fraction:
        return worth(figure, ".", ",") if self.comma else worth(figure)


def read(text: str, tag: str) -> Iterator[Number]:
    """The numbers of a folded text, in order."""
    tongue = _tongue(tag)
    for match in tongue.pattern.finditer(text):
        reader = _READERS.get(match.lastgroup or "")
        if reader:
            yield from reader(match, tongue)


@cache
def _tongue(tag: str) -> _Tongue:
    facts, comma = table(tag).numbers, base(tag) not in _POINT
    return _Tongue(facts, _pattern(facts, FIGURE_WITH_COMMA if comma else FIGURE), comma)


def _pattern(facts: Facts, figure: str) -> re.Pattern[str]:
    scale, word = _any(facts, "scales", "spans"), _any(facts, "words", "scales", "spans", "ordinals", "parts", "loose", "many")
    month = "|".join(sorted((name.capitalize() for name in facts.get("months", {})), key=len, reverse=True)) or "(?!)"
    vulgar = f"[{''.join(VULGAR)}]"
    # In reading order: the first that fits wins. Each is linear: what repeats begins with a sign of its own.
    return re.compile(
        rf"(?P<skipped>{SKIPPED}|^\s*\(?\d{{1,2}}[.)](?=\s)"
        rf"|(?:^|(?<=[.;:] ))(?i:{_any(facts, 'ordinals', 'loose')}|last|lastly)(?=[,:]))"
        r"|(?<![\d.])(?P<date>\d{4}(?P<dash>[-/.])\d{1,2}(?P=dash)\d{1,2}(?![\d.])|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d))"
        rf"|(?P<name>{NAME})"
        r"|(?<![\d:.])(?P<time>(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?(?![\d:])(?:\s?[ap]\.?m\b)?|\s?(?:[ap]\.?m\b|o'clock)))"
        r"|(?<![\d/])(?P<fraction>(?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/]))"
        rf"|(?P<figure>(?P<sign>[$€£¥]\s?)?(?P<digits>{figure})(?P<part>\s?{vulgar})?(?:"
        r"(?P<percent>\s?[%‰]|[\s-](?i:per\s?cent(?:age\s+points?)?|pct|pp)\b)"
        rf"|(?P<scales>(?:[\s-]?(?i:{scale})\b)+|\s(?i:bn|mn|tn)\b)|(?P<decade>'?s\b)|(?P<glued>[A-Za-z]+))?)"
        rf"|(?P<lone>{vulgar})"
        rf"|\b(?P<month>(?:{month})\b)"
        rf"|\b(?P<few>(?i:several|few|couple|couple\s+of|many|some)(?:[\s-]+(?:of\s+)?(?i:{scale})s?\b)+)"
        rf"|\b(?P<many>(?i:tens(?:\s+of\s+(?:{_any(facts, 'many')}))+))"
        rf"|\b(?P<words>(?i:an?\s+)?(?i:{word})\b(?:(?:-|\s+(?i:and\s+an?\s+|and\s+|of\s+|an?\s+)?)(?i:{word})\b)*)"
    )


def _any(facts: Facts, *parts: str) -> str:
    words = {word for part in parts for word in facts.get(part, {})}
    return "|".join(sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


# ---- figures


def _name(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    yield name(match[0], match.start())


def _date(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    parts = [(part.start(), part.end()) for part in re.finditer(r"\d+", match[0])]
    year_first = len(match[0][: parts[0][1]]) == 4
    kinds: tuple[Kind, ...] = ("year", "month", "day") if year_first else ("plain", "plain", "year")
    yield from date(match[0], match.start(), zip(kinds, parts, strict=True))


def _time(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    figures = re.findall(r"\d+", match[0])
    value = int(figures[0]) + Fraction(int(figures[1]) if len(figures) > 1 else 0, 60)
    yield _number(match, value, "time", also=(value + 12,))


def _fraction(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    above, below = int(match["above"]), int(match["below"])
    if 0 < above < below <= 10 and not match["below"].startswith("0"):
        yield _number(match, Fraction(above, below))
    else:  # 5/07 or 24/7
        for group, value in (("above", above), ("below", below)):
            yield Number(Fraction(value), "plain", Span(*match.span(group)), match[group])


def _figure(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    value, words = tongue.worth(match["digits"]) + vulgar(match["part"]), tongue.words
    if match["percent"]:
        yield _number(match, value / (1000 if "‰" in match["percent"] else 100), "percent", also=(value,))
    elif match["scales"]:
        said = re.findall("[a-z]+", match["scales"].lower())
        scaled = value * math.prod(
            words["scales"].get(word) or words["spans"].get(word) or words["suffixes"][word] for word in said
        )
        yield _number(match, scaled, also=() if words["spans"].keys().isdisjoint(said) else (value,))
    elif match["decade"] and value % 10 == 0:
        yield _number(match, value, "year", also=(value + 1900,) if value < 100 else ())
    elif match["glued"]:
        yield glued(match[0], match.start(), value, match["glued"], words.get("suffixes", {}))
    else:
        digits = match["digits"]
        year = len(digits) == 4 and digits.isdigit() and 1000 <= value <= 2100 and not match["sign"]
        yield _number(match, value, "year" if year else "plain", also=() if year else _otherwise(match, value, tongue))


def _otherwise(match: re.Match[str], value: Fraction, tongue: _Tongue) -> tuple[Fraction, ...]:
    """What else a bare figure may be worth: 26.4 kilobases; and where we know no number words, 1,5 may be followed by one."""
    if match.string.startswith(" kilo", match.end()):
        return (value * 1000,)
    if tongue.words:
        return ()
    thousands = (value / 1000,) if re.fullmatch(r"\d{1,3}\.\d{3}", match["digits"]) else ()
    return (*thousands, *(value * scale for scale in (10**3, 10**6, 10**9, 10**12)))


def _lone(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    yield _number(match, vulgar(match[0]))


# ---- words


def _month(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    before, after = match.string[: match.start()][-12:], match.string[match.end() :][:6]
    beside = re.match(r"\.?,?\s?\d", after) or re.search(r"\d(?:st|nd|rd|th)?(?: of)?[ -]$", before)
    if (
        match[0] not in ("May", "March", "Mar")
        or beside
        or re.search(r"\b(?:in|of|by|since|until|last|this|next|early|late|from|to) $", before)
    ):
        yield _number(match, Fraction(tongue.words["months"][match[0].lower()]), "month")


def _few(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    scales = {**tongue.words["spans"], **tongue.words["scales"]}
    said = re.findall("[a-z]+", match[0].lower())
    yield _number(match, Fraction(math.prod(scales.get(word) or scales.get(word.removesuffix("s"), 1) for word in said)), "vague")


def _many(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    said = re.findall("[a-z]+", match[0].lower())
    yield _number(match, Fraction(10 * math.prod(tongue.words["many"].get(word, 1) for word in said)), "vague")


def _words(match: re.Match[str], tongue: _Tongue) -> Iterator[Number]:
    words = [
        (word[0].lower(), match.start() + word.start(), match.start() + word.end()) for word in re.finditer("[A-Za-z]+", match[0])
    ]
    for first, last, reading in spelled.values([word for word, _, _ in words], tongue.words):
        span = Span(words[first][1], words[last][2])
        yield Number(reading.value, reading.kind, span, span.of(match.string), reading.also, reading.loose)


def _number(
    match: re.Match[str], value: Fraction, kind: Kind = "plain", also: tuple[Fraction, ...] = (), loose: bool = False
) -> Number:
    return Number(value, kind, Span(match.start(), match.end()), match[0], also, loose)


_READERS: dict[str, Callable[[re.Match[str], _Tongue], Iterator[Number]]] = {
    "name": _name,
    "date": _date,
    "time": _time,
    "fraction": _fraction,
    "figure": _figure,
    "lone": _lone,
    "month": _month,
    "few": _few,
    "many": _many,
    "words": _words,
}
