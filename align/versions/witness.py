"""Two readings of a passage and a third text in; out, which of the two readings the third one bears out.

What only one reading says is looked for in the third text: figures by value, small words (a denial, a hedge) by whether there are
any of their kind, names by letters or by sound, other words by the lexicon. The first of these that says anything is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import get_args

from align import find
from align.find.cues import Family
from align.find.names import words as latin
from align.language import base, same
from align.lexicon import chinese, content
from align.lexicon.names import ordinary
from align.lexicon.partners import Side, partners, side

FAMILIES: tuple[Family, ...] = get_args(Family)
SPOKEN = 0.8  # likeness of sound from which Chinese characters may spell a name; among thirty of them one of 0.7 is found by chance


@dataclass(frozen=True, slots=True)
class Reading:
    """Words in a language, and the passage that they stand in; no words where the passage lacks what the other reading has."""

    words: str
    passage: str
    language: str


def borne_out(one: Reading, other: Reading, third: Reading) -> tuple[float, float]:
    """What share of that which only the one reading says the third passage says too, and the same of the other.

    A reading that says nothing of its own is borne out as far as the other is not. Where neither does, (0, 0) says nothing.

    >>> one, other = (Reading(words, words, "en") for words in ("a hall of 40 seats", "a hall of 400 seats"))
    >>> borne_out(one, other, Reading("", "Das Haus hat 400 Plätze.", "de"))
    (0.0, 1.0)
    """
    for share in SIGNS:
        ours, theirs = share(one, other, third), share(other, one, third)
        if ours is not None or theirs is not None:
            return (
                ours if ours is not None else 1 - (theirs or 0.0),
                theirs if theirs is not None else 1 - (ours or 0.0),
            )
    return 0.0, 0.0


def leaning(one: Reading, other: Reading, third: Reading) -> float:
    """How far the third passage bears out `one` and not `other`: from 1, wholly, to −1, wholly the other; 0: it does not say."""
    ours, theirs = borne_out(one, other, third)
    return ours - theirs


def _figures(one: Reading, other: Reading, third: Reading) -> float | None:
    known, there = _values(other), _values(third)
    own = [number for number in find.numbers(one.words, one.language) if not number.loose and known.isdisjoint(number.readings)]
    return _share(not there.isdisjoint(number.readings) for number in own)


def _values(reading: Reading) -> set[Fraction]:
    return {value for number in find.numbers(reading.passage, reading.language) for value in number.readings}


def _small_words(family: Family, one: Reading, other: Reading, third: Reading) -> float | None:
    if (
        not find.knows(third.language, family)
        or not _has(one.words, one.language, family)
        or _has(other.words, other.language, family)
    ):
        return None
    return float(_has(third.passage, third.language, family))


def _has(text: str, language: str, family: Family) -> bool:
    return any(cue.least for cue in find.small_words(text, language, family))


def _names(one: Reading, other: Reading, third: Reading) -> float | None:
    known, there = ({word.key for word in latin(reading.passage)} for reading in (other, third))
    own = [word.key for word in latin(one.words) if word.capital and word.key not in known and not ordinary(word.key)]
    spoken = base(third.language) == "zh"
    return _share(key in there or (spoken and chinese.likest(key, third.passage) >= SPOKEN) for key in own)


def _matter(one: Reading, other: Reading, third: Reading) -> float | None:
    """None too where one of the languages has no lexicon."""
    if any(base(reading.language) not in content.LANGUAGES for reading in (one, other, third)):
        return None
    # The words of the whole passage, for a partner is looked for where its neighbours have theirs.
    ours, theirs, there = (side(content.words(reading.passage, reading.language)) for reading in (one, other, third))
    start = max(0, one.passage.find(one.words))
    told = [place for place in ours.matter if start <= ours.words[place].start and ours.words[place].stop <= start + len(one.words)]
    if other.words and same(one.language, other.language):
        known = {word.stem for word in content.words(other.words, other.language)}
        own = [place for place in told if ours.words[place].stem not in known]
    else:
        found = _partners(ours, theirs, one, other)
        own = [place for place in told if place not in found]
    found = _partners(ours, there, one, third) if own else {}
    return _share(place in found for place in own)


def _partners(ours: Side, theirs: Side, one: Reading, other: Reading) -> Mapping[int, int]:
    """For the places of words of one passage, the places of their partners in another."""
    return partners(ours, theirs, across=not same(one.language, other.language)).ours if theirs.matter else {}


def _share(answers: Iterable[bool]) -> float | None:
    told = list(answers)
    return sum(told) / len(told) if told else None


SIGNS: tuple[Callable[[Reading, Reading, Reading], float | None], ...] = (
    _figures, *(partial(_small_words, family) for family in FAMILIES), _names, _matter,
)  # fmt: skip
