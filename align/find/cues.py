"""Small words that turn what a sentence claims: denials, hedges, and what says as much without them.

Counting *not* is not enough: *no longer than* denies nothing, *fail to* denies without it, 不得不 is *must*, 不断 is *constantly*.
So each cue says for how many denials (hedges …) it may stand in a fair rendering, from the least to the most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from align import language as languages
from align.language import base, simplified, table
from align.language.tables import NONE, fold
from align.model import OwnWords, Span

Family = Literal["denial", "hedge", "certainty", "habit", "degree", "future", "quantity"]

# For how many of its family a word of a list stands, by the first part of the list's name: least and most.
WEIGHTS = {"": (1, 1), "near-": (1, 1), "double-": (0, 2), "idle-": (0, 0)}
MAYBE = (0, 1)  # of all other lists: open-denial, implied-lack …
IMPLIED = "implied-"
_INNOCENT = "no-opposites"
AT_ONCE = 2048  # texts whose words are kept: each family is looked for in every pair of an article

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]")
_LATIN = re.compile(r"[a-z]{2}")
_OPPOSITE = re.compile(r"(?:un(?!i[^mn]|der)|non)[a-z]{3,}")
_FIRST = re.compile(r"(?:^|[^a-z] ?)\Z")  # shouldn't they …? asks for a yes
_ASKED = re.compile(r"[^.!?;]{0,300}\?")
_WORRY = re.compile(
    r"\b(?:worr|fear|concern|doubt|afraid|question)[a-z]* (?:that|whether|if)\b"
)  # worry that it won't = worry about it
_CLAUSE = 60  # characters in which a verb of worry rules what follows it
_AGAIN = re.compile(r"([\u4e00-\u9fff])[不没]\1")  # 是不是 asks, and denies nothing
_BUT = re.compile(r"[^。！？；\n]{0,60}?而是")  # 不是…而是: not this but that, or that rather than this
_DATE_BEFORE = re.compile(r"(?:\d|\b(?:in|on|of|since|last|until|by|early|late|mid|this|next|from|to)) \Z", re.IGNORECASE)
_DATE_AFTER = re.compile(r",? (?:of )?\d")

_PLURALS = frozenset(("people", "men", "women", "children", "of"))  # that end without an s
_SUPERLATIVE = frozenset(("the", "at", "his", "her", "its", "their", "our", "my", "your", "second", "third", "whose"))

Phrases = Mapping[str, Sequence[tuple[Sequence[str], str]]]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that turns a claim: the list that has it, its place, and for how many of its family it may stand."""

    kind: str
    text: str
    span: Span
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as the lists have it: in plain letters, with its words and where they stand (its characters, in Chinese)."""

    cased: str
    plain: str
    units: Sequence[str]
    spans: Sequence[Span]
    held: frozenset[str]  # its words, for a quick look


def denies(text: str, language: str, own: OwnWords = NONE) -> bool:
    """Whether the text denies something; never, in a language without a table.

    >>> denies("They don't worry.", "en"), denies("他们并不担心。", "zh"), denies("Sie sorgen sich nicht.", "de")
    (True, True, False)
    """
    return any(cue.least for cue in small_words(text, language, "denial", own))


def small_words(text: str, language: str, family: Family, own: OwnWords = NONE) -> tuple[Cue, ...]:
    """The cues of a family in `text`, in order; none in a language without a table, unless the user has words of their `own`.

    >>> [(cue.text, cue.least, cue.most) for cue in small_words("They can't fail, not only here.", "en", "denial")]
    [("can't", 1, 1), ('fail', 0, 1), ('not only', 0, 1)]
    >>> [(cue.text, cue.least, cue.most) for cue in small_words("非洲人不得不不断搬家，是不是？他们不喜歡。", "zh", "denial")]
    [('不得不', 0, 2), ('不断', 0, 1), ('不', 1, 1)]
    >>> [(cue.text, cue.least) for cue in small_words("In May it may rain, if they are right.", "en", "hedge")]
    [('May', 0), ('may', 1), ('if', 0)]
    """
    tag = base(language)
    if not _phrases(tag, family, own):
        return ()
    return tuple(_chinese(text, family, own) if tag == "zh" else _spaced(text, tag, family, own))


def knows(language: str, family: Family, own: OwnWords = NONE) -> bool:
    """Whether there are words for that family in that language's table."""
    return bool(_phrases(base(language), family, own))


def cue_lists() -> tuple[str, ...]:
    """The names of the lists, in any language's table, that the families are read from."""
    named = dict.fromkeys((*get_args(Family), *(name for tag in languages.known() for name in table(tag).lists)))
    return tuple(name for name in named if name == _INNOCENT or any(_belongs(name, family) for family in get_args(Family)))


def plainly(text: str, language: str, family: Family, own: OwnWords = NONE) -> bool:
    """Whether the text has no word at all that always counts for that family; quicker than looking for the cues."""
    tag = base(language)
    opened, certain = _opened(text, tag), _certain(tag, family, own)
    return certain.isdisjoint(opened.held) if opened.spans else not any(phrase in opened.plain for phrase in certain)


# ---- one reader for each way of writing


def _spaced(text: str, tag: str, family: Family, own: OwnWords) -> Iterator[Cue]:
    """Phrases of whole words, the longest first."""
    opened = _opened(text, tag)
    known, innocent, opposites = _phrases(tag, family, own), _innocent(tag, own), family == "denial" and tag == "en"
    free = 0
    for place, unit in enumerate(opened.units):
        if place < free:
            continue
        kind, length = _longest(opened.units, place, known[unit]) if unit in known else ("", 0)
        if kind == "most-quantity" and not _of_many(opened.units, place, length):
            length = 0
        if not length and opposites and unit[0] in "un" and _OPPOSITE.match(unit) and unit not in innocent:
            kind, length = "implied-opposite", 1
        if length:
            free = place + length
            cue = _cue(text, Span(opened.spans[place].start, opened.spans[free - 1].stop), kind, family)
            if cue.least and (_harmless(opened, cue, place) if opposites else _month(opened, cue)):
                cue = replace(cue, least=0)
            if cue.most:
                yield cue


def _chinese(text: str, family: Family, own: OwnWords) -> Iterator[Cue]:
    """Phrases of characters, the longest first, and then what is said in Latin letters between them."""
    opened = _opened(text, "zh")
    plain, known = opened.plain, _phrases("zh", family, own)
    asked = {match.start() + 1 for match in _AGAIN.finditer(plain)} if family == "denial" else set()
    free = 0
    for place, character in enumerate(plain):
        if place < free or character not in known or place in asked:
            continue
        kind, length = _longest(plain, place, known[character])
        if length:
            free = place + length
            cue = _cue(text, Span(place, free), kind, family)
            if plain[place:free] in ("不是", "并非") and _BUT.match(plain, free):
                cue = replace(cue, least=0)
            if cue.most:
                yield cue
    if _LATIN.search(plain):
        yield from (replace(cue, least=0) for cue in _spaced(text, "en", family, own) if cue.least)


def _longest(units: Sequence[str], place: int, phrases: Sequence[tuple[Sequence[str], str]]) -> tuple[str, int]:
    for phrase, kind in phrases:
        if units[place : place + len(phrase)] == phrase:
            return kind, len(phrase)
    return "", 0


def _cue(text: str, span: Span, kind: str, family: Family) -> Cue:
    return Cue(kind, span.of(text), span, *WEIGHTS.get(kind.removesuffix(family), MAYBE))


@lru_cache(maxsize=AT_ONCE)
def _opened(text: str, tag: str) -> _Text:
    if tag == "zh":
        plain = simplified(fold(text))
        return _Text(plain, plain, plain, (), frozenset())
    cased = fold(text)
    plain = cased.lower()
    words = list(_WORD.finditer(plain))
    units = [_unit(word[0]) for word in words]
    return _Text(cased, plain, units, [Span(*word.span()) for word in words], frozenset(units))


def _unit(word: str) -> str:
    """A word as the lists have it: what ends in *n't* is a *not*, and *'ll* is *will*."""
    return "not" if word == "cannot" or word.endswith("n't") else "will" if word.endswith("'ll") else word


# ---- words that are no cues where they stand


def _harmless(opened: _Text, cue: Cue, place: int) -> bool:
    """Whether an English denial denies nothing: a number's sign, a question that expects a yes, a worry about what may not come."""
    plain, start, stop = opened.plain, cue.span.start, cue.span.stop
    if opened.units[place] == "no" and any(unit.isdigit() for unit in opened.units[place + 1 : place + 3]):
        return True
    if plain.endswith("n't", 0, stop) and _FIRST.search(plain, max(0, start - 2), start) and _ASKED.match(plain, stop):
        return True
    return bool(_WORRY.search(plain, max(0, start - _CLAUSE), start))


def _of_many(units: Sequence[str], place: int, length: int) -> bool:
    """Whether a *most* counts things, and is no superlative: most shops, not the most famous, nor at most three."""
    follows = units[place + 1] if place + 1 < len(units) else ""
    plural = follows in _PLURALS or (len(follows) > 3 and follows.endswith("s") and not follows.endswith(("ss", "ous", "us")))
    return length > 1 or units[place] != "most" or (plural and (place == 0 or units[place - 1] not in _SUPERLATIVE))


def _month(opened: _Text, cue: Cue) -> bool:
    """Whether it is the month of May."""
    start, stop = cue.span.start, cue.span.stop
    dated = _DATE_BEFORE.search(opened.cased, max(0, start - 6), start) or _DATE_AFTER.match(opened.cased, stop)
    return opened.cased.startswith("May", start) and bool(dated)


# ---- the lists


@cache
def _phrases(tag: str, family: Family, own: OwnWords) -> Phrases:
    """The phrases of a family's lists by their first word (character, in Chinese), the longest first."""
    found: dict[str, list[tuple[Sequence[str], str]]] = {}
    for kind, phrases in table(tag, own).lists.items():
        if _belongs(kind, family):
            for words in phrases:
                phrase = words if tag == "zh" else _WORD.findall(words)
                found.setdefault(phrase[0], []).append((phrase, kind))
    return MappingProxyType({first: sorted(those, key=lambda one: -len(one[0])) for first, those in found.items()})


def _belongs(name: str, family: Family) -> bool:
    return name == family or name.endswith(f"-{family}") or (family == "denial" and name.startswith(IMPLIED))


@cache
def _certain(tag: str, family: Family, own: OwnWords) -> frozenset[str]:
    """What a text must hold to have a cue that always counts: first words, or whole phrases in Chinese."""
    phrases = [phrase for kind in (family, f"near-{family}") for phrase in table(tag, own).lists.get(kind, ())]
    return frozenset(phrase if tag == "zh" else _WORD.findall(phrase)[0] for phrase in phrases)


@cache
def _innocent(tag: str, own: OwnWords) -> frozenset[str]:
    return frozenset(table(tag, own).lists.get(_INNOCENT, ()))
