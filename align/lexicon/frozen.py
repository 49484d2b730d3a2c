"""Alignments of many articles in, a list of words out: what their pairs taught, for the next article to begin with.

From the sure beads of all of them together the words are learnt as a text's own are (`align.lexicon.learnt`). The constants are
those that did best where each text of a development set was paired with what the others of its set had taught (`scripts/benchmark
--frozen`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from align.language import base, simplified
from align.lexicon import learnt
from align.lexicon.links import Links
from align.lexicon.tokens import Tokens, cutter, folder, tokens
from align.model import Alignment, Document

SURE = 0.8  # the least confidence of a bead to learn from
LONGEST = 60  # words of a side of such a bead; a longer one says too little about each of them
SEEN = 2  # beads; fewer than in a text of its own, for only sure ones are learnt from
WEIGHT = 0.1  # √(t(b|a)·t(a|b)) from which a pair of words is worth keeping


class Row(NamedTuple):
    """A word, its rendering, and how likely each is for the other: the geometric mean of both directions, in (0, 1]."""

    word: str
    rendering: str
    weight: float


def words(alignments: Iterable[Alignment]) -> tuple[Row, ...]:
    """What alignments in one pair of languages teach about its words, each as it is mostly written, in alphabetical order."""
    sides: tuple[list[str], list[str]] = ([], [])
    languages = ("", "")
    for alignment in alignments:
        languages = base(alignment.original.language), base(alignment.translation.language)
        for bead in alignment.beads:
            if bead.paired and bead.confidence >= SURE:
                sides[0].append(_said(alignment.original, bead.original))
                sides[1].append(_said(alignment.translation, bead.translation))
    if not sides[0]:
        return ()
    one, two = (tokens(side, language) for side, language in zip(sides, languages, strict=True))
    beads = [(range(row, row + 1), range(row, row + 1)) for row in _short(one, two)]
    return tuple(_rows(learnt.table(one, two, beads, SEEN), one, two, sides, languages))


def _said(document: Document, sentences: range) -> str:
    said = " ".join(document.said(number) for number in sentences)
    return simplified(said) if base(document.language) == "zh" else said


def _short(one: Tokens, two: Tokens) -> Sequence[int]:
    """The rows of which neither side is too long to learn from."""
    lengths = np.diff(one.starts), np.diff(two.starts)
    return [int(row) for row in np.flatnonzero((lengths[0] <= LONGEST) & (lengths[1] <= LONGEST))]


def _rows(
    table: Links, one: Tokens, two: Tokens, sides: tuple[Sequence[str], Sequence[str]], languages: tuple[str, str]
) -> Iterator[Row]:
    written = [_written(side, language) for side, language in zip(sides, languages, strict=True)]
    weights = np.sqrt(table.forward.astype(float) * table.backward)
    found = zip(table.a.tolist(), table.b.tolist(), weights.tolist(), strict=True)
    yield from sorted(
        Row(written[0][one.types[a]], written[1][two.types[b]], round(weight, 3))
        for a, b, weight in found
        if weight >= WEIGHT and _is_word(one.types[a]) and _is_word(two.types[b])
    )


def _is_word(form: str) -> bool:
    """Whether it is neither a figure nor a mark, which say the same in every language."""
    return form[0].isalpha()


def _written(said: Iterable[str], language: str) -> dict[str, str]:
    """For each form in which words are compared how it is mostly written, and of two spellings the first in the alphabet."""
    cut, fold = cutter(()), folder(language)
    times: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in said:
        for word in cut(text):
            times[fold(word)][word] += 1
    return {form: min(spellings, key=lambda word: (-spellings[word], word)) for form, spellings in times.items()}
