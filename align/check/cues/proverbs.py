"""Chinese words that hold a denial and are no denials: proverbs, and words with an English word of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.check.cues.scope import Word
from align.language import simplified
from align.lexicon.dictionary import entries
from align.lexicon.tokens import folder, is_han
from align.model import Span

LONGEST = 4  # characters of a word with a denial in it

_DENIED = re.compile(r"\b(?:not|no|never|without|cannot)\b|n't\b")
_LETTERS = re.compile(r"[A-Za-z]{4,}")


def in_a_word(denial: Span, text: str, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether a denial is part of a proverb, or of a word that the other side renders by a word: 不必要, unnecessary."""
    home = next((word for word in ours if word.span.overlaps(denial)), None)
    if home and len(home.text) >= LONGEST and home.text in entries():
        return True
    plain, english, start = simplified(text), folder("en"), denial.start
    forms = {english(word.text) for word in theirs if not word.bare and not is_han(word.text[0])}
    return any(not forms.isdisjoint(_positive(plain[start:stop])) for stop in range(start + LONGEST, denial.stop, -1))


@cache
def _positive(word: str) -> frozenset[str]:
    """The words by which the dictionary explains a word without a denial."""
    meanings = (meaning for meaning in entries().get(word, "").split("/") if not _DENIED.search(meaning))
    return frozenset(folder("en")(gloss) for meaning in meanings for gloss in _LETTERS.findall(meaning))
