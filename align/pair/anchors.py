"""Pairs of sentences that share rare words: what a path through the texts can be hung on before anything else is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Words
from align.lexicon.spread import spread

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]

RARE = 6  # occurrences of a word that may anchor
SURE = 0.3  # t of a link that may anchor, in either direction


def shared(words: Words) -> tuple[Ints, Ints, Doubles]:
    """Pairs of sentences that share linked rare words, and the weight of what they share; in reading order."""
    one, two, links = words.original, words.translation, words.links
    strong = (one.counts[links.a] <= RARE) & (two.counts[links.b] <= RARE) & (np.maximum(links.forward, links.backward) >= SURE)
    a, b = links.a[strong], links.b[strong]
    where = []
    for side in (one, two):
        order = np.argsort(side.flow, kind="stable")
        home = np.repeat(np.arange(side.sentences), np.diff(side.starts))[order]
        where.append((home, np.searchsorted(side.flow[order], np.arange(len(side.types) + 1))))
    (home1, first1), (home2, first2) = where
    link1, place1 = spread(first1[a], first1[a + 1])
    link2, place2 = spread(first2[b[link1]], first2[b[link1] + 1])
    i, j = home1[place1][link2], home2[place2]
    weight = (1.0 / (one.counts[a] * two.counts[b]))[link1][link2]
    if not len(i):
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    cell, inverse = np.unique(i * (two.sentences + 1) + j, return_inverse=True)
    return cell // (two.sentences + 1), cell % (two.sentences + 1), np.bincount(inverse, weight).astype(float)
