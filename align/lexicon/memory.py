"""What earlier translations and word lists teach about the words of two texts.

A memory is kept as the words of its rows, packed, and language comes in only when it is held against two texts: then it is seen
which of its columns is which text's language, and what it says of their words. Rows of sentences are learnt from as beads are, by
`learnt.table`; rows of words are taken at their word.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from align.language import base, detect, simplified
from align.lexicon import learnt
from align.lexicon.links import NONE, Links
from align.lexicon.tokens import Tokens, cutter, folder

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]

SURE = 0.8  # t of a word list's word, as of a dictionary's gloss
FEW = 3  # words of a side, up to which a row is an entry of a word list
LISTED = 0.9  # of the rows are such entries: the memory is a word list
ENOUGH = 100  # rows with a word, shortest first, from which it is learnt
LONGEST = 100  # words of a side; a longer row says too little about each of them


@dataclass(frozen=True, slots=True)
class Column:
    """One side of a memory: its words as they are written, and row after row their numbers, as in `Tokens`."""

    words: tuple[str, ...]
    flow: Ids
    starts: Ids

    @property
    def lengths(self) -> Ids:
        """How many words each row has."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Memory:
    """Earlier pairs of passages or of words; `weights` has a row's own where a word list gives them, else ones."""

    name: str
    digest: str
    one: Column
    two: Column
    weights: Floats
    directed: bool

    @property
    def listed(self) -> bool:
        """Whether it is a list of words, and not of sentences."""
        if not len(self.weights):
            return False
        short = (self.one.lengths <= FEW) & (self.two.lengths <= FEW)
        return bool(self.weights.min() < 1 or short.mean() >= LISTED)


def packed(texts: Iterable[str], language: str) -> Column:
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    flow, starts = array("i"), array("i", [0])
    cut = cutter(())
    chinese = base(language) == "zh"
    for text in texts:
        flow.extend([numbers[word] for word in cut(simplified(text) if chinese else text)])
        starts.append(len(flow))
    return Column(tuple(numbers), np.array(flow, np.int32), np.array(starts, np.int32))


def links(memory: Memory, one: Tokens, two: Tokens) -> Links:
    first, second = _Side.of(memory.one, one), _Side.of(memory.two, two)
    if memory.listed:
        return _told(memory, first, second)
    return _learnt(memory, first, second)


@dataclass(frozen=True, slots=True)
class _Side:
    column: Column
    forms: tuple[str, ...]
    form: Ids  # of each word of the column
    known: Ids  # of each form, the number of the text's word, or -1

    @classmethod
    def of(cls, column, tokens):
        fold = folder(base(tokens.language))
        numbers: dict[str, int] = {}
        form = np.array([numbers.setdefault(fold(word), len(numbers)) for word in column.words], np.int32)
        types = {word: number for number, word in enumerate(tokens.types)}
        known = np.array([types.get(word, -1) for word in numbers], np.int32)
        return cls(column, tuple(numbers), form, known)

    def tokens(self, rows) -> Tokens:
        lengths = self.column.lengths[rows]
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
        at = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths) + np.repeat(self.column.starts[rows], lengths)
        flow = self.form[self.column.flow[at]]
        counts = np.bincount(flow, minlength=len(self.forms)).astype(np.int32)
        return Tokens("", self.forms, flow, starts, (), counts)


def _learnt(memory, first, second):
    rows = _telling(first, second)
    if not len(rows): return NONE
    beads = [(range(n, n + 1), range(n, n + 1)) for n in range(len(rows))]
    table = learnt.table(first.tokens(rows), second.tokens(rows), beads)
    a, b = first.known[table.a], second.known[table.b]
    keep = np.flatnonzero((a >= 0) & (b >= 0))
    keep = keep[np.lexsort((b[keep], a[keep]))]
    return Links(a[keep], b[keep], table.forward[keep], table.backward[keep])


def _telling(first, second):
    sizes = [side.column.lengths for side in (first, second)]
    cost = sizes[0].astype(np.int64) * sizes[1]
    fit = np.flatnonzero((cost > 0) & (sizes[0] <= LONGEST) & (sizes[1] <= LONGEST))
    order = fit[np.argsort(cost[fit], kind="stable")]
    chosen = np.zeros(len(cost), bool)
    for side in (first, second):
        lengths = side.column.lengths[order]
        starts = side.column.starts[order]
        stops = np.cumsum(lengths)
        at = np.arange(stops[-1] if len(stops) else 0) + np.repeat(starts - (stops - lengths), lengths)
        word = side.known[side.form[side.column.flow[at]]]
        home = np.repeat(order, lengths)
        home, word = home[word >= 0], word[word >= 0]
        by = np.argsort(word, kind="stable")
        sortd = word[by]
        rank = np.arange(len(sortd)) - np.searchsorted(sortd, sortd)
        chosen[home[by[rank < ENOUGH]]] = True
    return order[chosen[order]]
