"""What a text teaches about its own words: IBM's first model over beads already found, conservatively.

t(b|a) is estimated by expectation–maximisation (Brown et al. 1993) from the beads of the last pass. Only pairs seen in three beads
or more are kept and their counts are discounted: entries seen once are what leads an aligner astray.

The words a of a bead compete for each word b of it, and different b never meet until counts are made into probabilities at the very
end. So the words b are worked some at a time, each through all rounds, and memory does not grow with the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.lexicon.links import NONE, Links
from align.lexicon.spread import spread
from align.lexicon.tokens import Tokens

SEEN = 3  # beads
DISCOUNT = 0.5  # of a bead, from each expected count
ROUNDS = 4
PAIRS = 1 << 19  # of words in one bead that are worked at a time

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]


def table(one: Tokens, two: Tokens, beads: Sequence[tuple[range, range]], seen: int = SEEN) -> Links:
    """Links between the words of both sides, learnt from paired beads: of pairs seen in so many."""
    paired = [bead for bead in beads if bead[0] and bead[1]]
    if len(paired) < seen:
        return NONE
    ours, theirs = _standing(one, [bead[0] for bead in paired]), _standing(two, [bead[1] for bead in paired])
    ours, theirs = ours.often(seen), theirs.often(seen)
    a, b, forward = _learnt(ours, theirs, one.counts, two.counts, seen)
    _, _, backward = _learnt(theirs, ours, two.counts, one.counts, seen)
    # Both directions know the same pairs, the first sorted by b, then a, the second by a, then b.
    order = np.argsort(a, kind="stable")
    likely = (forward[order] > 0) | (backward > 0)
    order, backward = order[likely], backward[likely]
    numbers = a[order].astype(np.int32), b[order].astype(np.int32)
    return Links(*numbers, forward[order].astype(np.float32), backward.astype(np.float32))


def together(one: Tokens, two: Tokens, beads: Sequence[tuple[range, range]]) -> tuple[Ints, Ints, Ints]:
    """Every pair of word types that stand in one bead: bead number, type, type; in the order of the beads, then of the types."""
    ours, theirs = _standing(one, [bead[0] for bead in beads]), _standing(two, [bead[1] for bead in beads])
    which, b = theirs.within(ours.bead)
    return ours.bead[which], ours.type[which], b


@dataclass(frozen=True, slots=True)
class _Standing:
    """Which word types stand in which bead, each once, in the order of the beads."""

    bead: Ints
    type: Ints
    beads: int

    def often(self, seen: int) -> _Standing:
        """Without the types that stand in fewer beads."""
        kept = np.bincount(self.type)[self.type] >= seen
        return _Standing(self.bead[kept], self.type[kept], self.beads)

    def by_type(self) -> _Standing:
        """The same in the order of the types."""
        order = np.argsort(self.type, kind="stable")
        return _Standing(self.bead[order], self.type[order], self.beads)

    def within(self, beads: Ints) -> tuple[Ints, Ints]:
        """All types of each of these beads: which of them, type."""
        first = np.searchsorted(self.bead, np.arange(self.beads + 1))
        which, at = spread(first[beads], first[beads + 1])
        return which, self.type[at]


def _standing(tokens: Tokens, runs: Sequence[range]) -> _Standing:
    which, at = spread(tokens.starts[[run.start for run in runs]], tokens.starts[[run.stop for run in runs]])
    types = max(1, len(tokens.types))
    codes = np.unique(which * types + tokens.flow[at])
    return _Standing(codes // types, codes % types, len(runs))


def _learnt(given: _Standing, words: _Standing, givens: Ids, counts: Ids, seen: int) -> tuple[Ints, Ints, Doubles]:
    """Pairs of a given type and a type of the words, and t(word|given)."""
    words = words.by_type()
    chance = counts / max(1, int(counts.sum()))
    parts = [_expected(given, words.bead[part], words.type[part], givens, chance, seen) for part in _parts(given, words)]
    first, second, expected = (np.concatenate(column) for column in zip(*parts, strict=True))
    return first, second, expected / np.maximum(np.bincount(first, expected, len(givens)), 1.0)[first]


def _parts(given: _Standing, words: _Standing) -> Iterator[slice]:
    """Runs of the words' places, whole types each, with about `PAIRS` pairs."""
    pairs = np.cumsum(np.bincount(given.bead, minlength=given.beads)[words.bead]) // PAIRS
    last = np.flatnonzero(np.diff(words.type, append=-1))  # of each type
    cuts = 1 + last[np.flatnonzero(np.diff(pairs[last]))]
    bounds = [0, *cuts.tolist(), len(words.type)]
    return (slice(start, stop) for start, stop in pairwise(bounds))


def _expected(given: _Standing, beads: Ints, words: Ints, givens: Ids, chance: Doubles, seen: int) -> tuple[Ints, Ints, Doubles]:
    """Pairs seen in so many beads: given type, word, and how often the one is expected to render the other after `ROUNDS` of EM.

    A word's own frequency is what competes for it, the empty word.
    """
    place, a = given.within(beads)
    # Pair and place in one number: sorting these is many times quicker than finding the order of the pairs.
    bits = len(place).bit_length()
    both = np.sort((words[place] * len(givens) + a << bits) + np.arange(len(place)))
    pairs, place = both >> bits, place[both & (1 << bits) - 1]
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    last = np.append(first[1:], len(pairs))
    often = np.flatnonzero(last - first >= seen)
    entry, at = spread(first[often], last[often])
    pairs, place = pairs[first[often]], place[at]
    first, second = pairs % len(givens), pairs // len(givens)
    t, counts = np.ones(len(pairs)), np.zeros(len(pairs))
    for _ in range(ROUNDS):
        weight = t[entry]
        share = weight / (np.bincount(place, weight, len(beads)) + chance[words])[place]
        counts = np.maximum(np.bincount(entry, share, len(pairs)) - DISCOUNT, 0.0)
        t = counts / givens[first]
    return first, second, counts
