"""How well two groups of sentences go together by where they stand on the page: paragraphs, headings.

Translators keep paragraphs more often than not, so two groups that both begin one speak for each other, and a group that runs across
several speaks against itself. A text without layout (one sentence a line) says nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.model import Document

Doubles = NDArray[np.float64]

# Logarithms of odds, rounded from what aligned articles show; pairing hardly changes when they are halved or doubled.
BOTH_BEGIN = 0.7
ONE_BEGINS = -0.7
HEADINGS = 2.0  # both are one; the same is taken off where only one is
ACROSS = -1.5  # for each border of paragraphs inside a group
LISTED = -0.3  # for a border between items of a list, which compilers make into prose


@dataclass(frozen=True, slots=True)
class Layout:
    """For each sentence of one side: does it begin a block, is it a heading; and the cost of all borders before it, summed."""

    begins: Doubles
    heading: Doubles
    borders: Doubles

    def inside(self, start: NDArray[np.int64], stop: NDArray[np.int64]) -> Doubles:
        """What the borders inside the groups start … stop cost."""
        last = len(self.borders) - 1
        return np.asarray(self.borders[np.clip(stop - 1, 0, last)] - self.borders[np.clip(start, 0, last)])

    def part(self, sentences: range) -> Layout:
        """That of a run of the sentences."""
        run = slice(sentences.start, sentences.stop)
        return Layout(self.begins[run], self.heading[run], self.borders[run])


def of(document: Document) -> Layout:
    """Where the document's sentences stand."""
    homes = np.array([sentence.block for sentence in document.sentences])
    if len(document.blocks) < 2:
        nothing = np.zeros(len(homes))
        return Layout(nothing, nothing, nothing)
    kinds = [document.blocks[home].kind for home in homes]
    begins = np.concatenate(([True], homes[1:] != homes[:-1])).astype(float)
    listed = np.array([kind == "list-item" for kind in kinds])
    heading = np.array([kind == "heading" for kind in kinds], float)
    return Layout(begins, heading, np.cumsum(begins * np.where(listed, LISTED, ACROSS)))


def score(one: Layout, two: Layout, i: NDArray[np.int64], j: NDArray[np.int64], shape: tuple[int, int]) -> Doubles:
    """The score of beads of that shape which begin with sentences `i` and `j`."""
    i, j = np.clip(i, 0, len(one.begins) - 1), np.clip(j, 0, len(two.begins) - 1)
    first, second = one.begins[i], two.begins[j]
    begin = BOTH_BEGIN * first * second + ONE_BEGINS * np.abs(first - second)
    heads = HEADINGS * (one.heading[i] * two.heading[j] - np.abs(one.heading[i] - two.heading[j]))
    informed = bool(one.begins.any()) and bool(two.begins.any())
    inside = one.inside(i, i + shape[0]) + two.inside(j, j + shape[1])
    return np.asarray((begin + heads if informed else 0.0) + inside)
