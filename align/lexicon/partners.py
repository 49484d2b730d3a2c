"""The words of two passages that say the same: which word of the one answers which of the other, and which answer none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from align.lexicon import dictionary
from align.lexicon.content import Word
from align.lexicon.opposites import opposite
from align.lexicon.synonyms import PAIRS, near
from align.lexicon.tokens import is_han

LEAST = 0.1  # likeness from which two words may be partners
FAR = 0.03  # of likeness lost for each word between a partner and where it is expected
ALIKE = 0.6  # likeness of two words that are spelled nearly alike
PREFIX, SHARE = 4, 0.6  # letters that such words begin with, and of the shorter one
RATIO = 78  # per cent of Indel similarity
ACRONYM = 6  # letters at the most
JOINS = frozenset(("of", "and", "for", "the", "on", "in", "&"))


class Partners(NamedTuple):
    """For the places of words of either side, the places of their partners; a place that is missing has none."""

    ours: Mapping[int, int]
    theirs: Mapping[int, int]


def partners(ours: Sequence[Word], theirs: Sequence[Word]) -> Partners:
    """Who answers whom in two passages, in one language or in Chinese and English."""
    one = [place for place, word in enumerate(ours) if word.counts]
    two = [place for place, word in enumerate(theirs) if word.counts]
    found = _Found(ours, theirs, one, two)
    found.equal(lambda word: word.form)
    found.equal(lambda word: word.stem)
    found.initials()
    if any(is_han(word.text[0]) for word in ours) != any(is_han(word.text[0]) for word in theirs):
        found.glossed()
    found.like()
    return Partners(found.to, found.back)


class _Found:
    """Partners as they are found, the surest first. Lives within one call of `partners`."""

    def __init__(self, ours: Sequence[Word], theirs: Sequence[Word], one: list[int], two: list[int]) -> None:
        self.ours, self.theirs, self.one, self.two = ours, theirs, one, two
        self.to: dict[int, int] = {}
        self.back: dict[int, int] = {}

    def link(self, ours: int, theirs: int) -> None:
        self.to[ours] = theirs
        self.back[theirs] = ours

    def equal(self, form: Callable[[Word], str]) -> None:
        """Words of one form; where it occurs several times, those at like places first."""
        here, there = _placed(self.ours, self.one, self.to, form), _placed(self.theirs, self.two, self.back, form)
        for key, first in here.items():
            second = there.get(key)
            if second is None:
                continue
            if len(first) == len(second):
                for i, j in zip(first, second, strict=True):
                    self.link(i, j)
            else:
                self.nearest((self.apart(i, j), i, j) for i in first for j in second)

    def nearest(self, pairs: Iterable[tuple[float, int, int]]) -> None:
        for _, i, j in sorted(pairs):
            if i not in self.to and j not in self.back:
                self.link(i, j)

    def apart(self, i: int, j: int) -> float:
        return abs(i / len(self.ours) - j / len(self.theirs))

    def initials(self) -> None:
        """Abbreviations that are spelled out on the other side."""
        for shorts, longs, there, to, back in (
            (self.ours, self.theirs, self.one, self.to, self.back),
            (self.theirs, self.ours, self.two, self.back, self.to),
        ):
            for i in there:
                text = shorts[i].text
                if i not in to and text.isupper() and 2 <= len(text) <= ACRONYM:
                    spelled = _spelled(text.lower(), longs)
                    if spelled:
                        to[i] = spelled[0]
                        back.update((j, i) for j in spelled if j not in back)

    def glossed(self) -> None:
        """Chinese words and the English ones that gloss them. A word may answer several: 行动计划 is an *action plan*."""
        chinese = any(is_han(word.text[0]) for word in self.ours)
        here, there = (self.one, self.two) if chinese else (self.two, self.one)
        side, other = (self.ours, self.theirs) if chinese else (self.theirs, self.ours)
        to, back = (self.to, self.back) if chinese else (self.back, self.to)
        folds: defaultdict[str, list[int]] = defaultdict(list)
        for j in there:
            folds[other[j].fold].append(j)
        scale = len(other) / max(1, len(side))
        for i in here:
            if is_han(side[i].text[0]):
                for gloss in glosses(side[i].form) & folds.keys():
                    for j in folds[gloss]:
                        if j not in back or abs(back[j] * scale - j) > abs(i * scale - j):
                            back[j] = i
                        if i not in to or abs(to[i] - i * scale) > abs(j - i * scale):
                            to[i] = j

    def like(self) -> None:
        """Words that mean nearly the same or are spelled nearly alike, the likeliest first and near where they are expected."""
        left = [j for j in self.two if j not in self.back]
        if not left:
            return
        anchors = sorted(self.to.items())
        pairs = []
        for i in self.one:
            if i not in self.to:
                first, last = _expected(i, anchors, len(self.theirs))
                word = self.ours[i]
                for j in left:
                    sure = likeness(word.form, self.theirs[j].form)
                    if sure >= LEAST:
                        sure -= FAR * max(first - j, j - last, 0)
                        if sure >= LEAST:
                            pairs.append((-sure, i, j))
        self.nearest(pairs)


@lru_cache(PAIRS)
def likeness(word: str, other: str) -> float:
    """How sure it is that two words may stand for each other, 0 to 1; not at all, if they are opposites."""
    if opposite(word, other):
        return 0.0
    return max(near(word, other), _spelling(word, other))


def _spelling(word: str, other: str) -> float:
    from rapidfuzz import fuzz

    if is_han(word[0]) or is_han(other[0]) or not word[0].isalpha():
        return 0.0
    shorter = min(len(word), len(other))
    same = next((place for place in range(shorter) if word[place] != other[place]), shorter)
    alike = (same >= PREFIX and same >= SHARE * shorter) or (shorter > PREFIX and fuzz.ratio(word, other) >= RATIO)
    return ALIKE if alike else 0.0


@lru_cache(1 << 16)
def glosses(word: str) -> frozenset[str]:
    """The English words that gloss a Chinese one or, where it has no entry, its parts; in the form in which they are compared."""
    whole = dictionary.glosses(word)
    return whole or frozenset().union(*(dictionary.glosses(part) for part in dictionary.parts(word)))


def _placed(words: Sequence[Word], places: Iterable[int], taken: Mapping[int, int], form: Callable[[Word], str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place in places:
        if place not in taken:
            found.setdefault(form(words[place]), []).append(place)
    return found


def _spelled(letters: str, words: Sequence[Word]) -> list[int]:
    """The places of words whose first letters are these; small words may stand between them."""
    for start, word in enumerate(words):
        if word.text[0].lower() != letters[0] or not word.counts:
            continue
        found: list[int] = []
        for place in range(start, len(words)):
            if len(found) == len(letters):
                break
            if words[place].text[0].lower() == letters[len(found)] and words[place].counts:
                found.append(place)
            elif words[place].text.lower() not in JOINS:
                break
        if len(found) == len(letters):
            return found
    return []


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
