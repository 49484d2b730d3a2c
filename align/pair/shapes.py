"""How often beads of each shape occur: Gale and Church's priors, grown to five sentences a side, and learnt again from a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

Shape = tuple[int, int]

MOST = 5  # sentences of a side
TOGETHER = 7  # of both: a list made into two sentences is 5:2
KEPT = 20  # beads that a text must speak against before it outweighs the first guess


def _first() -> dict[Shape, float]:
    """The first guess; both directions of a shape share it, and all sum to one."""
    weights = {(1, 1): 0.8, (1, 2): 0.065, (2, 1): 0.065, (2, 2): 0.011}
    for one in range(1, MOST + 1):
        for two in range(1, MOST + 1):
            if one + two <= TOGETHER:
                weights.setdefault((one, two), 0.02 * 0.5 ** (one + two - 3))
    whole = sum(weights.values())
    return {shape: weight / whole for shape, weight in weights.items()}


FIRST: Mapping[Shape, float] = _first()


def learnt(beads: Iterable[tuple[range, range]]) -> dict[Shape, float]:
    """The shares of the shapes among these beads, mixed with `KEPT` beads of the first guess; they sum to one.

    >>> round(sum(learnt([(range(0, 1), range(0, 2))] * 30).values()), 9)
    1.0
    """
    seen = Counter((len(one), len(two)) for one, two in beads if one and two)
    # A shape and its mirror are counted together: few texts hold enough of the rarer kinds to tell them apart.
    weights = {(s, t): (seen[s, t] + seen[t, s]) / 2 + KEPT * share for (s, t), share in FIRST.items()}
    whole = sum(weights.values())
    return {shape: weight / whole for shape, weight in weights.items()}
