"""Which words of one side mean which of the other, and how likely: sparse tables of t(b|a) and t(a|b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of word numbers (`a` of the original, `b` of the translation), each pair once, sorted by a, then b.

    `forward` is t(b|a), the probability that a word a is rendered as b; `backward` is t(a|b).
    """

    a: Ids
    b: Ids
    forward: Floats
    backward: Floats

    def __len__(self) -> int:
        return len(self.a)

    def turned(self) -> Links:
        """The same links seen from the translation."""
        order = np.argsort(self.b, kind="stable")
        return Links(self.b[order], self.a[order], self.backward[order], self.forward[order])


NONE = Links(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.float32))


def links(rows: Iterable[tuple[int, int, float, float]]) -> Links:
    """Links of (a, b, t(b|a), t(a|b)) rows; of rows about one pair the likeliest counts."""
    table = np.fromiter(rows, np.dtype([("a", np.int32), ("b", np.int32), ("forward", np.float32), ("backward", np.float32)]))
    return _merged(table["a"], table["b"], table["forward"], table["backward"])


def union(*tables: Links) -> Links:
    """All links of all tables; where several know a pair, the likeliest value counts."""
    return _merged(*(np.concatenate([getattr(table, name) for table in tables]) for name in ("a", "b", "forward", "backward")))


def _merged(a: Ids, b: Ids, forward: Floats, backward: Floats) -> Links:
    if not len(a):
        return NONE
    # Both numbers in one, as tables that are in order already are then sorted in one sweep.
    pair = a.astype(np.int64) << 32 | b
    order = np.argsort(pair, kind="stable")
    pair = pair[order]
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    pair = pair[first]
    numbers = (pair >> 32).astype(np.int32), pair.astype(np.int32)
    return Links(*numbers, np.maximum.reduceat(forward[order], first), np.maximum.reduceat(backward[order], first))
