"""What a person confirmed: beads that stay as they are, and round which the rest is aligned.

In the lattice a fixed pair weighs more than all that speaks against it, and whatever else would use its sentences weighs less than
nothing. What even so does not fit on a rising path, a passage that was moved, is set aside and put back in its place afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.model import Bead

Ints = NDArray[np.int64]

WEIGHT = 100.0  # nats for each sentence of a fixed bead, more than any evidence says of one


@dataclass(frozen=True, slots=True)
class Fixed:
    """Fixed beads, and for each side how many of its sentences before each are on one: of all of them, and of pairs alone."""

    beads: tuple[Bead, ...]
    original: tuple[Ints, Ints]
    translation: tuple[Ints, Ints]

    def against(self, i: Ints, j: Ints, shape: tuple[int, int]) -> NDArray[np.float64]:
        """What steps of that shape from the nodes (i, j) lose for using sentences that are on a fixed bead.

        A gap may use those that a person left without a partner.
        """
        kind = 0 if all(shape) else 1
        used = sum(
            counts[kind][np.minimum(start + size, len(counts[kind]) - 1)] - counts[kind][np.clip(start, 0, len(counts[kind]) - 1)]
            for counts, start, size in zip((self.original, self.translation), (i, j), shape, strict=True)
        )
        return np.asarray(-WEIGHT * used, float)


def of(beads: Sequence[Bead], rows: int, columns: int) -> Fixed:
    """The fixed beads of two texts with so many sentences; `ValueError` where two share a sentence, or one is not there."""
    sides = []
    for numbers, size in (([bead.original for bead in beads], rows), ([bead.translation for bead in beads], columns)):
        every = [number for run in numbers for number in run]
        if len(set(every)) != len(every) or any(not 0 <= number < size for number in every):
            raise ValueError("fixed beads share no sentence, and name only sentences that are there")
        paired = [number for run, bead in zip(numbers, beads, strict=True) if bead.paired for number in run]
        sides.append((_before(every, size), _before(paired, size)))
    return Fixed(tuple(beads), sides[0], sides[1])


def kept(beads: Sequence[Bead], fixed: Fixed) -> tuple[list[Bead], list[Bead]]:
    """The beads of a path, loosened where they use sentences of a fixed bead; and the fixed pairs that are not on it."""
    sure = {(bead.original, bead.translation) for bead in fixed.beads if bead.paired}
    alone = {number for bead in fixed.beads if not bead.paired for number in bead.original}
    added = {number for bead in fixed.beads if not bead.paired for number in bead.translation}
    found: list[Bead] = []
    for bead in beads:
        if (bead.original, bead.translation) in sure:
            found.append(replace(bead, confidence=1.0))
        elif bead.paired and uses(bead, fixed):
            found += [Bead(range(i, i + 1), range(bead.translation.start, bead.translation.start)) for i in bead.original]
            found += [Bead(range(bead.original.stop, bead.original.stop), range(j, j + 1)) for j in bead.translation]
        else:
            found.append(bead)
    certain = [
        replace(bead, confidence=1.0) if alone.intersection(bead.original) or added.intersection(bead.translation) else bead
        for bead in found
    ]
    there = {(bead.original, bead.translation) for bead in certain}
    missing = [
        replace(bead, confidence=1.0) for bead in fixed.beads if bead.paired and (bead.original, bead.translation) not in there
    ]
    return certain, missing


def uses(bead: Bead, fixed: Fixed) -> bool:
    """Whether a bead holds a sentence that is on a fixed one."""
    sides = (fixed.original[0], bead.original), (fixed.translation[0], bead.translation)
    return any(bool(counts[run.stop] > counts[run.start]) for counts, run in sides)


def _before(numbers: Sequence[int], size: int) -> Ints:
    marked = np.zeros(size + 1, np.int64)
    marked[[number + 1 for number in numbers]] = 1
    return np.cumsum(marked)
