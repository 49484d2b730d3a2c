"""Small words that turn what a sentence claims."""

from __future__ import annotations

import re
from functools import cache

from align.language import base, table
from align.language.tables import fold


def denies(text: str, language: str) -> bool:
    """Whether the text denies something; never, in a language without a table.

    >>> denies("They don't worry.", "en"), denies("他们并不担心。", "zh"), denies("Sie sorgen sich nicht.", "de")
    (True, True, False)
    """
    return bool(_negation(base(language)).search(fold(text).lower()))


@cache
def _negation(language: str) -> re.Pattern[str]:
    words = table(language).lists.get("negation", ())
    spaced = (rf"\b{word}\b" if word[0].isascii() and not word.startswith("n't") else word for word in words)
    return re.compile("|".join(spaced) or "(?!)")
