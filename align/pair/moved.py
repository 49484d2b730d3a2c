"""Passages that moved: runs left without a partner on both sides that turn out to be each other's.

The search is monotone, and articles are not: a compiler sets the third section first. Each run of unaligned sentences of the
original is set beside each of the translation with which it shares a rare word, and searched on its own. Finding one match among
rows × columns places by chance is not hard, so a match must weigh more than log(rows · columns).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from align.lexicon import Words
from align.pair import band, evidence, search
from align.pair.evidence import Model, Side
from align.pair.search import Step

Match = tuple[float, list[Step]]  # weight beyond chance, and the pairs


def matches(words: Words, sides: tuple[Side, Side], model: Model, steps: Sequence[Step]) -> list[Match]:
    """Pairs of sentences across the order of `steps`, the heaviest passages first; no sentence stands in two."""
    runs = list(_runs(steps, 0)), list(_runs(steps, 1))
    chance = math.log(max(1, len(sides[0].lengths)) * max(1, len(sides[1].lengths)))
    found: list[Match] = []
    for one, two in sorted(_candidates(words, runs)):
        original, translation = runs[0][one], runs[1][two]
        part = words.part(original, translation)
        lattice = evidence.lattice(
            part, (sides[0].part(original), sides[1].part(translation)), model, band.whole(len(original), len(translation))
        )
        pairs = [(a, b) for a, b in search.best(lattice) if a and b]
        weight = sum(search.score(lattice, pair) for pair in pairs) - chance
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


def _candidates(words: Words, runs: tuple[list[range], list[range]]) -> set[tuple[int, int]]:
    """Numbers of runs of both sides that share a rare word."""
    if not all(runs):
        return set()
    i, j, _ = band.anchors(words)
    homes = []
    for side, sentences in zip(runs, (words.original.sentences, words.translation.sentences), strict=True):
        home = np.full(sentences, -1)
        for number, run in enumerate(side):
            home[run.start : run.stop] = number
        homes.append(home)
    one, two = homes[0][i], homes[1][j]
    both = (one >= 0) & (two >= 0)
    return set(zip(one[both].tolist(), two[both].tolist(), strict=True))


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
