"""How near two groups of sentences are in meaning, as an encoder of the user's sees it: a log-likelihood ratio of cosines.

A group of up to three sentences is encoded as one text, as Vecalign (Thompson and Koehn 2019), Bertalign and SentAlign do with all
groups; a larger one is the sum of its parts. What all vectors of a side share, its language and its subject, is taken off: it does
what Thompson and Koehn's random neighbours do, with all of them, and needs no chance. The cosine c of what is left is taken as
normal both among groups that belong together and among those that do not,

    score = log ((1 − τ)·N(c; μ₁, σ₁) + τ·N(c; μ₀, σ₀)) / N(c; μ₀, σ₀)

with all four learnt from the two texts, so that no number here belongs to one encoder; of one that knows neither language, the two
curves are the same and the score is nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.lexicon.encoder import Encoder
from align.model import Document
from align.pair.band import Band, chain
from align.pair.shapes import FIRST, MOST, Shape

Halves = NDArray[np.float16]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

JOINED = 3  # sentences of a group encoded as one text: the work is 1 + 2 + 3 times that of the sentences alone
TAIL = 0.002  # τ, of pairs whose cosine tells nothing; keeps one odd pair from breaking a path
DOUBT = 20  # pairs that are worth as much as doubt: with so many, the score counts half
NARROWEST = 0.01  # σ: three pairs may well be equally near by accident
FAINT = 0.01  # of a vector's length
SAMPLE = 1000  # of pairs from which to learn; their cross products are the ones that do not belong together
ROWS = 128  # of a table of cosines that are worked at a time

Pairs = Sequence[tuple[range, range]]


@dataclass(frozen=True, slots=True)
class Windows:
    """The vectors of one side: `vectors[s − 1, i]` is that of the s sentences from i on, less the side's mean, of unit length."""

    vectors: Halves  # (MOST, sentences, dimensions)

    def part(self, sentences: range) -> Windows:
        """The vectors of a run of its sentences."""
        return Windows(self.vectors[:, sentences.start : sentences.stop])

    def of(self, groups: Sequence[range]) -> Floats:
        """The vectors of these groups."""
        sizes, starts = [len(group) - 1 for group in groups], [group.start for group in groups]
        return self.vectors[sizes, starts].astype(np.float32)


@dataclass(frozen=True, slots=True)
class Cosines:
    """How cosines are spread: mean μ and deviation σ of partners (1) and of strangers (0), and how many pairs taught that."""

    mu1: float
    sigma1: float
    mu0: float
    sigma0: float
    pairs: int

    def ratio(self, c: NDArray[np.floating]) -> Floats:
        """The score of pairs with these cosines: the nearer, the higher, and never below log τ.

        >>> known = Cosines(mu1=0.8, sigma1=0.1, mu0=0.0, sigma0=0.1, pairs=1000)
        >>> [round(float(score), 1) for score in known.ratio(np.array([0.0, 0.4, 0.8]))]
        [-6.1, 0.0, 31.4]
        """
        # Where the curves are unequally wide the ratio turns round on the far side of one of them; from there on it stays as it is.
        bend = 1 / self.sigma0**2 - 1 / self.sigma1**2
        if bend:
            turn = (self.mu0 / self.sigma0**2 - self.mu1 / self.sigma1**2) / bend
            c = np.maximum(c, turn) if bend > 0 else np.minimum(c, turn)
        given, chance = ((c - self.mu1) / self.sigma1) ** 2, ((c - self.mu0) / self.sigma0) ** 2
        ratio = math.log(self.sigma0 / self.sigma1) + (chance - given) / 2
        trust = self.pairs / (self.pairs + DOUBT)
        return np.asarray(np.logaddexp(ratio + math.log1p(-TAIL), math.log(TAIL)) * trust, np.float32)


@dataclass(frozen=True, slots=True)
class Near:
    """Scores of beads: `scores[s − 1, t − 1, place[n] + j]` is for s sentences from `row` + n on and t from j on."""

    row: int
    place: Ints
    scores: Floats

    def by(self, i: Ints, j: Ints, shape: Shape) -> Floats:
        """Of beads of that shape which begin with these sentences; anything for what was not asked for."""
        which = np.clip(i - self.row, 0, len(self.place) - 1)
        return np.asarray(self.scores[shape[0] - 1, shape[1] - 1].take(self.place[which] + j, mode="clip"))


def windows(document: Document, encoder: Encoder) -> Windows:
    """The vectors of all groups of a document's sentences."""
    spans = [sentence.span for sentence in document.sentences]
    found = np.zeros((MOST, len(spans), encoder.width), np.float16)
    for size in range(1, min(JOINED, len(spans)) + 1):
        groups = zip(spans, spans[size - 1 :], strict=False)
        found[size - 1, : len(spans) - size + 1] = encoder.vectors([document.text[a.start : b.stop] for a, b in groups])
    for size in range(JOINED + 1, min(MOST, len(spans)) + 1):
        count, rest = len(spans) - size + 1, size - JOINED
        found[size - 1, :count] = _unit(JOINED * found[JOINED - 1, :count] + rest * found[rest - 1, JOINED : JOINED + count])
    for size in range(1, min(MOST, len(spans)) + 1):
        whole = found[size - 1, : len(spans) - size + 1]
        mean = whole.mean(axis=0, dtype=np.float32)
        for start in range(0, len(whole), ROWS):
            whole[start : start + ROWS] = _unit(whole[start : start + ROWS] - mean)
    return Windows(found)


def nearest(one: Windows | None, two: Windows | None) -> Pairs:
    """Pairs of sentences that are each other's nearest of all, as far as they stand in one order: known before any search."""
    if not one or not two:
        return []
    i, j = mutual(one.vectors[0], two.vectors[0])
    return [(range(a, a + 1), range(b, b + 1)) for a, b in chain(i, j, np.ones(len(i)))]


def mutual(one: Halves, two: Halves) -> tuple[Ints, Ints]:
    """Which vectors of the two sides are each other's nearest of all."""
    if not len(one) or not len(two):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    turned = two.astype(np.float32).T
    there = np.zeros(len(one), np.int64)
    back, height = np.zeros(len(two), np.int64), np.full(len(two), -np.inf, np.float32)
    for start in range(0, len(one), ROWS):
        cosines = one[start : start + ROWS].astype(np.float32) @ turned
        there[start : start + ROWS] = cosines.argmax(axis=1)
        best = cosines.argmax(axis=0)
        cosines = cosines[best, np.arange(len(two))]
        back, height = np.where(cosines > height, best + start, back), np.maximum(cosines, height)
    i = np.flatnonzero(back[there] == np.arange(len(one)))
    return i, there[i]


def learnt(one: Windows | None, two: Windows | None, pairs: Pairs) -> Cosines | None:
    """How cosines are spread, from pairs of groups that seem to belong together; nothing from fewer than three."""
    filled = [(a, b) for a, b in pairs if a and b]
    if not one or not two or len(filled) < 3:
        return None
    some = [filled[k] for k in np.linspace(0, len(filled) - 1, min(SAMPLE, len(filled))).astype(int)]
    cosines = one.of([a for a, _ in some]) @ two.of([b for _, b in some]).T
    partners, strangers = cosines.diagonal(), cosines[~np.eye(len(some), dtype=bool)]
    return Cosines(*_curve(partners), *_curve(strangers), len(filled))


def near(cosines: Cosines | None, one: Windows | None, two: Windows | None, band: Band, diagonals: range) -> Near | None:
    """The scores of all beads that begin on these diagonals of the band; nothing where cosines tell nothing."""
    if not cosines or not one or not two:
        return None
    rows, first, last = band.reach(diagonals)
    widths = last - first + 1
    ends = np.cumsum(widths)
    scores = np.empty((MOST, MOST, int(widths.sum())), np.float32)
    for start in range(0, len(rows), ROWS):
        some = slice(start, start + ROWS)
        left, right = int(first[some].min()), int(last[some].max()) + 1
        across = np.arange(left, right)
        inside = (first[some, None] <= across) & (across <= last[some, None])
        original = [vectors.take(rows[some], axis=0, mode="clip").astype(np.float32) for vectors in one.vectors]
        translation = [vectors.take(across, axis=0, mode="clip").astype(np.float32) for vectors in two.vectors]
        cells = slice(int(ends[start] - widths[start]), int(ends[some][-1]))
        for s, t in FIRST:
            scores[s - 1, t - 1, cells] = cosines.ratio((original[s - 1] @ translation[t - 1].T)[inside])
    return Near(int(rows[0]), ends - widths - first, scores)


def _curve(cosines: Floats) -> tuple[float, float]:
    """Their mean and deviation."""
    return float(cosines.mean()), max(float(cosines.std()), NARROWEST)


def _unit(vectors: NDArray[np.floating]) -> Floats:
    """Of length one; nothing where what is left is only what halves are rounded by."""
    vectors = np.asarray(vectors, np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.where(norms > FAINT, vectors / np.maximum(norms, FAINT), 0), np.float32)
