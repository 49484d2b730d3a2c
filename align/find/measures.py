"""What a number measures: its unit or currency, by one name for all languages, and whether two of them are the same amount."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import regex

from align.find.figures import Number, unit

# What a bare 元 or 块 is, by the region or script of a tag; elsewhere it is a yuan.
_HOME = {"tw": ("TWD", "CNY"), "hk": ("HKD", "CNY"), "mo": ("HKD", "CNY"), "hant": ("TWD", "HKD", "CNY")}
_BARE = ("元", "块", "塊", "块钱", "塊錢")
_FAIR, _ROUGH = Fraction(1, 50), Fraction(1, 6)  # how far a conversion may be off, and how far if its last figure says no more
_POINTS = ("百分点", "百分點", "point", "points", "pp")  # of a percentage
_AHEAD = 24  # characters before a number in which its currency may stand
_HOURLY, _PER_HOUR = ("时速", "時速", "每小时", "时速约", "时速达", "时速为"), {"km": "kmh", "mile": "mph"}
_GLUED = regex.compile(r"\d(?=[A-Za-zµ]+\Z)")
_COUNTED = ("decade", "decades", "century", "centuries")  # counted into the value already: two decades are 20 years


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its dimension, how many of that dimension's first unit it is worth (0: nothing fixed), and where its zero lies."""

    dimension: str
    worth: Fraction
    zero: Fraction


def units(text: str, number: Number, tag: str) -> tuple[str, ...]:
    """The names of the units that a number of a folded text may be counted in; none where we know none.

    >>> from align.find.numbers import numbers
    >>> [number.units for number in numbers("5 pounds for 3km in 2 cups", "en")]
    [('GBP', 'pound'), ('km',), ()]
    """
    if number.kind == "percent":
        return ("point",) if number.text.lower().endswith(_POINTS) else ("percent",)
    if number.kind not in ("plain", "vague"):
        return ()
    if number.text.lower().endswith(_COUNTED):
        return ("year",)
    ahead, behind = _patterns()
    glued = _GLUED.search(number.text)
    after = behind.match(text, number.span.start + glued.end() if glued else number.span.stop)
    word = after[1].lower() if after else ""
    if not word or word in _BARE:
        sign = 0 if number.text[0].isalnum() else 1  # the sign of a currency belongs to the number: US$5
        before = ahead.search(text, max(0, number.span.start - _AHEAD), number.span.start + sign)
        word = before[1].lower() if before else word
    if word in _BARE:
        return next((_HOME[part] for part in tag.lower().split("-")[1:] if part in _HOME), ("CNY",))
    found = _words().get(word, ())
    return tuple(_PER_HOUR.get(name, name) for name in found) if text.endswith(_HOURLY, 0, number.span.start) else found


def apart(one: Number, other: Number) -> bool:
    """Whether the two are counted in units that cannot be the same."""
    return bool(one.units and other.units) and set(one.units).isdisjoint(other.units)


def told(units: Sequence[str]) -> str:
    """Units as a reader would name them; those that share a sign by it."""
    return "dollars" if len(units) > 1 and "USD" in units else " or ".join(units)


def same_amount(one: Number, other: Number) -> bool:
    """Whether the two are the same amount in other units, as exactly as the rounder of them says: 2 miles, 3 kilometres."""
    return any(_converted(one.value, a, other.value, b) for a in one.units for b in other.units if a != b)


def _converted(value: Fraction, name: str, other: Fraction, into: str) -> bool:
    one, two = _units()[name], _units()[into]
    if one.dimension != two.dimension or not (one.worth and two.worth):
        return False
    # Where a scale has a zero of its own a number may be below it, and a sign is not read; but 40°F is no 40°C for that.
    signs = (1, -1) if (one.zero or two.zero) and value != other else (1,)
    return any(_same(value * sign, one, other * turn, two) for sign in signs for turn in signs)


def _same(value: Fraction, one: Unit, other: Fraction, two: Unit) -> bool:
    wanted = (value - one.zero) * one.worth / two.worth + two.zero
    back = (other - two.zero) * two.worth / one.worth + one.zero
    return _near(wanted, other) or _near(back, value)


def _near(exact: Fraction, said: Fraction) -> bool:
    rough = min(unit(said) / 2, abs(said) * _ROUGH)
    return abs(exact - said) <= max(rough, abs(said) * _FAIR)


# ---- the table


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    return tomllib.loads(Path(__file__).with_name("measures.toml").read_text("utf-8"), parse_float=Fraction)


@cache
def _units() -> Mapping[str, Unit]:
    return {
        name: Unit(dimension, Fraction(str(facts.get("worth", 0))), Fraction(str(facts.get("zero", 0))))
        for dimension, members in _table().items()
        for name, facts in members.items()
    }


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """The units that a word may mean, in order of name."""
    found: dict[str, list[str]] = {}
    for members in _table().values():
        for name, facts in members.items():
            for word in _listed(facts):
                found.setdefault(word.lower(), []).append(name)
    return {word: tuple(sorted(names)) for word, names in found.items()}


def _listed(facts: Mapping[str, object]) -> Sequence[str]:
    words = facts["words"]
    return words if isinstance(words, list) else []


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """What stands before a number, and what stands behind it; whole words, the longest first."""
    every = sorted({*_words(), *_BARE}, key=lambda word: (-len(word), word))
    money = [word for word in every if word not in _BARE and any(_units()[name].dimension == "money" for name in _words()[word])]
    ahead, behind = ("|".join(regex.escape(word) for word in words) for words in (money, every))
    return (
        regex.compile(rf"(?<![A-Za-z])({ahead})\s?\Z", regex.IGNORECASE),
        # 5周年, 3年级, 4克拉 are counted in something else.
        regex.compile(rf"[\s-]?({behind})(?![A-Za-z级級拉头頭岁歲])(?<!周(?=年))", regex.IGNORECASE),
    )
