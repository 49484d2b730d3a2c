"""The words of two passages that say the same: which word of the one answers which of the other, and which answer none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from align.lexicon.content import Word
from align.lexicon.opposites import opposite
from align.lexicon.rendered import Links, glossed, spoken
from align.lexicon.synonyms import PAIRS, near
from align.lexicon.tokens import is_han

LEAST, LEAST_ACROSS = 0.1, 0.3  # likeness from which two words may be partners, in one language and across two
FAR = 0.03  # of likeness lost for each word between a partner and where it is expected
ALIKE = 0.6  # likeness of two words that are spelled nearly alike
PREFIX, SHARE = 4, 0.6  # letters that such words begin with, and of the shorter one
RATIO = 78  # per cent of Indel similarity
ACRONYM = 6  # letters at the most
OFTEN = 10_000  # pairs of places of one word, 100 on either side: from here on the first answers the first, and so on
MOST = 250_000  # pairs of words without a partner: a passage in which there are more is compared no further
_JOINS = frozenset(("of", "and", "for", "the", "on", "in", "&"))


class Side(NamedTuple):
    """The words of one side of a passage, and the places of those that carry its matter."""

    words: Sequence[Word]
    matter: Sequence[int]


class Partners(NamedTuple):
    """For the places of words of either side, the places of their partners; a place that is missing has none."""

    ours: Mapping[int, int]
    theirs: Mapping[int, int]


def side(words: Sequence[Word]) -> Side:
    """The words as one side of a passage."""
    return Side(words, tuple(place for place, word in enumerate(words) if word.counts))


def partners(ours: Side, theirs: Side, across: bool) -> Partners:
    """Who answers whom in two passages, in one language or `across` Chinese and English; the surest first.

    >>> from align.lexicon.content import words
    >>> one, two = (side(words(text, "en")) for text in ("The firm bought a plant.", "A plant was purchased by the company."))
    >>> {one.words[i].text: two.words[j].text for i, j in sorted(partners(one, two, across=False).ours.items())}
    {'firm': 'company', 'bought': 'purchased', 'plant': 'plant'}
    """
    to: dict[int, int] = {}
    back: dict[int, int] = {}
    stages = (
        _equal(ours, theirs, to, back, attrgetter("form")),
        _equal(ours, theirs, to, back, attrgetter("stem")),
        _initials(ours, theirs, to),
        ((i, j) for j, i in _initials(theirs, ours, back)),
        _across(ours, theirs, to, back) if across else iter(()),
        _like(ours, theirs, to, back, LEAST_ACROSS if across else LEAST),
    )
    for links in stages:
        for i, j in links:
            to.setdefault(i, j)
            back.setdefault(j, i)
    return Partners(to, back)


@lru_cache(PAIRS)
def likeness(word: str, other: str) -> float:
    """How sure it is that two words may stand for each other, 0 to 1; not at all, if they are opposites."""
    return 0.0 if opposite(word, other) else max(near(word, other), _spelling(word, other))


def _spelling(word: str, other: str) -> float:
    from rapidfuzz import fuzz

    if is_han(word[0]) or is_han(other[0]):
        return 0.0
    shorter = min(len(word), len(other))
    same = next((place for place in range(shorter) if word[place] != other[place]), shorter)
    alike = (same >= PREFIX and same >= SHARE * shorter) or (shorter > PREFIX and fuzz.ratio(word, other) >= RATIO)
    return ALIKE if alike else 0.0


# ---- the stages, each seeing what those before it have found


def _equal(ours: Side, theirs: Side, to: Mapping[int, int], back: Mapping[int, int], form: Callable[[Word], str]) -> Links:
    """Words of one form; where it occurs several times, those at like places first."""
    here = _placed(ours, to, form)
    there = _placed(theirs, back, form)
    for key, first in here.items():
        second = there.get(key, [])
        if len(first) == len(second) or len(first) * len(second) > OFTEN:
            yield from zip(first, second, strict=False)
        else:
            scale = len(theirs.words) / len(ours.words)
            for _, i, j in sorted((abs(i * scale - j), i, j) for i in first for j in second):
                if i not in to and j not in back:
                    yield i, j


def _placed(side: Side, taken: Mapping[int, int], form: Callable[[Word], str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    words = side.words
    for place in side.matter:
        if place not in taken:
            found.setdefault(form(words[place]), []).append(place)
    return found


def _initials(shorts: Side, longs: Side, to: Mapping[int, int]) -> Links:
    """Abbreviations, and the words that they abbreviate."""
    for i in shorts.matter:
        text = shorts.words[i].text.removesuffix("s")
        if i not in to and text.isupper() and 2 <= len(text) <= ACRONYM and text.isascii():
            for j in _spelled(text, longs.words):
                yield i, j


def _spelled(letters: str, words: Sequence[Word]) -> list[int]:
    """The places of words whose first letters are these; small words may stand between them."""
    for start, word in enumerate(words):
        if word.counts and word.text[0].upper() == letters[0]:
            found: list[int] = []
            for place in range(start, len(words)):
                if words[place].counts and words[place].text[0].upper() == letters[len(found)]:
                    found.append(place)
                    if len(found) == len(letters):
                        return found
                elif words[place].text.lower() not in _JOINS:
                    break
    return []


def _across(ours: Side, theirs: Side, to: Mapping[int, int], back: Mapping[int, int]) -> Links:
    """What the dictionary and the sounds say of Chinese words and English ones."""
    if any(is_han(ours.words[place].text[0]) for place in ours.matter):
        yield from glossed(ours.words, theirs.words, to, back)
        yield from spoken(ours.words, theirs.words, back)
    else:
        yield from ((i, j) for j, i in glossed(theirs.words, ours.words, back, to))
        yield from ((i, j) for j, i in spoken(theirs.words, ours.words, to))


def _like(ours: Side, theirs: Side, to: Mapping[int, int], back: Mapping[int, int], least: float) -> Links:
    """Words that mean nearly the same or are spelled nearly alike, the likeliest first and near where they are expected."""
    left = [j for j in theirs.matter if j not in back]
    alone = [i for i in ours.matter if i not in to] if left else []
    if not alone or len(alone) * len(left) > MOST:
        return
    anchors = sorted(to.items())
    pairs = []
    for i in alone:
        first, last = _expected(i, anchors, len(theirs.words))
        for j in left:
            sure = likeness(ours.words[i].form, theirs.words[j].form)
            if sure >= least:
                sure -= FAR * max(first - j, j - last, 0)
                if sure >= least:
                    pairs.append((-sure, i, j))
    for _, i, j in sorted(pairs):
        if i not in to and j not in back:
            yield i, j


def _expected(place: int, anchors: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """Where on the other side a word is looked for: between the partners of its neighbours that have one."""
    before, after = 0, length - 1
    for ours, theirs in anchors:
        if ours < place:
            before = theirs
        else:
            after = theirs
            break
    return (before, after) if before <= after else (after, before)
