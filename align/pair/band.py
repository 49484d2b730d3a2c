"""Where in the table of sentences a path is looked for: everywhere in a short text, along a corridor in a long one.

The table has a node (i, j) for "i sentences of the original and j of the translation are behind us". It is walked from diagonal
to diagonal, d = i + j, so that neither side comes first: a passage that only one side has is crossed as easily as one that only
the other has. On each diagonal the same number of nodes is looked at: cost grows with length and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Words
from align.pair import anchors

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]

WHOLE = 100_000  # nodes of a table that is searched whole
HALF = 20  # nodes to each side of the chain of anchors
PART = 4096  # diagonals of a corridor whose scores are held at a time


@dataclass(frozen=True, slots=True)
class Band:
    """Diagonal d of a table holds the nodes (i, d − i) with low[d] ≤ i < low[d] + width, as far as they are in the table.

    `low` rises by 0 or 1 from one diagonal to the next, for d in 0 … rows + columns. A `whole` band is not cut into parts.
    """

    low: Ints
    width: int
    rows: int
    columns: int
    whole: bool = False

    @property
    def last(self) -> int:
        """The last diagonal, on which the path ends."""
        return self.rows + self.columns

    def parts(self) -> Iterator[range]:
        """The diagonals, in runs of which each is worked on its own."""
        step = self.last + 1 if self.whole else PART
        for start in range(0, self.last + 1, step):
            yield range(start, min(start + step, self.last + 1))

    def turned(self) -> Band:
        """The same nodes seen from the other side."""
        return Band(np.arange(self.last + 1) - self.low - self.width + 1, self.width, self.columns, self.rows, self.whole)

    def nodes(self, diagonals: Ints) -> tuple[Ints, Ints]:
        """The nodes (i, j) of these diagonals; column c holds the i with i mod width = c.

        A step of a given shape leads to the same column from wherever it starts, however the corridor bends.
        """
        low = self.low[diagonals][:, None]
        i = low + (np.arange(self.width) - low) % self.width
        return i, diagonals[:, None] - i

    def open(self, diagonals: Ints, s: int = 0, t: int = 0) -> tuple[Ints, Ints]:
        """The first and the last i on each diagonal from where a step over s and t sentences ends at a node; one row a diagonal."""
        here, there = self.low[diagonals], self.low[np.minimum(diagonals + s + t, self.last)] - s
        first = np.maximum.reduce([here, there, diagonals + t - self.columns, np.zeros_like(here)])
        final = np.minimum.reduce([here + self.width - 1, there + self.width - 1, np.full_like(here, self.rows - s), diagonals])
        return first[:, None], final[:, None]

    def reach(self, diagonals: range) -> tuple[Ints, Ints, Ints]:
        """Rows i of the table with a node on these diagonals, in order, and for each the first and last column j of them."""
        low = self.low[diagonals.start : diagonals.stop]
        rows = np.arange(max(0, int(low[0])), min(self.rows, int(low[-1]) + self.width - 1) + 1)
        first = diagonals.start + np.searchsorted(low, rows - self.width + 1, side="left")
        last = diagonals.start + np.searchsorted(low, rows, side="right") - 1
        return rows, np.clip(first - rows, 0, self.columns), np.clip(last - rows, 0, self.columns)


def whole(rows: int, columns: int) -> Band:
    """The whole table."""
    diagonals = np.arange(rows + columns + 1)
    low = np.zeros_like(diagonals) if rows <= columns else diagonals - columns
    return Band(low, min(rows, columns) + 1, rows, columns, whole=True)


def around(path: Sequence[tuple[int, int]], rows: int, columns: int, half: int) -> Band:
    """A corridor with `half` nodes to each side of a path of nodes that rises in both."""
    points = np.array([(0, 0), *path, (rows, columns)])
    centre = np.interp(np.arange(rows + columns + 1), points.sum(axis=1), points[:, 0])
    # Between points the centre rises by at most 1, and so does what it is rounded to, but for the last bit of a float.
    middle = np.maximum.accumulate(np.floor(centre + 0.5).astype(np.int64))
    across = np.arange(rows + columns + 1)
    middle = across - np.maximum.accumulate(across - middle)
    return Band(middle - half, 2 * half + 1, rows, columns)


def of(words: Words, one: Doubles, two: Doubles, known: Sequence[tuple[range, range]] = ()) -> Band:
    """The band for two texts with these words and sentence lengths in characters, hung on pairs that are known besides."""
    rows, columns = len(one), len(two)
    if (rows + columns + 1) * (min(rows, columns) + 1) <= WHOLE:
        return whole(rows, columns)
    i, j, weight = anchors.shared(words)
    more = np.array([(a.start, b.start) for a, b in known], np.int64).reshape(-1, 2).T
    hung = chain(np.append(i, more[0]), np.append(j, more[1]), np.append(weight, np.ones(len(known)))) or _by_length(one, two)
    # A long stretch without anchors may bend away from the line between its ends: let the corridor be as wide as a share of it.
    longest = max(sum(b) - sum(a) for a, b in pairwise([(0, 0), *hung, (rows, columns)]))
    return around(hung, rows, columns, min(max(HALF, longest // 16), 4 * HALF))


def chain(i: Ints, j: Ints, weight: Doubles) -> list[tuple[int, int]]:
    """The heaviest chain that rises strictly in both; in O(n log n), by keeping for each weight the lowest end."""
    order = np.lexsort((-j, i))
    columns, weights = j.tolist(), weight.tolist()
    ends: list[int] = []  # columns at which the best chains end, rising, with rising weights
    heavy: list[float] = []
    last: list[int] = []
    before = [-1] * len(i)
    for point in order.tolist():
        column = columns[point]
        place = bisect_left(ends, column)
        total = weights[point] + (heavy[place - 1] if place else 0.0)
        before[point] = last[place - 1] if place else -1
        if place < len(ends) and ends[place] == column and heavy[place] >= total:
            continue
        stop = place
        while stop < len(ends) and heavy[stop] <= total:
            stop += 1
        ends[place:stop], heavy[place:stop], last[place:stop] = [column], [total], [point]
    found = []
    point = last[-1] if last else -1
    while point >= 0:
        found.append((int(i[point]), columns[point]))
        point = before[point]
    return found[::-1]


def _by_length(one: Doubles, two: Doubles) -> list[tuple[int, int]]:
    """A path on which both texts are read at the same pace, by characters."""
    shares = np.linspace(0, 1, 64)
    i, j = (
        np.interp(shares, np.cumsum(side) / max(1.0, side.sum()), np.arange(1, len(side) + 1)).astype(int) for side in (one, two)
    )
    return list(zip(i.tolist(), j.tolist(), strict=True))
