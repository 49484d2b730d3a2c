"""What speaks for each possible bead, summed: words in both directions, lengths, shape, layout. The lattice that is searched."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Links, Words
from align.model import Document
from align.pair import layout, length
from align.pair.band import Band
from align.pair.length import Lengths
from align.pair.search import NEVER, Lattice
from align.pair.shapes import MOST, Shape
from align.pair.words import explained

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

WORDS = 0.8  # weight of both directions' words, which say partly the same
ROWS = 1024  # of the lattice that are filled at a time


@dataclass(frozen=True, slots=True)
class Model:
    """What a pass believes of the two texts: which words go together, how lengths and shapes are spread, ε."""

    links: Links
    lengths: Lengths
    shapes: Mapping[Shape, float]
    epsilon: float


@dataclass(frozen=True, slots=True)
class Side:
    """What is measured of one document: its sentences' lengths in characters, and where they stand."""

    lengths: Doubles
    layout: layout.Layout

    def part(self, sentences: range) -> Side:
        """The measures of a run of its sentences."""
        return Side(self.lengths[sentences.start : sentences.stop], self.layout.part(sentences))


def side(document: Document) -> Side:
    """The measures of one document."""
    return Side(np.array([len(sentence.span) for sentence in document.sentences], float), layout.of(document))


def lattice(words: Words, sides: tuple[Side, Side], model: Model, band: Band) -> Lattice:
    """The scores of all beads within the band."""
    one, two = sides
    rows, columns = len(one.lengths), len(two.lengths)
    forth, back = _directions(words, model, band)
    sums = [np.concatenate(([0.0], np.cumsum(side.lengths))) for side in sides]
    scores = np.full((len(model.shapes), rows + 1, band.width), NEVER, np.float32)
    across = np.arange(band.width)
    for start in range(0, rows + 1, ROWS):
        i = np.arange(start, min(start + ROWS, rows + 1))[:, None]
        j = band.low[i] + across
        for number, ((s, t), share) in enumerate(model.shapes.items()):
            i0, j0 = np.maximum(i - s, 0), j - t
            first = j0 - band.low[i0]
            fits = (i >= s) & (j0 >= 0) & (first >= 0) & (j <= columns)
            first = np.clip(first, 0, band.width - 1)
            stop = np.clip(first + t, 0, band.width)
            total = forth[i0, stop, s - 1] - forth[i0, first, s - 1]
            for k in range(s):
                row = np.minimum(i0 + k, rows - 1)
                column = j0 - band.low[row]
                # A band may step away under a bead; what is lost there counts as unexplained.
                fits &= (column >= 0) & (column < band.width)
                total = total + back[row, np.clip(column, 0, band.width - 1), t - 1]
            l1 = sums[0][i] - sums[0][i0]
            l2 = sums[1][np.clip(j, 0, columns)] - sums[1][np.clip(j0, 0, columns)]
            total = WORDS * total + length.ratio(model.lengths, l1, l2, (s, t)) + math.log(share)
            total = total + layout.score(one.layout, two.layout, i0, j0, (s, t))
            scores[number, i[:, 0]] = np.where(fits, total, NEVER)
    return Lattice(tuple(model.shapes), band.low, scores, columns)


def _directions(words: Words, model: Model, band: Band) -> tuple[Floats, Floats]:
    """Scores of the translation's sentences given groups of the original, summed along each row, and of the original's given groups.

    The first is (rows, width + 1, s): forth[i, c₂, s−1] − forth[i, c₁, s−1] is the score of the sentences low[i] + c₁ … low[i] + c₂
    given the s sentences from i on. The second is (rows, width, t): sentence i given the t sentences from low[i] + c on.
    """
    one, two = words.original, words.translation
    back = explained(one, two, model.links.turned(), band.low, band.width, MOST, model.epsilon)
    turned = band.turned(two.sentences)
    seen = explained(two, one, model.links, turned.low, turned.width, MOST, model.epsilon)
    forth = np.zeros((one.sentences, band.width + 1, MOST), np.float32)
    if one.sentences and two.sentences:
        i = np.arange(one.sentences)[:, None]
        j = band.low[:-1, None] + np.arange(band.width)
        row = np.minimum(j, two.sentences - 1)
        column = np.clip(i - turned.low[row], 0, turned.width - 1)
        forth[:, 1:] = np.cumsum(np.where((j < two.sentences)[:, :, None], seen[row, column], 0.0), axis=1)
    return forth, back
