"""Where in the table of sentences a path is looked for: everywhere in a short text, along a corridor in a long one.

The corridor follows *anchors*, pairs of sentences that share rare words, threaded on the heaviest rising chain (a longest increasing
subsequence with weights), and where there are none, the diagonal by characters. Its width is fixed, so that cost grows with length.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Words
from align.pair.words import spread

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]

WHOLE = 640_000  # nodes of a table that is searched whole
HALF = 40  # sentences to each side of the chain
RARE = 6  # occurrences of a word that may anchor
SURE = 0.3  # t of a link that may anchor


@dataclass(frozen=True, slots=True)
class Band:
    """Row i of the table holds nodes low[i] … low[i] + width."""

    low: Ints
    width: int

    def turned(self, columns: int) -> Band:
        """The same band seen from the other side: for each column the rows from which it can be reached."""
        rows = len(self.low) - 1
        across = np.arange(columns + 1)
        first = np.searchsorted(self.low + self.width, across, side="right")
        last = np.searchsorted(self.low, across, side="right")
        return Band(np.minimum(first, rows).astype(np.int64), int(max(1, (last - first).max())))


def whole(rows: int, columns: int) -> Band:
    """The whole table."""
    return Band(np.zeros(rows + 1, np.int64), columns + 1)


def around(path: list[tuple[int, int]], rows: int, columns: int, half: int) -> Band:
    """A corridor of that half width around a rising path of nodes."""
    points = [(0, 0), *path, (rows, columns)]
    centre = np.interp(np.arange(rows + 1), [i for i, _ in points], [j for _, j in points])
    width = min(2 * half + 1, columns + 1)
    low = np.clip(np.rint(centre).astype(np.int64) - half, 0, columns + 1 - width)
    return Band(np.maximum.accumulate(low), width)


def of(words: Words, one: Doubles, two: Doubles) -> Band:
    """The band for two texts with these words and sentence lengths in characters."""
    rows, columns = len(one), len(two)
    if (rows + 1) * (columns + 1) <= WHOLE:
        return whole(rows, columns)
    chain = _chain(*anchors(words))
    if not chain:
        share = np.interp(np.linspace(0, 1, 64), np.cumsum(one) / one.sum(), np.arange(1, rows + 1))
        other = np.interp(np.linspace(0, 1, 64), np.cumsum(two) / two.sum(), np.arange(1, columns + 1))
        chain = [(int(i), int(j)) for i, j in zip(share, other, strict=True)]
    # A long stretch without anchors may bend away from the line between its ends: let the corridor be as wide as a share of it.
    longest = max(max(b[0] - a[0], b[1] - a[1]) for a, b in pairwise([(0, 0), *chain, (rows, columns)]))
    return around(chain, rows, columns, min(max(HALF, longest // 4), 4 * HALF))


def anchors(words: Words) -> tuple[Ints, Ints, Doubles]:
    """Pairs of sentences that share linked rare words, and the weight of what they share; in reading order."""
    one, two, links = words.original, words.translation, words.links
    strong = (one.counts[links.a] <= RARE) & (two.counts[links.b] <= RARE) & (links.forward >= SURE)
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
    return cell // (two.sentences + 1), cell % (two.sentences + 1), np.bincount(inverse, weight)


def _chain(i: Ints, j: Ints, weight: Doubles) -> list[tuple[int, int]]:
    """The heaviest chain that rises strictly in both; in O(n log n), by keeping for each weight the lowest end."""
    order = np.lexsort((-j, i))
    ends: list[int] = []  # columns at which the best chains end, rising, with rising weights
    heavy: list[float] = []
    last: list[int] = []
    before = np.full(len(i), -1)
    for point in order.tolist():
        column, place = int(j[point]), bisect_left(ends, int(j[point]))
        total = float(weight[point]) + (heavy[place - 1] if place else 0.0)
        before[point] = last[place - 1] if place else -1
        if place < len(ends) and ends[place] == column and heavy[place] >= total:
            continue
        stop = place
        while stop < len(ends) and heavy[stop] <= total:
            stop += 1
        ends[place:stop], heavy[place:stop], last[place:stop] = [column], [total], [point]
    chain = []
    point = last[-1] if last else -1
    while point >= 0:
        chain.append((int(i[point]), int(j[point])))
        point = int(before[point])
    return chain[::-1]
