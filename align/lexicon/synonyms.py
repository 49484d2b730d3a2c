"""English words that mean nearly the same: those that alone gloss one Chinese word.

It is also how a round trip through Chinese replaces words: *inference* and *reasoning* are both 推理.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

import regex

from align.lexicon.dictionary import entries
from align.lexicon.tokens import Tokens, folder, is_han

NEAR = 0.4  # t of a word that shares many Chinese headwords
WIDEST = 6  # glosses of one headword; a longer entry is a list of many meanings
_GLOSS = regex.compile(r"(?:^|[/;,])(?: ?to| an?)? ?([a-z]{3,})(?: \([^)]*\))?(?=[/;,]|$)")


def pairs(one: Tokens, two: Tokens) -> Iterator[tuple[int, int, float, float]]:
    """Links between different English words that share a Chinese headword."""
    first, second = ({word: number for number, word in enumerate(side.types)} for side in (one, two))
    form = folder("en")
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for headword, meaning in entries().items():
        if len(headword) != 2 or not is_han(headword[0]):
            continue
        found = _GLOSS.findall(meaning, overlapped=False)
        if 2 <= len(found) <= WIDEST:
            for pair in permutations(sorted({form(word) for word in found}), 2):
                if pair[0] in first and pair[1] in second:
                    shared[pair] += 1
    for (word, other), times in sorted(shared.items()):
        sure = NEAR * (1 - 0.5**times)
        yield first[word], second[other], sure, sure
