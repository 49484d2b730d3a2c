"""Many runs of numbers written out one after another, without a loop: how the words of chosen sentences are fetched at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]


def spread(starts: ArrayLike, stops: ArrayLike) -> tuple[Ints, Ints]:
    """For each number of all runs start … stop, which run it is of, and the number.

    >>> [numbers.tolist() for numbers in spread([4, 0, 7], [6, 0, 8])]
    [[0, 0, 2], [4, 5, 7]]
    """
    first = np.asarray(starts, np.int64)
    sizes = np.maximum(np.asarray(stops, np.int64) - first, 0)
    which = np.repeat(np.arange(len(sizes)), sizes)
    return which, np.arange(len(which)) + (first - (np.cumsum(sizes) - sizes))[which]
