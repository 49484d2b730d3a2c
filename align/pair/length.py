"""How well two lengths go together: Gale and Church's δ as a likelihood ratio against lengths drawn at random.

δ = (l₂ − l₁·c) / √(m·s²) is taken as normal (Gale and Church 1993, "A Program for Aligning Sentences in Bilingual Corpora"), with
m = (l₁·c + l₂)·√c / 2, which is theirs where c is 1; where it is not, both sides are measured alike. Here c and s² are learnt
from the two texts, and the density of l₂ given l₁ is divided by that of l₂ on its own, so that beads of different shapes can be
compared. The mean of both directions is taken: swapping the sides changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]  # of whatever precision
Doubles = NDArray[np.float64]

S2 = 3.5  # a variance a character that many texts teach (Gale and Church: 6.8): where each text starts
TAIL = 0.002  # of pairs whose lengths tell nothing; keeps one odd pair from breaking a path
FLOOR = 1e-9  # of a probability, lest it vanish
ENOUGH = 10  # pairs from which to learn
MEDIAN = 0.455  # of a χ² variable with one degree of freedom


@dataclass(frozen=True, slots=True)
class Side:
    """Lengths of one side's sentences: their mean and variance, in characters."""

    mean: float
    variance: float

    def density(self, length: Numbers, sentences: int) -> Numbers:
        """p(l) of that many sentences drawn at random: a gamma distribution with their mean and variance."""
        scale = self.variance / self.mean
        shape = sentences * self.mean / scale
        # In doubles: of long sentences that differ little, the terms are huge and nearly cancel.
        many = np.maximum(length, 1.0).astype(float)
        log = (shape - 1) * np.log(many / scale) - many / scale - math.lgamma(shape)
        return np.asarray(np.exp(log) / scale, np.float32)


@dataclass(frozen=True, slots=True)
class Lengths:
    """c, the characters of the translation for one of the original; s², the variance a character; and both sides."""

    c: float
    s2: float
    original: Side
    translation: Side


def learnt(one: Doubles, two: Doubles, pairs: Sequence[tuple[range, range]] = ()) -> Lengths:
    """The length model of two texts: from their sums at first, from paired beads once there are some.

    s² is taken from the median of the squared differences, which outliers do not move.
    """
    sides = _side(one), _side(two)
    sums = [(one[a.start : a.stop].sum(), two[b.start : b.stop].sum()) for a, b in pairs if a and b]
    l1, l2 = np.array([both for both in sums if all(both)], float).reshape(-1, 2).T
    if len(l1) < ENOUGH:
        return Lengths((float(two.sum()) + 1) / (float(one.sum()) + 1), S2, *sides)
    c = float(l2.sum() / l1.sum())
    squares = np.sort((l2 - l1 * c) ** 2 / _m(l1, l2, c))
    return Lengths(c, min(max(float(squares[len(squares) // 2]) / MEDIAN, 0.5), 30.0), *sides)


def ratio(lengths: Lengths, one: tuple[Numbers, Numbers], two: tuple[Numbers, Numbers], shape: tuple[int, int]) -> Numbers:
    """log p(l₂ | l₁) / p(l₂) for beads of that shape, the mean of both directions; of each side, the characters and their density.

    Arrays, element by element.

    >>> model = Lengths(1.0, 6.8, Side(100.0, 2500.0), Side(100.0, 2500.0))
    >>> def said(l1, l2):
    ...     groups = [(length, side.density(length, 1)) for length, side in ((l1, model.original), (l2, model.translation))]
    ...     return ratio(model, *groups, (1, 1))
    >>> [round(float(said(np.array([100.0]), np.array([l2]))[0]), 1) for l2 in (100.0, 150.0, 300.0)]
    [0.7, -0.5, -6.2]
    """
    (l1, chance1), (l2, chance2) = one, two
    # Who knows one length foretells the other no worse than who knows neither: so much do the sentences of either side vary.
    widest = max(shape[0] * lengths.original.variance * lengths.c**2, shape[1] * lengths.translation.variance)
    variance = np.minimum(np.maximum(_m(l1, l2, lengths.c), lengths.c) * lengths.s2, widest)
    given = (1 - TAIL) * np.exp((l2 - l1 * lengths.c) ** 2 / (-2 * variance)) / np.sqrt(2 * math.pi * variance)
    there, back = given + TAIL * chance2 + FLOOR, given * lengths.c + TAIL * chance1 + FLOOR
    return np.asarray(np.log(there * back / ((chance1 + FLOOR) * (chance2 + FLOOR))) / 2)


def _m(l1: Numbers, l2: Numbers, c: float) -> Numbers:
    return np.asarray((l1 * c + l2) * (math.sqrt(c) / 2))


def _side(lengths: Doubles) -> Side:
    return Side(float(lengths.mean()) + 1.0, float(lengths.var()) + 1.0) if len(lengths) else Side(1.0, 1.0)
