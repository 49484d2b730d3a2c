"""Words of a pair that say the opposite of each other and stand in each other's place.

A word counts as turned only where nothing on its own side answers for it: not where its opposite stands on both sides, nor where a
denial before one of the two turns it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from align.check.unmatched import Passage
from align.language import table
from align.lexicon.content import Word
from align.lexicon.opposites import contrary, opposites, tabled
from align.lexicon.rendered import meanings
from align.lexicon.tokens import is_han

CLOSE = 2  # words of matter between an opposite and the partner of its neighbour, at the most
NEIGHBOURS = 2  # on either side, of which one must stand beside both
BESIDE = 3  # words before another within which a denial denies it


class Half(NamedTuple):
    """One side of a passage: its words, the places of those that carry matter, and each one's partner."""

    words: Sequence[Word]
    matter: Sequence[int]
    partners: Mapping[int, int]


class Turned(NamedTuple):
    """The places of a word and of its contrary; `how` says whether they are opposites, or what was turned is esteem or disdain."""

    ours: range
    theirs: range
    how: str


def halves(passage: Passage) -> tuple[Half, Half]:
    """The two sides of a passage."""
    one, two, (to, back) = passage.original, passage.translation, passage.partners
    return Half(one.words, one.matter, to), Half(two.words, two.matter, back)


def turned(ours: Half, theirs: Half, languages: tuple[str, str]) -> tuple[Turned, ...]:
    """What one side turns into its contrary on the other; each word once."""
    found: list[Turned] = []
    for one in (*_opposites(ours, theirs, languages), *_esteem(ours, theirs, languages)):
        if not any(one.ours == other.ours or one.theirs == other.theirs for other in found):
            found.append(one)
    return tuple(found)


def means(one: Word, two: Word) -> str | None:
    """What the Chinese one of two words means, if the English one says its opposite."""
    chinese, english = (one, two) if is_han(one.text[0]) else (two, one)
    if not is_han(chinese.text[0]) or is_han(english.text[0]):
        return None
    said = (word for word in (english.form, english.text.lower()) if word in tabled())
    return next((meant for word in said if (meant := contrary(chinese.form, word))), None)


# ---- words


def _opposites(ours: Half, theirs: Half, languages: tuple[str, str]) -> Iterator[Turned]:
    missing = _unanswered(ours, theirs, languages)
    extra = _unanswered(theirs, ours, languages) if missing else []
    if not extra:
        return
    for i in missing:
        one = ours.words[i]
        if languages[0] != languages[1]:
            against = [j for j in extra if means(one, theirs.words[j])]
        else:
            turned = opposites(one.form) | tabled().get(one.text.lower(), frozenset())
            against = [j for j in extra if theirs.words[j].form in turned or theirs.words[j].text.lower() in turned]
        for j in against:
            if same_place(ours, theirs, i, j) and denied(ours, i) == denied(theirs, j) and not _negated(ours, theirs, i, j):
                yield Turned(range(i, i + 1), range(j, j + 1), "opposite")


def _unanswered(here: Half, there: Half, languages: tuple[str, str]) -> list[int]:
    """The places of words without partners; small ones too if they have an opposite: *more* that the other side has less often."""
    # A small word answers only for a part of one: the *in* of *in favour of*.
    found = [place for place in here.matter if place not in here.partners or not there.words[here.partners[place]].counts]
    turning = tabled()
    small = [place for place, word in enumerate(here.words) if not word.counts and word.form in turning]
    if small:
        said = _said(there) if languages[0] != languages[1] else Counter(word.form for word in there.words)
        had: Counter[str] = Counter()
        for place in small:
            word = here.words[place]
            had[word.form] += 1
            if place not in here.partners and had[word.form] > _times(word, said):
                found.append(place)
    return found


def _said(side: Half) -> Counter[str]:
    """The stems of what a side says in the other's language: what its Chinese words mean, or its English ones."""
    said: Counter[str] = Counter()
    for word in side.words:
        if is_han(word.text[0]):
            said.update(meanings(word.form))
        else:
            said[word.stem] += 1
    return said


def _times(word: Word, said: Mapping[str, int]) -> int:
    if is_han(word.text[0]):
        return max((said.get(gloss, 0) for gloss in meanings(word.form)), default=0)
    return max(said.get(word.form, 0), said.get(word.stem, 0))


def same_place(ours: Half, theirs: Half, i: int, j: int, close: int = CLOSE) -> bool:
    """Whether a neighbour of the one has its partner beside the other."""
    at = [place for place in ours.matter if place < i][-NEIGHBOURS:] + [place for place in ours.matter if place > i][:NEIGHBOURS]
    rank = {place: number for number, place in enumerate(theirs.matter)}
    here = sum(place < j for place in theirs.matter)
    return any(abs(rank.get(ours.partners[place], 99) - here) <= close for place in at if place in ours.partners)


def denied(side: Half, place: int) -> bool:
    """Whether a denial stands before a word; in Chinese right behind it, too: 睡不着."""
    behind = side.words[place + 1 : place + 2]
    if is_han(side.words[place].text[0]) and behind and behind[0].text[0] == "不":
        return True
    beside = side.words[max(0, place - BESIDE) : place]
    phrase = side.words[place].phrase
    return any(_denies(word.text.lower()) for word in beside if word.phrase == phrase)


def _negated(ours: Half, theirs: Half, i: int, j: int) -> bool:
    """Whether one of two words is itself a denial that the other side has in other words: *nobody*, *no one*, 没有人."""
    one, two = ours.words[i], theirs.words[j]
    if not any(_denies(word.text.lower()) for word in (one, two)):
        return False
    if is_han(one.text[0]) != is_han(two.text[0]):
        return True
    return sum(_denies(word.text.lower()) for word in ours.words) == sum(_denies(word.text.lower()) for word in theirs.words)


@cache
def _denials() -> frozenset[str]:
    return frozenset(word for tag in ("en", "zh") for name in ("negation", "denial") for word in table(tag).lists.get(name, ()))


def _denies(word: str) -> bool:
    return word in _denials() or word.endswith(("n't", "n’t")) or word == "non"


# ---- what one thinks of somebody


def _esteem(ours: Half, theirs: Half, languages: tuple[str, str]) -> Iterator[Turned]:
    for first, second in (("disdain", "esteem"), ("esteem", "disdain")):
        held, kept = _attitudes(ours, languages[0], first), _attitudes(theirs, languages[1], first)
        turned, known = _attitudes(theirs, languages[1], second), _attitudes(ours, languages[0], second)
        if held and turned and not kept and not known:
            for i in held:
                for j in turned:
                    if _same_phrase(ours, theirs, i[-1], j[-1]) and denied(ours, i.start) == denied(theirs, j.start):
                        yield Turned(i, j, first)


def _attitudes(side: Half, language: str, name: str) -> list[range]:
    """The places of words of esteem, or of disdain, without partners; of several that are one, the last has none."""
    known = _phrases(language, name)
    return [
        range(place, place + len(phrase))
        for place, word in enumerate(side.words)
        if word.form in known
        for phrase in known[word.form]
        if place + len(phrase) - 1 not in side.partners
        and (len(phrase) == 1 or tuple(other.form for other in side.words[place : place + len(phrase)]) == phrase)
    ]


@cache
def _phrases(language: str, name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in table(language).lists.get(name, ()):
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _same_phrase(ours: Half, theirs: Half, i: int, j: int) -> bool:
    """Whether the phrases of two words share words that answer each other."""
    home, away = ours.words[i].phrase, theirs.words[j].phrase
    return any(
        theirs.words[ours.partners[place]].phrase == away
        for place in ours.matter
        if place in ours.partners and ours.words[place].phrase == home
    )
