"""How sure each bead is: posteriors over the whole lattice, tempered.

The evidence for a bead is a sum of many words that are far from independent, so the lattice is too sure of itself. Its scores
are multiplied by a factor below one before the posteriors are taken, chosen so that of the beads said to be 90% sure 90% are right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from align.pair.search import Lattice, Step, posterior

TEMPERATURE = 0.46


def of(lattices: Sequence[Lattice], steps: Sequence[Step]) -> list[float]:
    """The confidence of each step, in [0, 1]."""
    return [float(sure) for sure in posterior(lattices, steps, TEMPERATURE)]


def beyond_chance(weight: float) -> float:
    """The confidence in a match found outside the path whose evidence exceeds what chance would give by `weight`, in [½, 1]."""
    return 1 / (1 + math.exp(-TEMPERATURE * weight))
