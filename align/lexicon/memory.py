"""What earlier translations and word lists teach about the words of two texts.

A memory is kept as the words of its rows, packed. Only when it is held against two texts is it seen which of its columns is in
which text's language, and what it says of their words: rows of sentences are learnt from as the texts' own beads are, rows of
words are taken at their word.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from numpy.typing import NDArray

from align.language import base, same, simplified
from align.lexicon import learnt
from align.lexicon.links import NONE, Links, union
from align.lexicon.spread import spread
from align.lexicon.tokens import Tokens, cutter, folder

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

FEW = 3  # words of each side, up to which a row can be an entry of a word list
LISTED = 0.9  # of the rows are such: the memory is a word list
# t of a word list's only rendering of a word, and the share that stays of a t learnt from rows: what holds elsewhere need not hold
# here, and the text itself, once it teaches a word, shall be heard first. Measured with halves of texts, and other texts of a kind.
SURE = 0.5
SEEN = 2  # rows; fewer than of the texts' own beads, for a memory's rows were not guessed
ENOUGH = 100  # rows that hold a word, the shortest first, from which it is learnt
LONGEST = 100  # words of a side; a longer row says too little about each of them
CELLS = 2_000_000  # pairs of words in the rows that are learnt from: about a second's work
# Times as many of a column's words stand in the text of its own language as in the other text. Measured on five pairs of languages:
# 11 and more where they belong together; of those that do not, one column has always less than 2, from 30 rows on.
TELLING = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One side of a memory: its words as written, and row by row their numbers, row i being flow[starts[i]:starts[i + 1]]."""

    words: tuple[str, ...]
    flow: Ids
    starts: Ids

    @property
    def lengths(self) -> Ids:
        """How many words each row has."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Memory:
    """Pairs of passages, or of words, that someone found to go together.

    `weights` is how much a word list trusts each row, in [0, 1]. `languages` are those that the file names; where it names any, the
    first column is in the original's language. `name` and `digest` (of the content) go into a run's signature.
    """

    name: str
    digest: str
    languages: tuple[str, ...]
    one: Column
    two: Column
    weights: Floats

    @property
    def listed(self) -> bool:
        """Whether it is a list of words rather than of sentences."""
        short = (self.one.lengths <= FEW) & (self.two.lengths <= FEW)
        return bool(len(short)) and bool(short.mean() >= LISTED)

    @property
    def turned(self) -> Memory:
        """The same with its columns exchanged."""
        return replace(self, one=self.two, two=self.one)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a memory taught: links, and a sentence for the user where not all went as expected."""

    links: Links
    note: str = ""


def packed(rows: Iterable[tuple[str, str, float]], chinese: tuple[bool, bool]) -> tuple[Column, Column, Floats]:
    """The columns and weights of rows, which come one at a time; a column that is `chinese` is brought to one script."""
    cut, sides = cutter(()), range(2)
    numbers = [defaultdict[str, int](count().__next__) for _ in sides]
    flow, starts, weights = [array("i") for _ in sides], [array("i", [0]) for _ in sides], array("f")
    for *texts, weight in rows:
        for side in sides:
            said = simplified(texts[side]) if chinese[side] and not texts[side].isascii() else texts[side]
            flow[side].extend([numbers[side][word] for word in cut(said)])
            starts[side].append(len(flow[side]))
        weights.append(min(max(weight, 0.0), 1.0))
    one, two = (Column(tuple(numbers[side]), np.asarray(flow[side]), np.asarray(starts[side])) for side in sides)
    return one, two, np.asarray(weights)


def lesson(memory: Memory, one: Tokens, two: Tokens) -> Lesson:
    """What the memory teaches about the words of two texts."""
    if not len(memory.weights):
        known = f"; it names {', '.join(memory.languages)}" if memory.languages else ""
        return Lesson(NONE, f"{memory.name} was not used: it has no pairs of {base(one.language)} and {base(two.language)}{known}.")
    note = ""
    if not same(one.language, two.language) and not _fits(memory, one, two):
        if _fits(memory.turned, one, two):
            said = "names its languages the wrong way round" if memory.languages else "has the translation's language first"
            memory, note = memory.turned, f"{memory.name} {said}, and was turned round."
        elif not memory.languages:
            return Lesson(NONE, f"{memory.name} was not used: its words are not those of the two texts' languages.")
    sides = _held(memory.one, one), _held(memory.two, two)
    found = _told(memory, *sides) if memory.listed else _learnt(*sides)
    return Lesson(found, note if len(found) else f"{memory.name} taught nothing: hardly any of its words stand in the two texts.")


def _fits(memory: Memory, one: Tokens, two: Tokens) -> bool:
    """Whether each column has far more words that stand in its own text alone than words that stand in the other alone."""
    first, second = ({word for word in tokens.types if word[0].isalpha()} for tokens in (one, two))
    for column, tokens, own, other in ((memory.one, one, first, second), (memory.two, two, second, first)):
        forms = set(map(folder(base(tokens.language)), column.words))
        if len(forms & (own - other)) <= TELLING * len(forms & (other - own)):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Held:
    """A column held against a text: its words in the form in which they are compared, and which of the text's words they are."""

    column: Column
    forms: tuple[str, ...]
    form: Ids  # of each word as written
    known: Ids  # the number in the text of each form; −1 of one that is not there

    def tokens(self, rows: Ints) -> Tokens:
        """The words of some rows."""
        which, at = spread(self.column.starts[rows], self.column.starts[rows + 1])
        flow = self.form[self.column.flow[at]]
        starts = np.concatenate(([0], np.cumsum(np.bincount(which, minlength=len(rows)))))
        counts = np.bincount(flow, minlength=len(self.forms))
        return Tokens("", self.forms, flow, starts.astype(np.int32), (), counts.astype(np.int32))


def _held(column: Column, tokens: Tokens) -> _Held:
    fold, types = folder(base(tokens.language)), {word: number for number, word in enumerate(tokens.types)}
    numbers: dict[str, int] = {}
    form = np.array([numbers.setdefault(fold(word), len(numbers)) for word in column.words], np.int32)
    return _Held(column, tuple(numbers), form, np.array([types.get(word, -1) for word in numbers], np.int32))


# ---- sentences


def _learnt(one: _Held, two: _Held) -> Links:
    rows = _telling(one, two)
    beads = [(range(row, row + 1), range(row, row + 1)) for row in range(len(rows))]
    table = learnt.table(one.tokens(rows), two.tokens(rows), beads, SEEN)
    return _of_the_texts(replace(table, forward=_floats(SURE * table.forward), backward=_floats(SURE * table.backward)), one, two)


def _telling(one: _Held, two: _Held) -> Ints:
    """The rows to learn from: for each word of the texts the shortest that hold it, as many as are `ENOUGH`."""
    lengths = one.column.lengths.astype(np.int64), two.column.lengths.astype(np.int64)
    cost = lengths[0] * lengths[1]
    fit = np.flatnonzero((cost > 0) & (lengths[0] <= LONGEST) & (lengths[1] <= LONGEST))
    order = fit[np.argsort(cost[fit], kind="stable")]
    chosen = np.zeros(len(order), bool)
    for side in (one, two):
        chosen |= _first(side, order)
    rows = order[chosen]
    return rows[np.cumsum(cost[rows]) <= CELLS]


def _first(side: _Held, rows: Ints, at_a_time: int = 50_000) -> NDArray[np.bool_]:
    """Which of the rows are among the first `ENOUGH` that hold some word of the text."""
    seen = np.zeros(int(side.known.max(initial=0)) + 1, np.int64)
    chosen = np.zeros(len(rows), bool)
    for start in range(0, len(rows), at_a_time):
        some = rows[start : start + at_a_time]
        which, at = spread(side.column.starts[some], side.column.starts[some + 1])
        word = side.known[side.form[side.column.flow[at]]]
        rare = (word >= 0) & (seen[word] < ENOUGH)
        which, word = which[rare], word[rare]
        by = np.argsort(word, kind="stable")
        inorder = word[by]
        rank = np.arange(len(by)) - np.searchsorted(inorder, inorder)
        chosen[start + which[by[rank + seen[inorder] < ENOUGH]]] = True
        seen += np.bincount(word, minlength=len(seen))
    return chosen


# ---- words


def _told(memory: Memory, one: _Held, two: _Held) -> Links:
    """Each word of an entry with each of its rendering's, t being shared among them, and then among all renderings of a word."""
    rows = np.flatnonzero(_holds_known(one) & _holds_known(two) & (memory.weights > 0))
    if not len(rows):
        return NONE
    beads = [(range(row, row + 1), range(row, row + 1)) for row in range(len(rows))]
    row, a, b = learnt.together(one.tokens(rows), two.tokens(rows), beads)
    sure = SURE * memory.weights[rows[row]] / np.sqrt(np.bincount(row)[row])
    found = union(_of_the_texts(Links(a.astype(np.int32), b.astype(np.int32), _floats(sure), _floats(sure)), one, two))
    forward, backward = (np.sqrt(np.bincount(words)[words]) for words in (found.a, found.b))
    return replace(found, forward=_floats(found.forward / forward), backward=_floats(found.backward / backward))


def _holds_known(side: _Held) -> NDArray[np.bool_]:
    """Which rows hold a word of the text."""
    known = np.concatenate(([0], np.cumsum(side.known[side.form[side.column.flow]] >= 0)))
    return known[side.column.starts[1:]] > known[side.column.starts[:-1]]


def _of_the_texts(table: Links, one: _Held, two: _Held) -> Links:
    """Those links of a memory's words whose two words both stand in the texts, by their numbers there."""
    a, b = one.known[table.a], two.known[table.b]
    kept = np.flatnonzero((a >= 0) & (b >= 0))
    kept = kept[np.lexsort((b[kept], a[kept]))]
    return Links(a[kept], b[kept], _floats(table.forward[kept]), _floats(table.backward[kept]))


def _floats(numbers: NDArray[np.floating]) -> Floats:
    return numbers.astype(np.float32)
