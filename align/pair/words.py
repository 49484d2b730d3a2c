"""How well two groups of sentences go together by their words: a log-likelihood ratio in each direction.

A word b is explained by a group A of the other side's sentences as in IBM's first model (Brown et al. 1993), the best word standing
for the sum, and the group's size damped, since a long sentence is not quite as confusing as its length:

    p(b | A) = ε·p(b) + (1 − ε)·max_{a∈A} t(b|a) / |A|^α        score = log p(b | A) / p(b)

A word that nothing explains costs log ε, once, however odd it is. In so large a group that b were likelier by chance,
1 / |A|^α gives way to p(b) / max_a t(b|a) over all words a: a word that finds the best explanation it has anywhere costs nothing. A
sentence's score is the sum over its words; one longer than `MANY` words has the weight of so many, since by then they say the same
again: a paragraph on one line is no surer, and no odder, than a sentence.

Sentences that stand together share words and look at the same groups, so each kind of word is scored once for all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.lexicon.links import Links
from align.lexicon.spread import spread
from align.lexicon.tokens import Tokens
from align.pair.shapes import MOST

Floats = NDArray[np.float32]
Ids = NDArray[np.int32]
Ints = NDArray[np.int64]

ALPHA = 0.8
MANY = 60  # words of a sentence that are witnesses in their own right
CELLS = 1 << 17  # words by groups that are worked at a time


@dataclass(frozen=True, slots=True)
class Renderings:
    """Links by the word that they explain: those of word b are `first[b]` … `first[b + 1]`, the likeliest last."""

    a: Ids
    t: Floats
    first: Ints


def renderings(links: Links, words: int) -> Renderings:
    """The links towards these many words, without those that make nothing likely."""
    telling = np.flatnonzero(links.forward > 0)
    order = telling[np.lexsort((links.forward[telling], links.b[telling]))]
    return Renderings(links.a[order], links.forward[order], np.searchsorted(links.b[order], np.arange(words + 1)))


@dataclass(frozen=True, slots=True)
class Explained:
    """How well sentences are explained by groups of the other side's.

    Row `place[n] + j` is for the n-th of `sentences` and the groups from j on, a column for each size of group from 1 to `MOST`.
    """

    sentences: range
    place: Ints
    scores: Floats

    def by(self, sentence: Ints, start: Ints) -> Floats:
        """The scores of these sentences and the groups that begin there; anything for what was not asked for."""
        which = np.clip(sentence - self.sentences.start, 0, len(self.place) - 1)
        return self.scores.take(self.place[which] + start, axis=0, mode="clip")


def explained(words: Tokens, by: Tokens, known: Renderings, sentences: range, start: Ints, stop: Ints, epsilon: float) -> Explained:
    """How well each of these sentences of `words` is explained by the groups of `by` that begin with its `start` … `stop` − 1."""
    widths = stop - start
    ends = np.cumsum(widths)
    scores = np.empty((int(widths.sum()), MOST), np.float32)
    lengths = np.diff(words.starts[sentences.start : sentences.stop + 1])
    for one, two in _runs(lengths, widths):
        flow = words.flow[words.starts[sentences.start + one] : words.starts[sentences.start + two]]
        cells = _together(flow, lengths[one:two], words.chance, by, known, start[one:two], stop[one:two], epsilon)
        scores[ends[one] - widths[one] : ends[two - 1]] = cells
    return Explained(sentences, ends - widths - start, scores)


def _runs(lengths: Ids, widths: Ints) -> Iterator[tuple[int, int]]:
    """Runs of sentences to be worked at once: while they look at much the same groups, and make no more than `CELLS`."""
    start = words = widest = 0
    for number, (length, width) in enumerate(zip(lengths.tolist(), widths.tolist(), strict=True)):
        words, widest = words + length, max(widest, width)
        if number > start and (words * widest > CELLS or number - start > 2 * widest):
            yield start, number
            start, words, widest = number, length, width
    if start < len(lengths):
        yield start, len(lengths)


def _together(
    flow: Ids, lengths: Ids, chance: Floats, by: Tokens, known: Renderings, start: Ints, stop: Ints, epsilon: float
) -> Floats:
    """The scores of a run of sentences with these words, each for its own groups, one after another."""
    left, right = int(start.min()), int(stop.max())
    types, kind = np.unique(flow, return_inverse=True)
    met, best = _best(types, by, known, left, right)
    likeliest = known.t[known.first[types[met] + 1] - 1]
    gains = _gains(best, chance[types[met]], likeliest, by, left, right, epsilon)
    row = np.full(len(types), -1)
    row[met] = np.arange(len(met))
    row = row[kind]
    linked = np.flatnonzero(row >= 0)
    home = np.repeat(np.arange(len(lengths)), lengths)[linked]
    # A word that nothing explains adds log ε, and the others what they gain over that.
    total = np.empty((len(lengths), int((stop - start).max()), MOST), np.float32)
    total[:] = (lengths * math.log(epsilon))[:, None, None]
    if len(linked):
        group = np.arange(total.shape[1])
        cells = row[linked, None] * (right - left) + np.minimum(start[home, None] - left + group, right - left - 1)
        first = np.flatnonzero(np.concatenate(([True], home[1:] != home[:-1])))
        total[home[first]] += np.add.reduceat(gains.reshape(-1, MOST).take(cells, axis=0), first, axis=0)
    total *= np.minimum(1, MANY / np.maximum(lengths, 1)).astype(np.float32)[:, None, None]
    return total[np.arange(total.shape[1]) < (stop - start)[:, None]]


def _best(types: Ids, by: Tokens, known: Renderings, left: int, right: int) -> tuple[Ints, Floats]:
    """Which of these words are explained by some word of the sentences from `left` on, and the likeliest t in each of them."""
    last = min(right + MOST - 1, by.sentences)
    near = by.flow[by.starts[left] : by.starts[last]]
    order = np.argsort(near, kind="stable")
    home = np.repeat(np.arange(last - left), np.diff(by.starts[left : last + 1]))[order]
    words, first, times = np.unique(near[order], return_index=True, return_counts=True)
    seat = np.full(len(by.types), -1)
    seat[words] = np.arange(len(words))
    which, link = spread(known.first[types], known.first[types + 1])
    word = seat[known.a[link]]
    here = np.flatnonzero(word >= 0)
    which, link, word = which[here], link[here], word[here]
    met, row = np.unique(which, return_inverse=True)
    best = np.zeros((len(met), right - left + MOST - 1), np.float32)
    of, place = spread(first[word], first[word] + times[word])
    # A word's links come in rising order, and of what is written to one cell the last stays.
    best[row[of], home[place]] = known.t[link][of]
    return met, best


def _gains(best: Floats, chance: Floats, likeliest: Floats, by: Tokens, left: int, right: int, epsilon: float) -> Floats:
    """log p(b | A) / p(b) − log ε for these words and the groups that begin with left … right − 1: (words, groups, `MOST`)."""
    groups = right - left
    ends = by.starts[np.minimum(np.arange(left, right + MOST + 1), by.sentences)]
    gains = np.empty((len(best), groups, MOST), np.float32)
    # ε and p(b) do not hang on the group.
    group = best * ((1 - epsilon) / epsilon / chance[:, None])
    odds = np.zeros_like(group[:, :groups])
    least = chance / likeliest
    for s in range(MOST):
        if s:
            np.maximum(group[:, :-1], group[:, 1:], out=group[:, :-1])
        size = np.maximum(ends[s + 1 : s + 1 + groups] - ends[:groups], 1).astype(np.float32) ** -ALPHA
        np.multiply(group[:, :groups], size, out=odds)
        large = np.flatnonzero(least > size.min())
        if len(large):
            odds[large] = np.maximum(odds[large], group[large, :groups] * least[large, None])
        odds += 1
        gains[:, :, s] = np.log(odds, out=odds)
    return gains
