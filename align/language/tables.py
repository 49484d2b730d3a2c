"""What is known of one language, read from the table beside this file: `en.toml`, `zh.toml`, one for each language we know well.

A new language is a new table. A language without one gets an empty table, and the rules that need words stay silent.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from align.language.script import simplified
from align.model import OwnWords

NONE = OwnWords()  # of the user's own

Place = Literal["label", "alone", "line", "start", "anywhere"]

# The parts that words of numbers play; a table need not have all of them.
_PARTS = ("words", "scales", "suffixes", "spans", "ordinals", "parts", "loose", "many", "months", "weekdays", "decades")

# Characters that mean the same to a reader, one for one, so that no place in the text moves.
_PLAIN = {
    **{
        0xFF01 + number: 0x21 + number for number in range(94) if chr(0x21 + number) != ","
    },  # full-width; 1，200 may be two numbers
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), ord(" ")),
    **dict.fromkeys(map(ord, "‘’‛ʼ′"), ord("'")),
    **dict.fromkeys(map(ord, "“”„‟″"), ord('"')),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), ord("-")),
    ord("【"): ord("["),
    ord("】"): ord("]"),
    ord("︰"): ord(":"),
    ord("丨"): ord("|"),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give a piece of editorial furniture away, and where they must stand.

    `label`: they open it, with a colon or the line's end after them, and what follows belongs to them; `alone`: they are all that
    the line says; `line`: they open a short one; `start`: they open any; `anywhere`.
    """

    role: str
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of one language.

    `numbers` has words and what they stand for, by the part they play (`words`, `scales`, `months` …); `lists` has words that only
    need to be known (`counters`, `idioms` …); `cues` the phrases of editorial furniture.
    """

    tag: str = ""
    numbers: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    cues: tuple[Cue, ...] = ()


@cache
def table(tag: str, own: OwnWords = NONE) -> Table:
    """What is known of the language of a tag: the table of `zh` for `zh-TW`; an empty one where there is none.

    The words of the user's own stand in its lists behind ours. Its cues are ours alone, see `cues`.

    >>> table("en-US").numbers["words"]["seven"]
    7
    """
    base = tag.partition("-")[0].lower()
    if own.lists:
        return _with(table(base), own)
    file = Path(__file__).parent / f"{base}.toml"
    if not base.isalpha() or not file.exists():
        return Table(base)
    facts = tomllib.loads(file.read_text("utf-8"))
    numerals = facts.get("numerals", {})
    numbers = {part: MappingProxyType(numerals.get(part, {})) for part in dict.fromkeys((*_PARTS, *numerals))}
    lists = {name: tuple(words) for name, words in facts.get("words", {}).items()}
    cues = tuple(
        Cue(role, place, fold(words).lower())
        for role, places in facts.get("furniture", {}).items()
        for place, phrases in places.items()
        for words in phrases
    )
    return Table(base, MappingProxyType(numbers), MappingProxyType(lists), cues)


def _with(known: Table, own: OwnWords) -> Table:
    """The table with the user's words in its lists, in the dress in which texts are compared."""
    lists = dict(known.lists)
    for language, name, words in own.lists:
        if language == known.tag:
            plain = fold(words).lower()
            lists[name] = (*lists.get(name, ()), simplified(plain) if language == "zh" else plain)
    return replace(known, lists=MappingProxyType(lists))


@cache
def cues(own: OwnWords = NONE) -> tuple[Cue, ...]:
    """The cues of all languages that have a table, for a page may speak several: an English page has Chinese buttons.

    Those of the user's own come first: where two say the same, theirs is meant.
    """
    theirs = (Cue(role, cast(Place, place), fold(words).lower()) for role, place, words in own.furniture)
    return (*theirs, *(cue for tag in known() for cue in table(tag).cues))


def known() -> tuple[str, ...]:
    """The languages that have a table, by tag."""
    return tuple(sorted(file.stem for file in Path(__file__).parent.glob("*.toml")))


def roles() -> tuple[str, ...]:
    """The roles that furniture plays, in the order of the tables."""
    return tuple(dict.fromkeys(cue.role for cue in cues()))


def fold(text: str) -> str:
    """The text in plain characters, one for one: half-width, straight quotes, hyphens for dashes, simplified Chinese.

    Places in the result are places in the text. Only those traditional characters are led over that our tables use.

    >>> fold("１０億—“編譯”")
    '10亿-"编译"'
    """
    return text.translate(_characters())


@cache
def _characters() -> Mapping[int, int]:
    facts = tomllib.loads(Path(__file__).with_name("zh.toml").read_text("utf-8"))
    pairs = zip(facts["traditional"], facts["simplified"], strict=True)
    return {**_PLAIN, **{ord(traditional): ord(simplified) for traditional, simplified in pairs}}
