"""Small words that turn what a sentence claims: denials, and what implies one without saying it.

Counting *not* is not enough: *no longer than* denies nothing, *fail to* denies without it, 不得不 is *must* and 不断 is *constantly*. So
each cue says how many denials a fair rendering may make of it, from the least to the most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from align.language import base, simplified, table
from align.language.tables import fold
from align.model import Span

# How many denials a word of a list may stand for, least and most; what is left out stands for none.
WEIGHTS = {"denial": (1, 1), "open-denial": (0, 1), "double-denial": (0, 2), "idle-denial": (0, 0)}
IMPLIED = "implied-"

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[^\w\s]")
_LATIN = re.compile(r"[a-z]{2}")
_AGAIN = re.compile(r"([\u4e00-\u9fff])[不没]\1")  # 是不是 asks, and denies nothing
_OPPOSITE = re.compile(r"(?:un(?!i|der)|non)[a-z]{3,}")
_ASKED = re.compile(r"[^.!?;]{0,300}\?")
_WORRY = re.compile(r"\b(?:worr(?:y|ies|ied|ying)|fear(?:s|ed|ing)?|concern(?:s|ed)?|doubt(?:s|ed)?|afraid|question(?:s|ed)?) (?:that|whether|if)\b")
_BUT = re.compile(r"[^。！？；\n]{0,60}?而是")  # 不是…而是: not this but that, or that rather than this
_CLAUSE = 60  # characters in which a verb of worry rules what follows it


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that turns a claim: the list that has it, its place, and how many denials it may stand for."""

    kind: str
    text: str
    span: Span
    least: int
    most: int


def denies(text: str, language: str) -> bool:
    """Whether the text denies something; never, in a language without a table.

    >>> denies("They don't worry.", "en"), denies("他们并不担心。", "zh"), denies("Sie sorgen sich nicht.", "de")
    (True, True, False)
    """
    return any(cue.least for cue in denials(text, language))


def denials(text: str, language: str) -> tuple[Cue, ...]:
    """What denies something in `text`, or may be rendered by what does, in order.

    >>> [(cue.text, cue.least, cue.most) for cue in denials("They can't fail, not only here.", "en")]
    [("can't", 1, 1), ('fail', 0, 1), ('not only', 0, 1)]
    >>> [(cue.text, cue.least, cue.most) for cue in denials("非洲人不得不不断搬家，是不是？他们不喜歡。", "zh")]
    [('不得不', 0, 2), ('不断', 0, 1), ('不', 1, 1)]
    """
    match base(language):
        case "en":
            return tuple(_english(text))
        case "zh":
            return tuple(_chinese(text))
    return ()


# ---- one reader for each way of writing


def _english(text: str) -> Iterator[Cue]:
    plain = fold(text).lower()
    words = list(_WORD.finditer(plain))
    units = ["not" if word[0].endswith("n't") or word[0] == "cannot" else word[0] for word in words]
    known, opposites = _phrases("en"), _plain_un()
    place = 0
    while place < len(units):
        unit = units[place]
        kind, length = _longest(units, place, known)
        if not length and _OPPOSITE.match(unit) and unit not in opposites:
            kind, length = "implied-opposite", 1
        if length:
            span = Span(words[place].start(), words[place + length - 1].end())
            cue = Cue(kind, span.of(text), span, *_weight(kind))
            if cue.least and _harmless(plain, cue, units, place):
                cue = replace(cue, least=0)
            if cue.most:
                yield cue
        place += max(1, length)


def _harmless(plain: str, cue: Cue, units: Sequence[str], place: int) -> bool:
    """Whether an English denial denies nothing: a number's sign, a question's tag, a worry about what may not come."""
    if units[place] == "no" and place + 1 < len(units) and (units[place + 1].isdigit() or units[place + 1 : place + 2] == ["."] and units[place + 2 : place + 3] and units[place + 2].isdigit()):
        return True
    if plain.endswith("n't", 0, cue.span.stop) and _ASKED.match(plain, cue.span.stop):
        return True
    return bool(_WORRY.search(plain, max(0, cue.span.start - _CLAUSE), cue.span.start))


def _chinese(text: str) -> Iterator[Cue]:
    plain = simplified(fold(text))
    known = _phrases("zh")
    latin = [replace(cue, least=0) for cue in _english(text) if cue.least] if _LATIN.search(plain) else []
    asked = {match.start() + 1 for match in _AGAIN.finditer(plain)}
    place = 0
    while place < len(plain):
        kind, length = _longest(plain, place, known)
        if length and place not in asked:
            span = Span(place, place + length)
            least, most = _weight(kind)
            if least and _BUT.match(plain, span.stop):
                least = 0
            if most:
                yield Cue(kind, span.of(text), span, least, most)
        place += max(1, length)
    yield from latin


def _longest(units: Sequence[str], place: int, known: Mapping[str, Sequence[tuple[Sequence[str], str]]]) -> tuple[str, int]:
    for phrase, kind in known.get(units[place], ()):
        if units[place : place + len(phrase)] == phrase:
            return kind, len(phrase)
    return "", 0


def _weight(kind: str) -> tuple[int, int]:
    return WEIGHTS.get(kind, (0, 1))


@cache
def _phrases(language: str) -> Mapping[str, Sequence[tuple[Sequence[str], str]]]:
    """The phrases of all lists by their first word (character, in Chinese), the longest first."""
    found: dict[str, list[tuple[Sequence[str], str]]] = {}
    for kind, phrases in table(language).lists.items():
        if kind in WEIGHTS or kind.startswith(IMPLIED):
            for words in phrases:
                phrase = words if language == "zh" else _WORD.findall(words)
                found.setdefault(phrase[0], []).append((phrase, kind))
    return MappingProxyType({first: sorted(those, key=lambda one: -len(one[0])) for first, those in found.items()})


@cache
def _plain_un() -> frozenset[str]:
    return frozenset(table("en").lists.get("plain-words", ()))
