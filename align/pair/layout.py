"""How well two groups of sentences go together by where they stand on the page: paragraphs, headings, furniture.

Translators keep paragraphs more often than not, so two groups that both begin one speak for each other, and a group that runs
across several speaks against itself. What is by its words a button, a credit or a disclaimer has no partner in an article. A text
without layout (one sentence a line) says nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.find import furniture
from align.model import Document

Doubles = NDArray[np.float64]

# Logarithms of odds, rounded from what aligned articles show; pairing hardly changes when they are halved or doubled.
BOTH_BEGIN = 0.7
ONE_BEGINS = -0.7
HEADINGS = 2.0  # both are one; the same is taken off where only one is
ACROSS = -1.5  # for each border of paragraphs inside a group
TITLED = -4.0  # for a border between a heading and what is none
FURNITURE = -3.0  # one side says what belongs to a page and not to an article, and the other does not
LISTED = -0.3  # for a border between items of a list, which compilers make into prose


@dataclass(frozen=True, slots=True)
class Layout:
    """For each sentence of one side: does it begin a block, is it a heading; what the borders up to it cost, summed; and how many
    sentences before it are furniture by their words (one more entry, for the end)."""

    begins: Doubles
    heading: Doubles
    borders: Doubles
    furniture: Doubles

    def inside(self, start: NDArray[np.int64], stop: NDArray[np.int64]) -> Doubles:
        """What the borders inside the groups start … stop cost."""
        return np.asarray(self.borders.take(stop - 1, mode="clip") - self.borders.take(start, mode="clip"))

    def part(self, sentences: range) -> Layout:
        """That of a run of the sentences."""
        run = slice(sentences.start, sentences.stop)
        return Layout(self.begins[run], self.heading[run], self.borders[run], self.furniture[sentences.start : sentences.stop + 1])

    def signs(self, start: NDArray[np.int64], stop: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a sentence of the groups start … stop is furniture."""
        return np.asarray(self.furniture.take(stop, mode="clip") > self.furniture.take(start, mode="clip"))


def of(document: Document) -> Layout:
    """Where the document's sentences stand."""
    homes = np.array([sentence.block for sentence in document.sentences])
    if len(document.blocks) < 2:
        nothing = np.zeros(len(homes))
        return Layout(nothing, nothing, nothing, np.zeros(len(homes) + 1))
    kinds = [document.blocks[home].kind for home in homes]
    begins = np.concatenate(([True], homes[1:] != homes[:-1])).astype(float)
    listed = np.array([kind == "list-item" for kind in kinds])
    heading = np.array([kind == "heading" for kind in kinds], float)
    titled = np.concatenate(([False], heading[1:] != heading[:-1]))
    borders = np.cumsum(begins * np.where(titled, TITLED, np.where(listed, LISTED, ACROSS)))
    signs = [furniture(document.said(number), document.own) is not None for number in range(len(homes))]
    return Layout(begins, heading, borders, np.concatenate(([0.0], np.cumsum(signs))))


def score(one: Layout, two: Layout, i: NDArray[np.int64], j: NDArray[np.int64], shape: tuple[int, int]) -> Doubles:
    """The score of beads of that shape which begin with sentences `i` and `j`."""
    if not (one.borders.any() or two.borders.any()):
        return np.zeros(i.shape)
    i, j = np.minimum(np.maximum(i, 0), len(one.begins) - 1), np.minimum(np.maximum(j, 0), len(two.begins) - 1)
    first, second = one.begins[i], two.begins[j]
    begin = BOTH_BEGIN * first * second + ONE_BEGINS * np.abs(first - second)
    heads = HEADINGS * (one.heading[i] * two.heading[j] - np.abs(one.heading[i] - two.heading[j]))
    informed = bool(one.begins.any()) and bool(two.begins.any())
    inside = one.inside(i, i + shape[0]) + two.inside(j, j + shape[1])
    signs = FURNITURE * (one.signs(i, i + shape[0]) != two.signs(j, j + shape[1]))
    return np.asarray((begin + heads + signs if informed else 0.0) + inside)
