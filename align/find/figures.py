"""What a number is, and figures into numbers: the part that all languages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal, Protocol

from align.model import Span

Kind = Literal["plain", "percent", "ordinal", "year", "month", "day", "weekday", "time", "vague", "name"]

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# With grouping commas, with spaces before round thousands, or plain; no sign, for a hyphen before a figure is seldom a minus.
FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3}){0,3} 000(?![\d.,]\d|\d)|\d+(?:\.\d+)?)"
# In most of Europe it is the other way round: 1.200,5, or 1 200,5.
FIGURE_WITH_COMMA = r"(?:\d{1,3}(?:[. ']\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?)"
# Powers of ten: 10^18, 10¹⁸, 2.5 × 10^18.
POWER = rf"(?:(?P<mantissa>{FIGURE})\s?[x×*·]\s?)?(?<!\d)10" + (
    r"(?:\^[({]?(?P<exponent>\d{1,3})[)}]?|(?P<raised>[⁰¹²³⁴-⁹]{1,3}))(?!\d)"
)
# Quarters and halves of a year: Q3, 3Q, H1.
QUARTER = r"(?<![A-Za-z0-9])(?:[QH](?P<of>[1-4])|(?P<fore>[1-4])[QH])(?![A-Za-z0-9])"
# Places that hold figures which say nothing: addresses, mail, and the marks of notes.
SKIPPED = r"(?:https?://|www\.)[^\s，。；）]+|(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]+|\[\d{1,3}\]"
# Codes of currencies that stand glued to a figure without making a name of it.
COINS = "RMB|CNY|USD|EUR|GBP|HKD|JPY|KRW|SGD|AUD|CAD|CHF|INR|NTD|TWD|THB|VND|US|HK|NT|Rs|RM"
# Figures that belong to a name: H100, GPT-4, Qwen2.5, 01.ai, 3.5.1.
NAME = (
    r"(?<![A-Za-z0-9])(?:"
    rf"(?!(?:{COINS}|No|Nos)\d)[A-Za-z]{{1,20}}\d+(?:\.\d+)*[A-Za-z]*"
    r"|(?!(?:Mid|Post|Pre|Sub|Top|Under|Over|Age|Aged|Since|Late|Early|Non|All)-)"
    r"[A-Za-z]{0,15}[A-Z][A-Za-z]{0,15}-\d+(?:\.\d+)*[A-Za-z]*"
    r"|\d+\.(?:ai|com|io|net|org|cn)"
    r"|\d+(?:\.\d+){2,}"
    r")(?![A-Za-z0-9])"
)
_UNITS = frozenset((
    "km", "kg", "g", "mg", "cm", "mm", "nm", "ft", "in", "mi", "h", "hr", "hrs", "min", "s", "ms", "x", "c", "f", "v", "w", "kw",
    "mw", "gw", "kwh", "gwh", "hz", "mhz", "ghz", "gb", "mb", "kb", "tb", "pb", "tw", "mwh", "twh",
    "mph", "kph", "lb", "lbs", "oz", "ha", "pt",
))  # fmt: skip
Bound = Literal["", "over", "under", "near"]
HUGE = 10**24  # from here on a value is told by its power of ten
LONGEST = 100  # figures; what is longer is a key or a hash, and is compared as it stands
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}


@dataclass(frozen=True, slots=True)
class Number:
    """A number, by value: what it is worth, however it is written.

    `also` are other values that a fair rendering may give it: 80年代 is 80, and 1980. A `loose` number may not be meant as one
    (*one of them*, *both*): it can be a partner, but nobody misses it. A `vague` one is a magnitude (*hundreds*); a `name` (GPT-4)
    is compared as it stands, and its value is the figure in it. A time is worth its hours. `bound` is what the words around it make
    of it: over ten, not quite ten, about ten. `units` are what it may be counted in (`measures.toml`): pounds, of
    money or of weight.
    """

    value: Fraction
    kind: Kind
    span: Span
    text: str
    also: tuple[Fraction, ...] = ()
    loose: bool = False
    bound: Bound = ""
    units: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[Fraction, ...]:
        """All values that it may have, the likeliest first."""
        return (self.value, *self.also)

    def rounds(self, exact: Number) -> bool:
        """Whether this is the other number rounded, and says so: *about 15*, *over 14*, *nearly 15* for 14.7, not *about 20*."""
        if not self.bound or abs(self.value - exact.value) * 20 > exact.value:
            return False
        step = unit(self.value)
        steps = exact.value / step
        rounded = floor(steps + Fraction(1, 2)), *({"over": (floor(steps),), "under": (ceil(steps),)}.get(self.bound, ()))
        return self.value / step in rounded

    def __str__(self) -> str:
        return written(self.value, self.kind)


def written(value: Fraction, kind: Kind = "plain") -> str:
    """A value as a reader would write it.

    >>> written(Fraction(10**9)), written(Fraction(7, 10), "percent"), written(Fraction(1, 3)), written(Fraction(7, 2), "time")
    ('1,000,000,000', '70%', '1/3', '3:30')
    """
    if kind == "percent":
        return f"{_decimal(value * 100)}%"
    if kind == "weekday":
        return WEEK[int(value) - 1]
    if value >= HUGE:
        return _powers(str(int(value)))
    if kind == "time":
        return f"{int(value)}:{int(value % 1 * 60):02}"
    if kind in ("year", "name"):
        return _decimal(value).replace(",", "")
    return _decimal(value)


def _powers(digits: str) -> str:
    """A huge number by its first figures and its power of ten: 10^27, 2.5×10^27."""
    lead, power = digits[:4].rstrip("0"), f"10^{len(digits) - 1}"
    return power if lead == "1" else f"{lead[0]}{'.' if lead[1:] else ''}{lead[1:]}×{power}"


def unit(value: Fraction) -> Fraction:
    """What the last figure that counts is worth: 1,000 in 15,000, and a tenth in 14.7."""
    step = Fraction(1)
    while value and (value / step) % 10 == 0:
        step *= 10
    while value % step and step > Fraction(1, 10**6):
        step /= 10
    return step


def _decimal(value: Fraction) -> str:
    below = value.denominator
    for prime in (2, 5):
        while below % prime == 0:
            below //= prime
    if below != 1:
        return f"{value.numerator}/{value.denominator}"
    return f"{value.numerator // value.denominator:,}" + _places(value % 1)


def _places(rest: Fraction) -> str:
    places = ""
    while rest:
        rest *= 10
        places += str(rest.numerator // rest.denominator)
        rest %= 1
    return f".{places}" if places else ""


def worth(figure: str, grouping: str = ",", point: str = ".") -> Fraction:
    """The value of a figure that `FIGURE` matched, or `FIGURE_WITH_COMMA` with its signs.

    >>> worth("12,000.5"), worth("12.000,5", ".", ",")
    (Fraction(24001, 2), Fraction(24001, 2))
    """
    whole, _, places = figure.replace(" ", "").replace(grouping, "")[:LONGEST].partition(point)
    return Fraction(int(whole + places), 10 ** len(places))


class Match(Protocol):
    """What a pattern matched, of either library of regular expressions."""

    def group(self) -> str: ...
    def start(self) -> int: ...
    def end(self) -> int: ...


def matched(match: Match, value: Fraction, kind: Kind = "plain", also: tuple[Fraction, ...] = (), loose: bool = False) -> Number:
    """The number that stands where a pattern matched."""
    return Number(value, kind, Span(match.start(), match.end()), match.group(), also, loose)


def name(text: str, start: int) -> Number:
    """A name with a figure in it; its value is the first figure."""
    digits = "".join(character if character.isdigit() else " " for character in text).split()
    return Number(Fraction(int(digits[0][:LONGEST])), "name", Span(start, start + len(text)), text)


def glued(text: str, start: int, value: Fraction, letters: str, suffixes: Mapping[str, int]) -> Number:
    """The number that a figure makes with the letters behind it: an ordinal (9th), a scale ($10M), a unit (5kg), or a name (3D)."""
    span, scale = Span(start, start + len(text)), suffixes.get(letters.lower(), 0)
    money = not text[0].isdigit()
    if letters.lower() in ("st", "nd", "rd", "th"):
        return Number(value, "ordinal", span, text)
    if scale and (money or letters not in ("m", "b", "t")):
        return Number(value * scale, "plain", span, text, () if money else (value,))
    if scale:  # metres, or millions
        return Number(value, "plain", span, text, (value * scale,))
    if letters.lower() in _UNITS and letters not in ("G", "X"):
        return Number(value, "plain", span, text, (value * scale,) if scale else ())
    return name(text, start)


def power(text: str, start: int, mantissa: str | None, exponent: str) -> Number:
    """The number that `POWER` matched; its exponent may be raised."""
    value = (worth(mantissa) if mantissa else 1) * Fraction(10) ** int(exponent.translate(_LOWERED))
    return Number(value, "plain", Span(start, start + len(text)), text)


def quarter(text: str, start: int, figure: str) -> Number:
    """The quarter or half of a year that `QUARTER` matched; a half is said in too many ways to be missed."""
    return Number(Fraction(int(figure)), "ordinal", Span(start, start + len(text)), text, loose="H" in text)


def date(text: str, start: int, parts: Iterable[tuple[Kind, tuple[int, int]]]) -> tuple[Number, ...]:
    """The numbers of a date written in figures; `parts` says where in `text` its year, month and day stand."""
    found = []
    for kind, (begin, end) in parts:
        value = Fraction(int(text[begin:end]))
        also = (value + 2000, value + 1900) if kind == "year" and value < 100 else ()
        found.append(Number(value, kind, Span(start + begin, start + end), text[begin:end], also))
    return tuple(found)


def vulgar(sign: str | None) -> Fraction:
    """The value of ½, ¾ …, with space round it or not; nothing for nothing."""
    return Fraction(*VULGAR[sign.strip()]) if sign else Fraction(0)
