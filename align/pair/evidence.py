"""What speaks for each possible bead, summed: words both ways, lengths, edges, shape, layout, encoder. The lattice searched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Links, Tokens, Words
from align.lexicon import learnt as taught
from align.lexicon.encoder import Encoder
from align.lexicon.links import union
from align.model import Document
from align.pair import edges, layout, length, meaning, shapes
from align.pair.band import Band
from align.pair.fixed import WEIGHT, Fixed
from align.pair.length import Lengths
from align.pair.search import GAPS, NEVER, Gaps, Lattice, Step, held
from align.pair.shapes import MOST, Shape
from align.pair.words import Explained, Renderings, explained, renderings

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

WORDS = 0.8  # weight of both directions' words, which say partly the same
EDGES = 0.8  # weight of the marks at both edges, which are among the words
MEANING = 0.5  # weight of what an encoder says, which is partly what the words say
NODES = 1 << 14  # of the lattice that are filled at a time


@dataclass(frozen=True, slots=True)
class Model:
    """What a pass believes of the two texts: which words and edges go together, how lengths, cosines and shapes are spread, ε."""

    forward: Renderings  # of the original's words by the translation's
    backward: Renderings
    lengths: Lengths
    habits: edges.Habits | None  # at the edges of beads
    cosines: meaning.Cosines | None  # of an encoder's vectors
    shapes: Mapping[Shape, float]
    epsilon: float


@dataclass(frozen=True, slots=True)
class Side:
    """What is measured of one document: its sentences' lengths in characters, their edges, where they stand, what they mean."""

    lengths: Doubles
    edges: edges.Edges
    layout: layout.Layout
    windows: meaning.Windows | None = None  # where there is an encoder

    def part(self, sentences: range) -> Side:
        """The measures of a run of its sentences."""
        windows = self.windows.part(sentences) if self.windows else None
        lengths = self.lengths[sentences.start : sentences.stop]
        return Side(lengths, self.edges.part(sentences), self.layout.part(sentences), windows)


def side(document: Document, encoder: Encoder | None = None) -> Side:
    """The measures of one document."""
    lengths = np.array([len(sentence.span) for sentence in document.sentences], float)
    return Side(lengths, edges.of(document), layout.of(document), meaning.windows(document, encoder) if encoder else None)


def guessed(words: Words, sides: tuple[Side, Side], known: Sequence[Step], epsilon: float) -> Model:
    """What can be believed before anything is aligned, of an encoder's vectors by pairs that are known."""
    cosines = meaning.learnt(sides[0].windows, sides[1].windows, known)
    return _model(words, words.links, length.learnt(sides[0].lengths, sides[1].lengths), None, cosines, shapes.FIRST, epsilon)


def learnt(words: Words, sides: tuple[Side, Side], steps: Sequence[Step], epsilon: float) -> Model:
    """What the steps of a path teach."""
    links = union(words.links, taught.table(words.original, words.translation, steps))
    lengths = length.learnt(sides[0].lengths, sides[1].lengths, steps)
    cosines = meaning.learnt(sides[0].windows, sides[1].windows, steps)
    habits = edges.learnt(sides[0].edges, sides[1].edges, steps)
    return _model(words, links, lengths, habits, cosines, shapes.learnt(steps), epsilon)


def _model(
    words: Words,
    links: Links,
    lengths: Lengths,
    habits: edges.Habits | None,
    cosines: meaning.Cosines | None,
    shares: Mapping[Shape, float],
    epsilon: float,
) -> Model:
    forward, backward = renderings(links, len(words.translation.types)), renderings(links.turned(), len(words.original.types))
    return Model(forward, backward, lengths, habits, cosines, shares, epsilon)


def lattices(words: Words, sides: tuple[Side, Side], believed: Model, band: Band, fixed: Fixed | None = None) -> Iterator[Lattice]:
    """The scores of all beads within the band, a part of it at a time; fixed ones outweigh all that speaks against them."""
    for part in band.parts():
        yield _lattice(words, sides, believed, band, part, fixed)


def _lattice(words: Words, sides: tuple[Side, Side], believed: Model, band: Band, part: range, fixed: Fixed | None) -> Lattice:
    diagonals, moves = held(band, part), (*believed.shapes, *GAPS)
    one = _explained(words.original, words.translation, believed.backward, band, diagonals, believed.epsilon)
    two = _explained(words.translation, words.original, believed.forward, band.turned(), diagonals, believed.epsilon)
    lengths = _groups(sides[0], believed.lengths.original), _groups(sides[1], believed.lengths.translation)
    near = meaning.near(believed.cosines, sides[0].windows, sides[1].windows, band, diagonals)
    scores = np.empty((len(diagonals), len(moves), band.width), np.float32)
    step = max(1, NODES // band.width)
    for start in range(diagonals.start, diagonals.stop, step):
        some = np.arange(start, min(start + step, diagonals.stop))
        i, j = band.nodes(some)
        rows, columns = _summed(one, i, j), _summed(two, j, i)
        l1, l2 = (
            [(group.take(at, mode="clip"), chance.take(at, mode="clip")) for group, chance in groups]
            for groups, at in zip(lengths, (i, j), strict=True)
        )
        for number, (s, t) in enumerate(moves):
            if s and t:
                total = WORDS * (rows[s - 1][:, :, t - 1] + columns[t - 1][:, :, s - 1])
                total += length.ratio(believed.lengths, l1[s - 1], l2[t - 1], (s, t)) + math.log(believed.shapes[s, t])
                total += layout.score(sides[0].layout, sides[1].layout, i, j, (s, t))
                if believed.habits:
                    total += EDGES * believed.habits.score(sides[0].edges, sides[1].edges, i, j, (s, t))
                if near:
                    total += MEANING * near.by(i, j, (s, t))
            else:
                total = np.full(i.shape, Gaps().side, np.float32)
            if fixed:
                total = total + fixed.against(i, j, (s, t))
            first, last = band.open(some, s, t)
            scores[start - diagonals.start :][: len(some), number] = np.where((first <= i) & (i <= last), total, NEVER)
    for bead in fixed.beads if fixed else ():
        diagonal = bead.original.start + bead.translation.start
        if diagonal in diagonals and bead.shape in believed.shapes:
            cell = diagonal - diagonals.start, moves.index(bead.shape), bead.original.start % band.width
            if scores[cell] > NEVER / 2:
                scores[cell] += 2 * WEIGHT * sum(bead.shape)
    return Lattice(band, part, moves, scores)


def _explained(words: Tokens, by: Tokens, known: Renderings, band: Band, diagonals: range, epsilon: float) -> Explained:
    """What the words say of each sentence whose row is in the band, or just below it, where a bead may end."""
    rows, first, last = band.reach(diagonals)
    sentences = range(int(rows[0]), min(int(rows[-1]) + MOST, words.sentences))
    at = np.arange(len(sentences))
    start, stop = first[np.clip(at - MOST + 1, 0, len(rows) - 1)], last[np.minimum(at, len(rows) - 1)] + 1
    return explained(words, by, known, sentences, start, stop, epsilon)


def _summed(cells: Explained, sentence: Ints, start: Ints) -> list[Floats]:
    """The scores of 1 … `MOST` sentences together: for each number an array of the nodes by sizes of group."""
    total = [cells.by(sentence, start)]
    for more in range(1, MOST):
        total.append(total[-1] + cells.by(sentence + more, start))
    return total


def _groups(side: Side, drawn: length.Side) -> list[tuple[Floats, Floats]]:
    """For 1 … `MOST` sentences from each on, their characters together and how likely so many are by chance."""
    together = [_together(side.lengths, size) for size in range(1, MOST + 1)]
    return [(characters, drawn.density(characters, size)) for size, characters in enumerate(together, 1)]


def _together(lengths: Doubles, sentences: int) -> Floats:
    """The length of so many sentences from each on, as far as there are any."""
    summed = np.concatenate(([0.0], np.cumsum(lengths)))
    last = np.minimum(np.arange(len(summed)) + sentences, len(lengths))
    return (summed[last] - summed).astype(np.float32)
