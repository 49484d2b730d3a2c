"""How well two groups of sentences go together by how they begin and end: an opening quote, a question mark, a small letter.

Translators keep most such marks, and where they do not, it is by habit: a dash for a quote, a full stop for a colon. So the text
itself teaches which marks stand beside which, as a likelihood ratio against chance, with a and b the kinds of the two edges:

    score = log p(a, b) / (p(a)·p(b))

Most beads that are wrong are wrong at an edge: a short sentence, often of a dialogue, that was drawn to the wrong neighbour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.model import Document

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

QUOTES = "\"'“”„«»‹›「」『』‘’"
OPENING = (QUOTES, "—–-―", "(（[【")
CLOSING = (".。．।", "?？؟", "!！", ":：", ",，、;；؛،", "…", "—–-―")
BEGINS = len(OPENING) + 3  # a digit, a small letter, anything else
ENDS = 2 * (len(CLOSING) + 1)  # with a closing quote and without
ENOUGH = 10  # pairs from which to learn
KEPT = 30  # pairs that a text must speak against before its habits count as much as chance


@dataclass(frozen=True, slots=True)
class Edges:
    """For each sentence of one side, the kinds of its beginning and its end."""

    begins: Ints
    ends: Ints

    def part(self, sentences: range) -> Edges:
        """Those of a run of the sentences."""
        run = slice(sentences.start, sentences.stop)
        return Edges(self.begins[run], self.ends[run])


@dataclass(frozen=True, slots=True)
class Habits:
    """What each kind of edge of the original beside each of the translation is worth: of beginnings, and of ends."""

    begins: Floats
    ends: Floats

    def score(self, one: Edges, two: Edges, i: Ints, j: Ints, shape: tuple[int, int]) -> Floats:
        """The score of beads of that shape which begin with sentences `i` and `j`."""
        first = self.begins[one.begins.take(i, mode="clip"), two.begins.take(j, mode="clip")]
        last = self.ends[one.ends.take(i + shape[0] - 1, mode="clip"), two.ends.take(j + shape[1] - 1, mode="clip")]
        return np.asarray(first + last)


def of(document: Document) -> Edges:
    """The edges of the document's sentences."""
    said = [document.said(number).strip().replace("...", "…") for number in range(len(document.sentences))]
    return Edges(np.array([_beginning(text) for text in said], np.int64), np.array([_end(text) for text in said], np.int64))


def learnt(one: Edges, two: Edges, steps: Sequence[tuple[range, range]]) -> Habits | None:
    """What the pairs of a path teach; nothing if they are few."""
    pairs = np.array([(a.start, a.stop - 1, b.start, b.stop - 1) for a, b in steps if a and b], np.int64).reshape(-1, 4)
    if len(pairs) < ENOUGH:
        return None
    first1, last1, first2, last2 = pairs.T
    return Habits(_ratio(one.begins[first1], two.begins[first2], BEGINS), _ratio(one.ends[last1], two.ends[last2], ENDS))


def _ratio(one: Ints, two: Ints, kinds: int) -> Floats:
    seen = np.bincount(one * kinds + two, minlength=kinds**2).reshape(kinds, kinds)
    # Half a pair more of each kind, lest one that was not seen be thought impossible.
    share1, share2 = (seen.sum(axis=axis) + 0.5 for axis in (1, 0))
    chance = np.outer(share1 / share1.sum(), share2 / share2.sum())
    return np.asarray(np.log((seen + KEPT * chance) / (len(one) + KEPT) / chance), np.float32)


def _beginning(text: str) -> int:
    """The kind of a beginning.

    >>> [_beginning(text) for text in ("“No.", "– No.", "(No)", "7", "no", "No")]
    [0, 1, 2, 3, 4, 5]
    """
    letter = text[:1]
    kinds = (*(letter in marks for marks in OPENING), letter.isdigit(), letter.islower())
    return kinds.index(True) if letter and True in kinds else BEGINS - 1


def _end(text: str) -> int:
    """The kind of an end: its last mark, and whether a quote closes after it.

    >>> [_end(text) for text in ("No.", "“No.”", "No", "“No?”", "No?)")]
    [0, 1, 14, 3, 2]
    """
    bare = text.rstrip(QUOTES + ")）]】")
    mark = bare[-1:]
    kind = next((number for number, marks in enumerate(CLOSING) if mark and mark in marks), len(CLOSING))
    return 2 * kind + any(letter in QUOTES for letter in text[len(bare) :])
