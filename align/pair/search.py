"""Scores of beads in, the best path through them out, and how sure each step is. Knows nothing of language.

A step of the path is either a *pair*, a bead with sentences on both sides and a score (the logarithm of a likelihood ratio), or a
*gap*, one sentence of one side that has no partner and scores nothing. Gaps come in runs — a page's furniture, a passage left out —
so a path is a Markov chain of two states: to enter a gap is dear, to stay in it cheap. `best` is Viterbi's path; `posterior` the
share of the weight of all paths that goes through a step (forward–backward).

The table is worked diagonal by diagonal, each in numpy at once. A long one is cut into *stretches* that are worked side by side:
each begins a little before what it answers for, near the middle of the corridor, and by then has forgotten where it began.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.band import Band
from align.pair.shapes import TOGETHER, Shape

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Step = tuple[range, range]

NEVER = -1e9  # finite, so that sums of it stay numbers
GAPS: tuple[Shape, Shape] = ((1, 0), (0, 1))  # the last two moves of every lattice
STRETCH = 1024  # diagonals that a stretch answers for
MARGIN = 128  # that it is worked before and after them
ASIDE = -4.0  # for each node between the middle of the corridor and where a stretch begins or ends
RING = TOGETHER + 1  # diagonals that must be remembered: as far as a step can lead


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
    """Steps from the nodes of some diagonals: `scores[d, m, c]` is that of `moves[m]` from the node in column c (see `Band.nodes`).

    The moves are the shapes of pairs and, at last, the two gaps; one that leads out of the band scores `NEVER`. `part` are the
    diagonals that the lattice answers for, of `diagonals` there are scores.
    """

    band: Band
    part: range
    moves: tuple[Shape, ...]
    scores: Floats
    gaps: Gaps = Gaps()

    @property
    def diagonals(self) -> range:
        """The part, and a margin to both sides of it."""
        return held(self.band, self.part)


def held(band: Band, part: range) -> range:
    """The diagonals whose scores must be known to answer for a part of the band."""
    margin = 0 if band.whole else MARGIN
    return range(max(0, part.start - margin), min(band.last + 1, part.stop + margin))


def best(lattices: Iterable[Lattice]) -> list[Step]:
    """The steps of the path with the highest score, in order; of equal paths the one that pairs latest."""
    ways = []
    for lattice in lattices:
        band, moves = lattice.band, lattice.moves
        ways.append(_ways(lattice))
        del lattice  # before the next is made: of a long text they are large
    move, added, ready, adrift, paired = (np.concatenate([getattr(way, name) for way in ways]) for name in _Ways.__slots__)
    steps: list[Step] = []
    i, j, width = band.rows, band.columns, band.width
    pairs = paired[i + j, i % width]
    while i or j:
        node = i + j, i % width
        s, t = moves[move[node]] if pairs else GAPS[int(added[node])]
        steps.append((range(i - s, i), range(j - t, j)))
        i, j = i - s, j - t
        pairs = (ready if pairs else adrift)[i + j, i % width]
    return steps[::-1]


def scores(lattices: Iterable[Lattice], steps: Sequence[Step]) -> Doubles:
    """What the lattices say of each of these steps."""
    found = np.zeros(len(steps))
    for lattice in lattices:
        which, at, move, column, _ = _places(lattice, steps)
        found[which] = lattice.scores[at - lattice.diagonals.start, move, column]
    return found


def posterior(lattices: Iterable[Lattice], steps: Sequence[Step], temper: float = 1.0) -> Doubles:
    """The probability of each of these steps given all paths: α(start) · step · β(end) / Z, in [0, 1].

    That of a gap is its sentence's probability to have no partner, wherever on the way a path leaves it: where both sides have
    something of their own, its order says nothing. The scores of pairs are multiplied by `temper` first.
    """
    sure, alone = np.zeros(len(steps)), (Counter[int](), Counter[int]())
    for lattice in lattices:
        begins, _ = _stretches(lattice)
        before, whole = _before(lattice, temper)
        after = _after(lattice, temper)
        which, at, move, column, end = _places(lattice, steps)
        stretch = np.searchsorted(begins, at - (0 if lattice.band.whole else MARGIN), side="right") - 1
        s, t = np.array(lattice.moves).T[:, move]
        gap = (move >= len(lattice.moves) - 2).astype(int)
        x = at - begins[stretch]
        step = lattice.scores[at - lattice.diagonals.start, move, column] * np.where(gap, 1.0, temper)
        weight = before[stretch, x, gap, column] + step + after[stretch, x + s + t, gap, end]
        sure[which] = np.exp(np.minimum(0.0, weight - whole[stretch]))
        for total, (first, shares) in zip(alone, _unpaired(lattice, before, after, whole), strict=True):
            total.update(dict(enumerate(shares.tolist(), first)))
    for number, (original, translation) in enumerate(steps):
        if not (original and translation):
            sure[number] = min(1.0, alone[0][original.start] if original else alone[1][translation.start])
    return sure


def _unpaired(lattice: Lattice, before: Doubles, after: Doubles, whole: Doubles) -> Iterator[tuple[int, Doubles]]:
    """For each side the first of some sentences, and for each the share of paths that leave it alone on this part's diagonals."""
    band = lattice.band
    begins, _ = _stretches(lattice)
    at = np.arange(lattice.part.start, min(lattice.part.stop, band.last))  # no step leaves the last diagonal
    stretch = np.searchsorted(begins, at - (0 if band.whole else MARGIN), side="right") - 1
    x, column = at - begins[stretch], np.arange(band.width)
    for move, (s, _), sentence in zip((-2, -1), GAPS, band.nodes(at), strict=True):
        onward = after[stretch, x + 1, 1][:, (column + s) % band.width]
        weight = before[stretch, x, 1] + lattice.scores[at - lattice.diagonals.start, move] + onward - whole[stretch][:, None]
        share = np.exp(np.minimum(0.0, weight))
        first = int(sentence.min())
        yield first, np.bincount((sentence - first).ravel(), share.ravel()).astype(float)


@dataclass(frozen=True, slots=True)
class _Ways:
    """How the best path comes to each node of a lattice's part."""

    move: NDArray[np.uint8]  # the last pair, if it comes by one
    added: Bools  # whether the last gap, if it comes by one, is of the translation
    ready: Bools  # whether it came by a pair if it goes on with one
    adrift: Bools  # whether it came by a pair if it goes on with a gap
    paired: Bools  # whether it came by a pair if it ends here


def _ways(lattice: Lattice) -> _Ways:
    begins, length = _stretches(lattice)
    gaps, size = lattice.gaps, (len(begins), length, lattice.band.width)
    found = _Ways(np.zeros(size, np.uint8), *(np.zeros(size, bool) for _ in range(4)))
    for x, (came, pair, gap) in enumerate(_forward(lattice, np.maximum, _most)):
        found.move[:, x] = came[:, :-2].argmax(axis=1)
        found.added[:, x] = came[:, -1] > came[:, -2]
        found.ready[:, x] = pair + gaps.pair >= gap + gaps.leave
        found.adrift[:, x] = pair + gaps.enter >= gap + gaps.stay
        found.paired[:, x] = pair >= gap
    margin = 0 if lattice.band.whole else MARGIN
    own = slice(margin, length - margin)
    flat = (getattr(found, name)[:, own].reshape(-1, lattice.band.width) for name in _Ways.__slots__)
    return _Ways(*(table[: len(lattice.part)] for table in flat))


def _before(lattice: Lattice, temper: float) -> tuple[Doubles, Doubles]:
    """The log weight of all paths from a stretch's beginning to a node which go on with a pair, or a gap; and of all to its end.

    The first is (stretches, diagonals, 2, width).
    """
    begins, length = _stretches(lattice)
    ends, gaps = np.minimum(begins + length - 1, lattice.band.last), lattice.gaps
    table = np.empty((len(begins), length, 2, lattice.band.width))
    whole = np.zeros(len(begins))
    for x, (_, pair, gap) in enumerate(_forward(lattice, np.logaddexp, _sum, temper)):
        table[:, x, 0] = np.logaddexp(pair + gaps.pair, gap + gaps.leave)
        table[:, x, 1] = np.logaddexp(pair + gaps.enter, gap + gaps.stay)
        over = begins + x == ends
        if over.any():
            whole[over] = _sum(np.logaddexp(pair, gap)[over] + _edge(lattice.band, ends[over]))
    return table, whole


def _after(lattice: Lattice, temper: float) -> Doubles:
    """The log weight of all paths from a node to the stretch's end, having come to it by a pair, and by a gap."""
    begins, length = _stretches(lattice)
    band, gaps, kinds = lattice.band, lattice.gaps, len(lattice.moves)
    ends = np.minimum(begins + length - 1, band.last)
    s, t = np.array(lattice.moves).T
    gap = np.arange(kinds) >= kinds - 2
    across = (np.arange(band.width) + s[:, None]) % band.width
    pull = [((((x + s + t) % RING) * 2 + gap) * band.width)[:, None] + across for x in range(RING)]
    table = np.full((len(begins), length, 2, band.width), NEVER)
    ring = np.full((len(begins), RING, 2, band.width), NEVER)
    for x in range(length - 1, -1, -1):
        at = begins + x
        onward = ring.reshape(len(begins), -1).take(pull[x % RING], axis=1) + _at(lattice, at, temper)
        pairs, strays = _sum(onward[:, :-2]), _sum(onward[:, -2:])
        now = ring[:, x % RING]
        now[:, 0] = np.logaddexp(pairs + gaps.pair, strays + gaps.enter)
        now[:, 1] = np.logaddexp(pairs + gaps.leave, strays + gaps.stay)
        np.maximum(now, NEVER, out=now)
        over = at == ends
        if over.any():
            now[over] = _edge(band, ends[over])[:, None]
        table[:, x] = now
    return table


def _forward(
    lattice: Lattice, join: np.ufunc, over: Callable[[Doubles], Doubles], temper: float = 1.0
) -> Iterator[tuple[Doubles, Doubles, Doubles]]:
    """For each diagonal of all stretches at once: the weight of what comes to its nodes by each move, of all paths that come by a
    pair, and of all that come by a gap.

    `join` and `over` put paths together, two or many: the maximum keeps the best, the sum of logarithms sums them; the recursion is
    the same in both algebras.
    """
    begins, length = _stretches(lattice)
    band, gaps, kinds = lattice.band, lattice.gaps, len(lattice.moves)
    s, t = np.array(lattice.moves).T
    # Moves lead round a ring of diagonals and round the columns: where one comes from is the same for every stretch.
    across = (np.arange(kinds) * band.width)[:, None] + (np.arange(band.width) - s[:, None]) % band.width
    pull = [(((x - s - t) % RING) * kinds * band.width)[:, None] + across for x in range(RING)]
    ring = np.full((len(begins), RING, kinds, band.width), NEVER)
    for x in range(length):
        at = begins + x
        came = ring.reshape(len(begins), -1).take(pull[x % RING], axis=1)
        pair, gap = np.maximum(over(came[:, :-2]), NEVER), np.maximum(over(came[:, -2:]), NEVER)
        fresh = at == np.maximum(begins, 0)
        if fresh.any():
            # A beginning counts as both: a page may well open with what nobody translated.
            pair[fresh] = gap[fresh] = _edge(band, at[fresh])
        yield came, pair, gap
        leaving = ring[:, x % RING]
        leaving[:] = _at(lattice, at, temper)
        leaving[:, :-2] += join(pair + gaps.pair, gap + gaps.leave)[:, None]
        leaving[:, -2:] += join(pair + gaps.enter, gap + gaps.stay)[:, None]


def _stretches(lattice: Lattice) -> tuple[Ints, int]:
    """The diagonals, maybe before the first, on which the stretches of a lattice begin; and how many each runs over."""
    if lattice.band.whole:
        return np.zeros(1, np.int64), len(lattice.part)
    return np.arange(lattice.part.start, lattice.part.stop, STRETCH) - MARGIN, STRETCH + 2 * MARGIN


def _at(lattice: Lattice, diagonals: Ints, temper: float) -> Floats:
    """The scores of all moves from these diagonals; any scores for what is none, where no weight comes from or goes to."""
    known = lattice.diagonals
    found = lattice.scores.take(diagonals - known.start, axis=0, mode="clip")
    if temper != 1.0:
        found[:, :-2] *= temper
    return found


def _edge(band: Band, diagonals: Ints) -> Doubles:
    """The weight with which a stretch may begin or end at each node of these diagonals; the first and the last have but one."""
    i, _ = band.nodes(diagonals)
    first, last = band.open(diagonals)
    middle = band.low[diagonals][:, None] + band.width // 2
    return np.where((first <= i) & (i <= last), ASIDE * np.abs(i - middle), NEVER)


def _places(lattice: Lattice, steps: Sequence[Step]) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """The steps that a lattice answers for: their numbers, diagonals, moves, and the columns in which they start and end."""
    nodes = np.array([(a.start, b.start, len(a), len(b)) for a, b in steps], np.int64).reshape(-1, 4)
    i, j, s, t = nodes.T
    which = np.flatnonzero((i + j >= lattice.part.start) & (i + j < lattice.part.stop))
    i, j, s, t = nodes[which].T
    number = np.full((max(map(max, lattice.moves)) + 1,) * 2, -1)
    for move, shape in enumerate(lattice.moves):
        number[shape] = move
    return which, i + j, number[s, t], i % lattice.band.width, (i + s) % lattice.band.width


def _most(paths: Doubles) -> Doubles:
    return np.asarray(paths.max(axis=1))


def _sum(paths: Doubles) -> Doubles:
    most = paths.max(axis=1, keepdims=True)
    return np.asarray(most[:, 0] + np.log(np.exp(paths - most).sum(axis=1)))
