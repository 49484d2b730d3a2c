"""How well two lengths go together: Gale and Church's δ as a likelihood ratio against lengths drawn at random.

δ = (l₂ − l₁·c) / √(m·s²), m = (l₁ + l₂/c) / 2, is taken as normal (Gale and Church 1993, "A Program for Aligning Sentences in
Bilingual Corpora"). Here c and s² are learnt from the two texts, and the density of l₂ given l₁ is divided by that of l₂ on its
own, so that beads of different shapes can be compared. The mean of both directions is taken: swapping the sides changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]  # of whatever precision
Doubles = NDArray[np.float64]

S2 = 6.8  # Gale and Church's variance a character: where each text starts
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
        log = (shape - 1) * np.log(np.maximum(length, 1.0) / scale) - length / scale - math.lgamma(shape)
        return np.asarray(np.exp(log) / scale)


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
    sums = [(float(one[a.start : a.stop].sum()), float(two[b.start : b.stop].sum())) for a, b in pairs if a and b]
    sums = [(l1, l2) for l1, l2 in sums if l1 and l2]
    if len(sums) < ENOUGH:
        return Lengths((float(two.sum()) + 1) / (float(one.sum()) + 1), S2, *sides)
    c = sum(l2 for _, l2 in sums) / sum(l1 for l1, _ in sums)
    squares = sorted((l2 - l1 * c) ** 2 / ((l1 + l2 / c) / 2) for l1, l2 in sums)
    return Lengths(c, min(max(squares[len(squares) // 2] / MEDIAN, 0.5), 30.0), *sides)


def ratio(lengths: Lengths, l1: Numbers, l2: Numbers, shape: tuple[int, int]) -> Numbers:
    """log p(l₂ | l₁) / p(l₂) for beads of that shape, the mean of both directions; arrays of characters, element by element.

    >>> model = Lengths(1.0, 6.8, Side(100.0, 2500.0), Side(100.0, 2500.0))
    >>> [round(float(ratio(model, np.array([100.0]), np.array([l2]), (1, 1))[0]), 1) for l2 in (100.0, 150.0, 300.0)]
    [0.7, -0.5, -6.2]
    """
    m = np.maximum((l1 + l2 / lengths.c) / 2, 1.0)
    delta2 = (l2 - l1 * lengths.c) ** 2 / (m * lengths.s2)
    given = (1 - TAIL) * np.exp(-delta2 / 2) / np.sqrt(2 * math.pi * lengths.s2 * m)
    chance1, chance2 = lengths.original.density(l1, shape[0]), lengths.translation.density(l2, shape[1])
    there, back = given + TAIL * chance2 + FLOOR, given * lengths.c + TAIL * chance1 + FLOOR
    return np.asarray(np.log(there * back / ((chance1 + FLOOR) * (chance2 + FLOOR))) / 2)


def _side(lengths: Doubles) -> Side:
    return Side(float(lengths.mean()) + 1.0, float(lengths.var()) + 1.0) if len(lengths) else Side(1.0, 1.0)
