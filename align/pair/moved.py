"""Passages that moved: runs left without a partner on both sides that turn out to be each other's.

The search is monotone, and articles are not: a compiler sets the third section first. Each run of unaligned sentences of the
original is set beside each of the translation with which it shares rare words, or pairs of sentences that an encoder finds nearest,
and searched on its own around these. Finding one match among rows × columns places by chance is not hard, so a match must weigh
more than log(rows · columns).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Words
from align.pair import anchors, band, evidence, meaning, search
from align.pair.evidence import Model, Side
from align.pair.search import Step

Ints = NDArray[np.int64]

SHARED = 1.0  # weight of the anchors between two runs: as much as a word that stands once on each side
NEAR = 20  # sentences before the first anchor and after the last in which a passage may begin and end

Match = tuple[float, list[Step]]  # weight beyond chance, and the pairs


def matches(words: Words, sides: tuple[Side, Side], model: Model, steps: Sequence[Step]) -> list[Match]:
    """Pairs of sentences across the order of `steps`, the heaviest passages first; no sentence stands in two."""
    runs = list(_runs(steps, 0)), list(_runs(steps, 1))
    chance = math.log(max(1, len(sides[0].lengths)) * max(1, len(sides[1].lengths)))
    found: list[Match] = []
    for original, translation in _candidates(words, sides, *runs):
        part = words.part(original, translation)
        measured = sides[0].part(original), sides[1].part(translation)
        lattices = list(evidence.lattices(part, measured, model, band.of(part, measured[0].lengths, measured[1].lengths)))
        pairs = [(a, b) for a, b in search.best(lattices) if a and b]
        weight = float(search.scores(lattices, pairs).sum()) - chance
        if weight > 0:
            found.append((weight, [(_moved(a, original.start), _moved(b, translation.start)) for a, b in pairs]))
    return list(_disjoint(sorted(found, key=lambda match: (-match[0], match[1][0][0].start))))


def _runs(steps: Sequence[Step], side: int) -> Iterator[range]:
    """Runs of sentences of that side that have no partner and stand together."""
    run = range(0)
    for step in steps:
        if step[side] and not step[1 - side]:
            start = run.start if run and run.stop == step[side].start else step[side].start
            if run and start != run.start:
                yield run
            run = range(start, step[side].stop)
    if run:
        yield run


def _candidates(
    words: Words, sides: tuple[Side, Side], original: list[range], translation: list[range]
) -> Iterator[tuple[range, range]]:
    """Parts of runs of both sides that may be each other's, in order."""
    i, j, weight = anchors.shared(words)
    if sides[0].windows and sides[1].windows:
        left, right = (np.array([number for run in runs for number in run], np.int64) for runs in (original, translation))
        a, b = meaning.mutual(sides[0].windows.vectors[0, left], sides[1].windows.vectors[0, right])
        i, j, weight = np.append(i, left[a]), np.append(j, right[b]), np.append(weight, np.full(len(a), SHARED))
    one, two = _number(i, original), _number(j, translation)
    between = np.flatnonzero((one >= 0) & (two >= 0))
    _, pair = np.unique(one[between] * len(translation) + two[between], return_inverse=True)
    heavy = np.bincount(pair, weight[between]) >= SHARED
    for number in np.flatnonzero(heavy):
        of = between[pair == number]
        yield _around(original[one[of[0]]], i[of]), _around(translation[two[of[0]]], j[of])


def _number(sentences: Ints, runs: list[range]) -> Ints:
    """The number of the run that each of these sentences is in; −1 for none."""
    starts, stops = np.array([(run.start, run.stop) for run in runs], np.int64).reshape(-1, 2).T
    number = np.searchsorted(starts, sentences, side="right") - 1
    return np.where((number >= 0) & (sentences < np.append(stops, 0)[number]), number, -1)


def _around(run: range, sentences: Ints) -> range:
    return range(max(run.start, int(sentences.min()) - NEAR), min(run.stop, int(sentences.max()) + NEAR + 1))


def _disjoint(found: Sequence[Match]) -> Iterator[Match]:
    taken: tuple[set[int], set[int]] = set(), set()
    for weight, pairs in found:
        free = [(a, b) for a, b in pairs if taken[0].isdisjoint(a) and taken[1].isdisjoint(b)]
        if len(free) == len(pairs):
            for a, b in free:
                taken[0].update(a)
                taken[1].update(b)
            yield weight, pairs


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)
