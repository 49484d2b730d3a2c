"""How well two groups of sentences go together by their words: a log-likelihood ratio in each direction.

A word b is explained by a group A of the other side's sentences as in IBM's first model (Brown et al. 1993), the best word standing
for the sum, and the group's size damped, since a long sentence is not quite as confusing as its length:

    p(b | A) = ε·p(b) + (1 − ε)·max_{a∈A} t(b|a) / |A|^α        score = log p(b | A) / p(b)

A word that nothing explains costs log ε, once, however odd it is. A sentence's score is the sum over its words.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.lexicon.links import Links
from align.lexicon.tokens import Tokens

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ALPHA = 0.8
CELLS = 1 << 21  # of the table of words by sentences that are worked at a time


def explained(words: Tokens, by: Tokens, links: Links, low: Ints, width: int, most: int, epsilon: float) -> Floats:
    """How well each sentence of `words` is explained by up to `most` sentences of `by`: an array (sentences, width, most).

    Cell [j, c, s − 1] is for the group of s sentences of `by` from low[j] + c on; `links` go from `by` to `words`.
    """
    out = np.zeros((words.sentences, width, most), np.float32)
    index = _Index(by, links, len(words.types))
    ends = np.concatenate((by.starts, np.full(width + most, by.starts[-1])))
    step = max(1, CELLS * words.sentences // max(1, len(words.flow) * width))
    for start in range(0, words.sentences, step):
        stop = min(start + step, words.sentences)
        lengths = np.diff(words.starts[start : stop + 1])
        flow = words.flow[words.starts[start] : words.starts[stop]]
        if not len(flow):
            continue
        home = np.repeat(np.arange(stop - start), lengths)
        alone = index.best(flow, low[start + home], width)
        filled = np.flatnonzero(lengths)
        bounds = (words.starts[start:stop] - words.starts[start])[filled]
        first = np.clip(low[start:stop, None] + np.arange(width), 0, by.sentences)
        group = alone.copy()
        for s in range(1, most + 1):
            if 1 < s <= width:
                np.maximum(group[:, : width - s + 1], alone[:, s - 1 :], out=group[:, : width - s + 1])
            size = np.maximum(ends[first + s] - ends[first], 1).astype(np.float32) ** ALPHA
            ratio = np.log(epsilon + (1 - epsilon) * group / (size[home] * words.chance[flow][:, None]))
            out[start + filled, :, s - 1] = np.add.reduceat(ratio, bounds, axis=0)
    return out


class _Index:
    """Where the words that explain a word stand: an inverted index over `by`, asked for many words at once."""

    def __init__(self, by: Tokens, links: Links, words: int) -> None:
        home = np.repeat(np.arange(by.sentences), np.diff(by.starts))
        self._step = by.sentences + 1
        self._places = np.unique(by.flow.astype(np.int64) * self._step + home)  # word and sentence in one number, sorted
        order = np.lexsort((links.a, links.b))
        self._a = links.a[order].astype(np.int64)
        self._t = links.forward[order]
        self._first = np.searchsorted(links.b[order], np.arange(words + 1))

    def best(self, flow: NDArray[np.int32], low: Ints, width: int) -> Floats:
        """For each word of `flow` the likeliest t over the words of each sentence low … low + width: (words, width)."""
        best = np.zeros((len(flow), width), np.float32)
        who, link = spread(self._first[flow], self._first[flow + 1])
        word = self._a[link] * self._step
        start = np.searchsorted(self._places, word + np.clip(low[who], 0, self._step - 1))
        stop = np.searchsorted(self._places, word + np.clip(low[who] + width, 0, self._step - 1))
        which, place = spread(start, stop)
        column = self._places[place] - word[which] - low[who[which]]
        np.maximum.at(best, (who[which], column), self._t[link[which]])
        return best


def spread(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """All numbers of all ranges start … stop one after another, and of each number which range it is of."""
    sizes = np.maximum(stop - start, 0)
    which = np.repeat(np.arange(len(sizes)), sizes)
    offsets = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, start[which] + offsets
