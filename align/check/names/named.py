"""Two English texts in, the names of the one out that have no answer in the other.

A name is told by its capital. It has an answer where the other text has it in any form: in small letters, as the people of a
country, as an acronym or what that stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from align.find.names import Word, words
from align.language import table
from align.lexicon.names import akin, known, ordinary

NAME, LETTERS, PERHAPS = 3, 2, 1  # how surely a name: no word of the language; an acronym; a word like others
STATES = frozenset(("eu", "uae", "uk", "un", "us", "usa"))  # acronyms that are names of their own
ACRONYM = range(2, 8)  # letters
CLIPPED = 2  # letters of an acronym that its words may leave unsaid: ISIS, Islamic State
TEXTS = 64  # texts remembered: a bead is looked at from both sides, and again with what stands round it
JOINTS = frozenset((" ", "-", "’s ", "'s ", " & "))  # between the parts of one name
LINKS = frozenset((" of ", " of the ", " the ", " and ", " And "))


@dataclass(frozen=True, slots=True)
class Named:
    """A name without an answer, its place in the text, and how surely it is one; `first` and `last` count the text's words.

    `beside` are the names right before and behind it, such as the surname of someone whose first name it is; `known` is what the
    dictionary calls it, if it has it.
    """

    text: str
    start: int
    stop: int
    sure: int
    first: int = 0
    last: int = 0
    beside: tuple[str, ...] = ()
    known: str = ""


@dataclass(frozen=True, slots=True)
class Swap:
    """A name of the original, and the one that stands in its place; `support` is on how many sides of the two the same words stand.

    `short` tells that the original's name is there elsewhere, only not as often.
    """

    missing: Named
    extra: Named
    support: int = 2
    short: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What two texts leave: names of either without an answer, the swaps among these, and the names that each writes in its way."""

    missing: tuple[Named, ...] = ()
    extra: tuple[Named, ...] = ()
    swaps: tuple[Swap, ...] = ()
    spellings: tuple[Swap, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A text, its words, how surely each is a name, and the forms in which they are compared: of all, and of some."""

    text: str
    words: tuple[Word, ...]
    sure: tuple[int, ...]
    keys: frozenset[str]
    capitals: frozenset[str]
    acronyms: frozenset[str]


def alone(text: str, other: str) -> tuple[Named, ...]:
    """The names of a text that have no answer in the other, those in a row as one."""
    one, two = side(text), side(other)
    strange = [place for place, how in enumerate(one.sure) if how and one.words[place].key not in two.keys]
    return tuple(
        as_named(one, row) for row in rows(text, one.words, [place for place in strange if not _answered(one, place, two)])
    )


def sure(word: Word) -> int:
    """How surely the word is a name; 0 if it is none."""
    if not word.capital or len(word.key) < 2 or word.key in _nameless() or word.key in small() or _roman(word.text):
        return 0
    if word.key in STATES:
        return NAME if is_acronym(word) else 0
    if not ordinary(word.key):
        return LETTERS if is_acronym(word) and not known(word.key) else NAME
    if word.due:
        return 0
    return LETTERS if is_acronym(word) else PERHAPS


def is_acronym(word: Word) -> bool:
    """Whether the word is written in capitals only."""
    return word.capital and len(word.key) in ACRONYM and word.text.replace(".", "").isupper()


def rows(text: str, words: Sequence[Word], places: Sequence[int]) -> list[range]:
    """Places of words, those as one that are parts of one name: side by side, or with a small word between."""
    found: list[range] = []
    for place in places:
        between = text[words[found[-1].stop - 1].stop : words[place].start] if found else ""
        if between in JOINTS or between in LINKS:
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
    return found


@cache
def small() -> frozenset[str]:
    """Words that stand anywhere."""
    return frozenset(
        """a an the and or but of for in on at by to with from as is are was were be that this it its his her their who which has
        have had""".split()
    )


# ---- what has an answer


@lru_cache(TEXTS)
def side(text: str) -> Side:
    """A text, read for its names."""
    found = words(text)
    keys, capitals = frozenset(word.key for word in found), frozenset(word.key for word in found if word.capital)
    acronyms = frozenset(word.key for word in found if word.capital and is_acronym(word))
    return Side(text, found, tuple(map(sure, found)), keys, capitals - small(), acronyms)


def _answered(one: Side, place: int, two: Side) -> bool:
    word = one.words[place]
    if any(akin(word.key, other) for other in (two.keys - small() if ordinary(word.key) else two.capitals)):
        return True
    around = one.words[max(0, place - 1) : place + 2]
    if any(a.key + b.key in two.keys for a, b in pairwise(around)) or any(
        a.key + b.key == word.key for a, b in pairwise(two.words)
    ):
        return True
    if is_acronym(word) and _stands_for(word.key, two.words):
        return True
    return any(place in _spelt_out(letters, one.words) for letters in two.acronyms - one.keys)


def _stands_for(letters: str, others: Sequence[Word]) -> bool:
    """Whether they are the first letters of words in a row, but for the last perhaps."""
    heads = ["".join(word.key[0] for word in some) for some in (others, [word for word in others if word.key not in small()])]
    return any(letters in head or (len(letters) > 3 and letters[:-1] in head) for head in heads)


def _spelt_out(letters: str, others: Sequence[Word]) -> set[int]:
    """The places of the words for which an acronym stands."""
    places = [place for place, word in enumerate(others) if word.key not in small()]
    heads = "".join(others[place].key[0] for place in places)
    for length in range(len(letters), max(1, len(letters) - CLIPPED - 1), -1):
        start = heads.find(letters[:length])
        while start >= 0:
            found = places[start : start + length]
            if sum(others[place].capital for place in found) > 1:
                return set(found)
            start = heads.find(letters[:length], start + 1)
    return set()


def as_named(one: Side, row: range) -> Named:
    """Words of a side as one name."""
    first, last = row.start, row.stop - 1
    start, stop = one.words[first].start, one.words[last].stop
    beside = []
    if first and one.sure[first - 1] and one.text[one.words[first - 1].stop : start] in JOINTS:
        beside.append(one.words[first - 1].key)
    if row.stop < len(one.words) and one.sure[row.stop] and one.text[stop : one.words[row.stop].start] in JOINTS:
        beside.append(one.words[row.stop].key)
    return Named(one.text[start:stop], start, stop, max(one.sure[first : row.stop]), first, last, tuple(beside))


@cache
def _nameless() -> frozenset[str]:
    return frozenset(table("en").lists.get("nameless", ()))


def _roman(text: str) -> bool:
    return len(text) < 5 and not text.strip("IVX")
