"""Words that look alike in two languages: the same word, or one that grew from the same root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from align.lexicon.spread import spread
from align.lexicon.tokens import STEM, Tokens

SAME = 0.9  # t of a word that stands on both sides as it is
SHORT = 0.45  # the same for one or two letters, which may be chance
LONG = 5  # letters from which likeness tells something
ALIKE = 66  # per cent of Indel similarity
COMMON = 4  # letters that two words of `LONG` to `STEM` letters share, in order, when they are so much alike
STEEP = 3  # t of likeness r is SAME·rᶟ
WORDS = 1000  # that are held against all others at a time

Ints = NDArray[np.int64]


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

    first, second = _long(one), _long(two)
    words, others = (np.array(side.types, object)[numbers] for side, numbers in ((one, first), (two, second)))
    for x, y in _candidates(words.tolist(), others.tolist()):
        likeness = process.cpdist(words[x].tolist(), others[y].tolist(), scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        near = np.flatnonzero((likeness > 0) & (likeness < 100))
        sure = (SAME * (likeness[near] / 100) ** STEEP).tolist()
        yield from zip(first[x[near]].tolist(), second[y[near]].tolist(), sure, sure, strict=True)


def _long(side: Tokens) -> Ints:
    """The words of which likeness can be told: no figures, for one number is not nearly another."""
    long = [number for number, word in enumerate(side.types) if LONG <= len(word) <= STEM and word.isascii() and word.isalpha()]
    return np.array(long, np.int64)


def _candidates(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[Ints, Ints]]:
    """Numbers of words of both sides that share `COMMON` letters in order, each pair once."""
    if not (one and two):
        return
    key, word = _subsequences(two, 0)
    order = np.argsort(key, kind="stable")
    key, word = key[order], word[order]
    for start in range(0, len(one), WORDS):
        wanted, owner = _subsequences(one[start : start + WORDS], start)
        which, at = spread(np.searchsorted(key, wanted), np.searchsorted(key, wanted, side="right"))
        found = np.unique(owner[which] * len(two) + word[at])
        yield found // len(two), found % len(two)


def _subsequences(words: Sequence[str], start: int) -> tuple[Ints, Ints]:
    """All ways to leave letters out of these words until `COMMON` are left, as numbers, and the number of each one's word."""
    letters = (
        np.frombuffer("".join(word.ljust(STEM) for word in words).encode("ascii"), np.uint8).reshape(-1, STEM).astype(np.int64)
    )
    lengths = np.array([len(word) for word in words])
    keys, owners = [], []
    for places in combinations(range(STEM), COMMON):
        long = np.flatnonzero(lengths > places[-1])
        keys.append(letters[long][:, places] @ (1 << 7 * np.arange(COMMON)))
        owners.append(long + start)
    return np.concatenate(keys), np.concatenate(owners)
