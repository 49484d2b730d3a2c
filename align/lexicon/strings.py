"""Words that look alike in two languages: the same word, or one that grew from the same root."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from align.lexicon.tokens import Tokens

SAME = 0.9  # t of a word that stands on both sides as it is
SHORT = 0.45  # the same for one or two letters, which may be chance
LONG = 5  # letters from which likeness tells something
ALIKE = 66  # per cent of Indel similarity
STEEP = 3  # t of likeness r is SAME·rᶟ
ROWS = 2000  # of the table of likenesses at a time


def pairs(one: Tokens, two: Tokens) -> Iterator[tuple[int, int, float, float]]:
    """Links between words of the same form, and between long ones of nearly the same."""
    numbers = {word: number for number, word in enumerate(two.types)}
    for a, word in enumerate(one.types):
        b = numbers.get(word)
        if b is not None:
            sure = SHORT if len(word) < 3 and word[0].isalpha() else SAME
            yield a, b, sure, sure
    yield from _alike(one, two)


def _alike(one: Tokens, two: Tokens) -> Iterator[tuple[int, int, float, float]]:
    from rapidfuzz import fuzz, process

    first, second = ([n for n, word in enumerate(side.types) if len(word) >= LONG and word.isascii()] for side in (one, two))
    for start in range(0, len(first), ROWS):
        rows = first[start : start + ROWS]
        words = [one.types[a] for a in rows], [two.types[b] for b in second]
        table = process.cdist(*words, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        for x, y in zip(*np.nonzero(table), strict=True):
            if table[x, y] < 100:
                sure = SAME * (table[x, y] / 100) ** STEEP
                yield rows[x], second[y], sure, sure
