"""Scores of beads in, the best path through them out, and how sure each step is. Knows nothing of language.

The lattice has a node (i, j) for "i sentences of the original and j of the translation are behind us". A step is either a *pair*, a
bead with sentences on both sides and a score (the logarithm of a likelihood ratio), or a *gap*, one sentence of one side that has no
partner and scores nothing. Gaps come in runs — a page's furniture, a passage left out — so a path is a Markov chain of two states:
to enter a gap is dear, to stay in it cheap. `best` is Viterbi's path; `posterior` the share of the weight of all paths that goes
through a step (forward–backward).

The lattice is a band: row i holds `width` nodes, the first of them (i, low[i]). Rows are worked in numpy: the time is
rows × width × shapes, and no Python loop runs along a row.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

Shape = tuple[int, int]
Step = tuple[range, range]

NEVER = -1e9  # finite, so that sums of it stay numbers


@dataclass(frozen=True, slots=True)
class Gaps:
    """The chain's probabilities, as logarithms: from a pair into a gap, from a gap to the next, and of either side."""

    enter: float = math.log(0.008)
    stay: float = math.log(0.65)
    side: float = math.log(0.5)

    @property
    def pair(self) -> float:
        """log P(pair after pair)."""
        return math.log1p(-math.exp(self.enter))

    @property
    def leave(self) -> float:
        """log P(pair after gap)."""
        return math.log1p(-math.exp(self.stay))


@dataclass(frozen=True, slots=True)
class Lattice:
    """Pairs that end at each node: `scores[m, i, c]` is that of the bead of shape `shapes[m]` ending at (i, low[i] + c).

    Nodes run over 0 … rows and 0 … columns, both included; a bead that does not fit scores `NEVER`.
    """

    shapes: tuple[Shape, ...]
    low: Ints  # (rows + 1,), not falling
    scores: Floats  # (shapes, rows + 1, width)
    columns: int
    gaps: Gaps = Gaps()

    @property
    def rows(self) -> int:
        """How many sentences the original has."""
        return len(self.low) - 1

    @property
    def width(self) -> int:
        """How many nodes of each row are looked at."""
        return int(self.scores.shape[2])


def best(lattice: Lattice) -> list[Step]:
    """The steps of the path with the highest score, in order; of equal paths the one that pairs latest."""
    pair, gap = _forward(lattice, np.maximum)
    gaps, low = lattice.gaps, lattice.low

    def value(table: Doubles, i: int, j: int) -> float:
        column = j - int(low[i])
        return float(table[i, column]) if 0 <= column < lattice.width else NEVER

    def ready(i: int, j: int) -> float:
        return max(value(pair, i, j) + gaps.pair, value(gap, i, j) + gaps.leave)

    def adrift(i: int, j: int) -> float:
        return max(value(pair, i, j) + gaps.enter, value(gap, i, j) + gaps.stay)

    steps: list[Step] = []
    i, j = lattice.rows, lattice.columns
    paired = value(pair, i, j) >= value(gap, i, j)
    while i or j:
        if paired:
            ways = [
                (ready(i - s, j - t) + float(lattice.scores[m, i, j - low[i]]), -m, (s, t))
                for m, (s, t) in enumerate(lattice.shapes)
                if s <= i and t <= j
            ]
        else:
            ways = [(adrift(i - s, j - t), s, (s, t)) for s, t in ((0, 1), (1, 0)) if s <= i and t <= j]
        s, t = max(ways)[2]
        steps.append((range(i - s, i), range(j - t, j)))
        i, j = i - s, j - t
        into = (gaps.pair, gaps.leave) if paired else (gaps.enter, gaps.stay)
        paired = value(pair, i, j) + into[0] >= value(gap, i, j) + into[1]
    return steps[::-1]


def score(lattice: Lattice, pair: Step) -> float:
    """What the lattice says of one pair."""
    original, translation = pair
    column = translation.stop - int(lattice.low[original.stop])
    return float(lattice.scores[lattice.shapes.index((len(original), len(translation))), original.stop, column])


def posterior(lattice: Lattice, steps: Sequence[Step]) -> list[float]:
    """The probability of each of these steps given all paths: α(start) · step · β(end) / Z, in [0, 1]."""
    pair, gap = _forward(lattice, np.logaddexp)
    after_pair, after_gap = _backward(lattice)
    gaps, low = lattice.gaps, lattice.low
    whole = np.logaddexp(*(float(table[lattice.rows, lattice.columns - low[lattice.rows]]) for table in (pair, gap)))
    sure = []
    for original, translation in steps:
        i, j, column = original.start, translation.start, translation.stop - int(low[original.stop])
        before = float(pair[i, j - low[i]]), float(gap[i, j - low[i]])
        if original and translation:
            into = np.logaddexp(before[0] + gaps.pair, before[1] + gaps.leave) + score(lattice, (original, translation))
            weight = into + float(after_pair[original.stop, column])
        else:
            into = np.logaddexp(before[0] + gaps.enter, before[1] + gaps.stay) + gaps.side
            weight = into + float(after_gap[original.stop, column])
        sure.append(float(np.exp(min(0.0, weight - whole))))
    return sure


def _forward(lattice: Lattice, join: np.ufunc) -> tuple[Doubles, Doubles]:
    """The weight of all paths from the start to each node that end in a pair, and that end in a gap.

    `join` puts paths together: np.maximum keeps the best, np.logaddexp sums them; the recursion is the same in both algebras.
    """
    width, gaps = lattice.width, lattice.gaps
    pair = np.full((lattice.rows + 1, width), NEVER)
    gap = np.full((lattice.rows + 1, width), NEVER)
    ready = np.full((lattice.rows + 1, width + 1), NEVER)  # pair or gap, about to pair; the last column is nowhere
    across = np.arange(width)
    slope = across * (gaps.stay + gaps.side)
    s, t = (np.array(side) for side in zip(*lattice.shapes, strict=True))
    for i in range(lattice.rows + 1):
        if i == 0:
            # The start counts as both: a page may well open with what nobody translated.
            if 0 <= -int(lattice.low[0]) < width:
                pair[0, -int(lattice.low[0])] = gap[0, -int(lattice.low[0])] = math.log(0.5)
        else:
            rows = np.maximum(i - s, 0)[:, None]
            columns = across + (lattice.low[i] - t[:, None] - lattice.low[rows])
            legal = (columns >= 0) & (columns < width) & (i >= s)[:, None]
            pair[i] = join.reduce(ready[rows, np.where(legal, columns, width)] + lattice.scores[:, i], axis=0)
            shift = int(lattice.low[i] - lattice.low[i - 1])
            above = join(_shifted(pair[i - 1], shift) + gaps.enter, _shifted(gap[i - 1], shift) + gaps.stay) + gaps.side
            gap[i] = join(gap[i], above)
        # Gaps along the row are a running join of x − slope: every earlier node, less what the way costs.
        x = join(gap[i], _shifted(pair[i], -1) + (gaps.enter + gaps.side))
        gap[i] = np.maximum(join.accumulate(x - slope) + slope, NEVER)
        pair[i] = np.maximum(pair[i], NEVER)
        ready[i, :width] = join(pair[i] + gaps.pair, gap[i] + gaps.leave)
    return pair, gap


def _backward(lattice: Lattice) -> tuple[Doubles, Doubles]:
    """The log weight of all paths from each node to the end, having come to it by a pair, and by a gap."""
    width, rows, gaps = lattice.width, lattice.rows, lattice.gaps
    pairs = np.full((rows + 1, width), NEVER)  # paths that go on with a pair
    onward = np.full((rows + 1, width), NEVER)  # paths that go on with a gap
    after_pair = np.full((rows + 1, width), NEVER)
    after_gap = np.full((rows + 1, width), NEVER)
    across = np.arange(width)
    slope = across[::-1] * (gaps.stay + gaps.side)
    s, t = (np.array(side) for side in zip(*lattice.shapes, strict=True))
    moves = np.arange(len(s))[:, None]
    for i in range(rows, -1, -1):
        end = np.full(width, NEVER)
        if i == rows:
            end[lattice.columns - lattice.low[rows]] = 0.0
        else:
            to = np.minimum(i + s, rows)[:, None]
            columns = across + (lattice.low[i] + t[:, None] - lattice.low[to])
            legal = (columns >= 0) & (columns < width) & (i + s <= rows)[:, None]
            at = np.where(legal, columns, 0)
            paths = np.where(legal, lattice.scores[moves, to, at] + after_pair[to, at], NEVER)
            pairs[i] = np.logaddexp.reduce(paths, axis=0)
            onward[i] = _shifted(after_gap[i + 1], int(lattice.low[i] - lattice.low[i + 1])) + gaps.side
        # after_gap[j] = x[j] + stay·side·after_gap[j + 1]: the same running sum as forward, from the right.
        x = np.logaddexp(end, np.logaddexp(pairs[i] + gaps.leave, onward[i] + gaps.stay))
        after_gap[i] = np.maximum(np.logaddexp.accumulate((x - slope)[::-1])[::-1] + slope, NEVER)
        beside = np.logaddexp(onward[i], _shifted(after_gap[i], 1) + gaps.side)
        after_pair[i] = np.maximum(np.logaddexp(end, np.logaddexp(pairs[i] + gaps.pair, beside + gaps.enter)), NEVER)
    return after_pair, after_gap


def _shifted(row: Doubles, by: int) -> Doubles:
    """The row moved `by` nodes to the left, `NEVER` coming in."""
    if by == 0:
        return row
    out = np.full_like(row, NEVER)
    if 0 < by < len(row):
        out[:-by] = row[by:]
    elif -len(row) < by < 0:
        out[-by:] = row[:by]
    return out
