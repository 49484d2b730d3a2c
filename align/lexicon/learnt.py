"""What a text teaches about its own words: IBM's first model over beads already found, conservatively.

t(b|a) is estimated by expectation–maximisation (Brown et al. 1993) from the beads of the last pass. Only pairs seen in three beads
or more are kept and their counts are discounted: entries seen once are what leads an aligner astray.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.lexicon.links import NONE, Links
from align.lexicon.tokens import Tokens

SEEN = 3  # beads
DISCOUNT = 0.5  # of a bead, from each expected count
ROUNDS = 4

Ints = NDArray[np.int64]


def table(one: Tokens, two: Tokens, beads: Sequence[tuple[range, range]]) -> Links:
    """Links between the words of both sides, learnt from paired beads."""
    paired = [bead for bead in beads if bead[0] and bead[1]]
    if len(paired) < SEEN:
        return NONE
    home, a, b = _together(one, two, paired)
    codes = a * len(two.types) + b
    pairs, inverse, seen = np.unique(codes, return_inverse=True, return_counts=True)
    keep = seen[inverse] >= SEEN
    home, codes = home[keep], codes[keep]
    pairs, entry = np.unique(codes, return_inverse=True)
    if not len(pairs):
        return NONE
    first, second = pairs // len(two.types), pairs % len(two.types)
    forward = _estimate(home, entry, first, second, one.counts, two.counts)
    backward = _estimate(home, entry, second, first, two.counts, one.counts)
    return Links(first.astype(np.int32), second.astype(np.int32), forward, backward)


def _together(one: Tokens, two: Tokens, beads: Sequence[tuple[range, range]]) -> tuple[Ints, Ints, Ints]:
    """Every pair of word types that stand in one bead: bead number, type, type."""
    homes, firsts, seconds = [], [], []
    for number, (original, translation) in enumerate(beads):
        a = np.unique(one.flow[one.starts[original.start] : one.starts[original.stop]])
        b = np.unique(two.flow[two.starts[translation.start] : two.starts[translation.stop]])
        homes.append(np.full(len(a) * len(b), number))
        firsts.append(np.repeat(a, len(b)))
        seconds.append(np.tile(b, len(a)))
    return np.concatenate(homes), np.concatenate(firsts).astype(np.int64), np.concatenate(seconds).astype(np.int64)


def _estimate(
    home: Ints, entry: Ints, given: Ints, word: Ints, givens: NDArray[np.int32], words: NDArray[np.int32]
) -> NDArray[np.float32]:
    """t(word|given) for each pair, after `ROUNDS` of EM; the word's own frequency is what competes for it, the empty word."""
    chance = words / max(1, words.sum())
    t = np.ones(len(given))
    cell = home * len(words) + word[entry]
    _, cell = np.unique(cell, return_inverse=True)
    for _ in range(ROUNDS):
        weight = t[entry]
        share = weight / (np.bincount(cell, weight)[cell] + chance[word[entry]])
        counts = np.maximum(np.bincount(entry, share, len(given)) - DISCOUNT, 0.0)
        t = counts / np.maximum(np.bincount(given, counts, len(givens)), 1.0)[given] if _ == ROUNDS - 1 else counts / givens[given]
    return t.astype(np.float32)
