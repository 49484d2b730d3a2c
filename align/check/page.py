"""The two pages of an alignment: which sentences have no partner that one could trust, and where the article stands on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from align.find import furniture
from align.language import base
from align.language.tables import fold
from align.lexicon.content import LANGUAGES, words
from align.lexicon.partners import partners
from align.lexicon.partners import side as words_of
from align.model import Alignment, Bead, Document, Side
from align.remembered import remembered

FAITH, CERTAINTY = 0.2, 0.99  # confidence in a pair: below the one it is a guess, from the other on it is beyond doubt
STRANGE = 0.7  # that a pair without a word in common is none
LITTLE = 0.34  # of a passage's words at most have an answer about it, where it is in no bead of its neighbours
TELLING = 4  # words that carry matter, from which it tells something that none is answered
WINDOW, DENSE = 5, 0.6  # the article begins and ends where of so many sentences this share have partners
SIDES: tuple[Side, Side] = ("original", "translation")

Words = tuple[frozenset[str], frozenset[str]]  # the roles that the words of a bead's two sides give them


@dataclass(frozen=True, slots=True)
class Page:
    """One side of an alignment: for each sentence whether it has no partner, and where the article stands."""

    document: Document
    alone: tuple[bool, ...]
    body: range


def other(side: Side) -> Side:
    """The other side."""
    return "translation" if side == "original" else "original"


def page(alignment: Alignment, side: Side) -> Page:
    """A side. Before and after the article a pair falls apart if one side alone is furniture, if it crosses, or is a guess.

    Anywhere it does if it is not beyond doubt and no word of the one answers a word of the other: where a sentence was left out and
    another put in, the two stand side by side.
    """
    return _pages(alignment)[SIDES.index(side)]


@remembered(2)  # many rules ask, and which pairs have no word in common takes long to tell
def _pages(alignment: Alignment) -> tuple[Page, ...]:
    documents, beads = (alignment.original, alignment.translation), alignment.beads
    if all(bead.paired and bead.confidence >= CERTAINTY for bead in beads):
        sizes = [len(document.sentences) for document in documents]
        return tuple(Page(document, (False,) * size, range(size)) for document, size in zip(documents, sizes, strict=True))
    words = [(_roles(alignment.original, bead.original), _roles(alignment.translation, bead.translation)) for bead in beads]
    doubtful = {place for place, bead in enumerate(beads) if bead.paired and _unequal(bead, words[place])} | _crossing(beads)
    bodies = [_body(list(_inside(alignment, words, doubtful, side))) for side in (0, 1)]
    apart = {place for place in doubtful | _guesses(alignment, doubtful) if not _within(beads[place], bodies)}
    apart |= _strangers(alignment)
    lonely = [bead for place, bead in enumerate(beads) if not bead.paired or place in apart]
    alone = [{number for bead in lonely for number in _numbers(bead, side)} for side in (0, 1)]
    return tuple(
        Page(document, tuple(number in alone[side] for number in range(len(document.sentences))), bodies[side])
        for side, document in enumerate(documents)
    )


def doubted(alignment: Alignment, beads: Sequence[int]) -> float:
    """What becomes of the confidence in a finding about sentences without partners: halved, where the beads say little for that."""
    alone = [_apart(alignment, place) for place in beads]
    return 0.5 + 0.5 * sum(alone) / len(alone)


def _apart(alignment: Alignment, place: int) -> float:
    """How sure it is that the sides of a bead are no partners."""
    bead = alignment.beads[place]
    if not bead.paired:
        return max(bead.confidence, STRANGE if _unheard(alignment, place) else 0.0)
    return max(1 - bead.confidence, STRANGE if _strange(alignment, place) else 0.0)


def _unheard(alignment: Alignment, place: int) -> bool:
    """Whether a passage without a partner says little of what the other side says about it: then it is in no neighbour's bead."""
    side = 0 if alignment.beads[place].original else 1
    languages = base(alignment.original.language), base(alignment.translation.language)
    if not set(languages) <= set(LANGUAGES):
        return False
    near = " ".join(alignment.texts(number)[1 - side] for number in (place - 1, place + 1) if 0 <= number < len(alignment.beads))
    ours = words_of(words(alignment.texts(place)[side], languages[side]))
    theirs = words_of(words(near, languages[1 - side]))
    if len(ours.matter) < TELLING:
        return False
    answered = partners(ours, theirs, across=languages[0] != languages[1]).ours
    return sum(spot in answered for spot in ours.matter) <= LITTLE * len(ours.matter)


def _numbers(bead: Bead, side: int) -> range:
    return (bead.original, bead.translation)[side]


def _roles(document: Document, numbers: range) -> frozenset[str]:
    """The roles that their words give to these sentences, if they give one to most of them."""
    signs = [sign for number in numbers if (sign := furniture(document.said(number), document.own))]
    return frozenset(sign.role for sign in signs) if len(signs) * 2 > len(numbers) else frozenset()


def _unequal(bead: Bead, words: Words) -> bool:
    return bead.confidence < CERTAINTY and any(words) and words[0].isdisjoint(words[1])


def _guesses(alignment: Alignment, doubtful: AbstractSet[int]) -> set[int]:
    """The pairs that are a guess, among sentences without partners; a title that stands there word for word is none."""
    beads = alignment.beads
    weak = [place for place, bead in enumerate(beads) if bead.paired and bead.confidence < FAITH]
    lonely = {number for place, bead in enumerate(beads) if not bead.paired or place in doubtful for number in bead.translation}
    return {
        place
        for place in weak
        if {beads[place].translation.start - 1, beads[place].translation.stop} <= lonely
        and _letters(alignment.original, beads[place].original) != _letters(alignment.translation, beads[place].translation)
    }


def _strangers(alignment: Alignment) -> set[int]:
    """The pairs of single sentences that have no word in common, as far as the dictionary can tell, and are not beyond doubt."""
    return {place for place in range(len(alignment.beads)) if _strange(alignment, place)}


def _strange(alignment: Alignment, place: int) -> bool:
    bead, languages = alignment.beads[place], (base(alignment.original.language), base(alignment.translation.language))
    if bead.shape != (1, 1) or bead.confidence >= CERTAINTY or not set(languages) <= set(LANGUAGES):
        return False
    ours, theirs = (words_of(words(text, tag)) for text, tag in zip(alignment.texts(place), languages, strict=True))
    if min(len(ours.matter), len(theirs.matter)) < TELLING:
        return False
    return partners(ours, theirs, across=languages[0] != languages[1]).ours.keys().isdisjoint(ours.matter)


def _crossing(beads: Sequence[Bead]) -> set[int]:
    """The pairs that cross a neighbour, and not beyond doubt: passages move within an article, seldom out of it."""
    paired = [place for place, bead in enumerate(beads) if bead.paired]
    crossed = {
        place
        for one, two in pairwise(paired)
        if beads[one].translation.start > beads[two].translation.start
        for place in (one, two)
    }
    return {place for place in crossed if beads[place].confidence < CERTAINTY}


def _letters(document: Document, numbers: range) -> str:
    return "".join(character for number in numbers for character in fold(document.said(number)).lower() if character.isalnum())


def _inside(alignment: Alignment, words: Sequence[Words], doubtful: set[int], side: int) -> Iterator[bool]:
    """For each sentence of a side, whether it has a partner and is no furniture by its words."""
    inside = {
        number: bead.paired and place not in doubtful and not words[place][side]
        for place, bead in enumerate(alignment.beads)
        for number in _numbers(bead, side)
    }
    return (inside[number] for number in range(len(inside)))


def _within(bead: Bead, bodies: Sequence[range]) -> bool:
    return all(number in bodies[side] for side in (0, 1) for number in _numbers(bead, side))


def _body(inside: Sequence[bool]) -> range:
    """Where the article begins and ends, as against the page around it, in which a title may have a partner."""
    paired = [number for number, is_inside in enumerate(inside) if is_inside]
    if not paired:
        return range(len(inside))
    starts = (number for number in paired if _dense(inside[number : number + WINDOW]))
    stops = (number for number in reversed(paired) if _dense(inside[max(0, number + 1 - WINDOW) : number + 1]))
    return range(next(starts, paired[0]), next(stops, paired[-1]) + 1)


def _dense(window: Sequence[bool]) -> bool:
    return window.count(True) >= DENSE * len(window)
