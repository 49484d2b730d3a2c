"""Words that say the opposite of each other: from our own tables, from prefixes and endings, and from what CC-CEDICT marks as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

import regex

from align.language import simplified, table
from align.lexicon.dictionary import entries, glosses
from align.lexicon.forms import VOCABULARY
from align.lexicon.synonyms import known
from align.lexicon.tokens import folder, is_han

_PREFIXES = ("un", "non", "dis", "in", "im", "il", "ir", "anti")
_PARTS = (("less", "ful"), ("phobia", "philia"))
_MARKED = regex.compile(r"opposite(?: of|:)[^/]*?(\p{Han}{2,4})(?:\||\[)")
LETTERS = 4  # of a word to which a prefix gives its opposite


def opposite(word: str, other: str) -> bool:
    """Whether two words of one language, as lemmas or as they stand, say the opposite of each other.

    >>> opposite("increase", "fall"), opposite("legal", "illegal"), opposite("careful", "careless"), opposite("主动", "被动")
    (True, True, True, True)
    >>> opposite("valuable", "invaluable"), opposite("fall", "drop")
    (False, False)
    """
    return other in opposites(word) or _made(word, other) or _made(other, word)


def opposites(word: str) -> frozenset[str]:
    """The words that our tables and the dictionary have as opposites of a word."""
    return _table().get(word, frozenset())


def contrary(chinese: str, english: str) -> str | None:
    """The English word that the Chinese one means where the other says its opposite; None where it does not.

    >>> contrary("增加", "decrease"), contrary("增加", "increase")
    ('increase', None)
    """
    meant, form = glosses(chinese), folder("en")
    if form(english) in meant:
        return None
    return next((word for word in sorted(opposites(english)) if form(word) in meant and word not in opposites(word)), None)


@lru_cache(VOCABULARY)
def _made(word: str, other: str) -> bool:
    """Whether the second is made from the first by a prefix, or both from one word by endings, so that it says the opposite."""
    for prefix in _PREFIXES:
        if other == prefix + word:
            return len(word) >= LETTERS and other not in table("en").lists.get("not-opposite", ()) and known(word)
    return any(word.endswith(end) and other == word.removesuffix(end) + turn for end, turn in _PARTS)


@cache
def _table() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tag in ("en", "zh"):
        for row in table(tag).lists.get("opposites", ()):
            ours, _, theirs = row.partition("/")
            for word in ours.split():
                for other in theirs.split():
                    found[word].add(other)
                    found[other].add(word)
    for word, meaning in entries().items():
        if "opposite" in meaning and is_han(word[0]):
            for other in _MARKED.findall(meaning):
                found[simplified(word)].add(simplified(other))
                found[simplified(other)].add(simplified(word))
    return {word: frozenset(others) for word, others in found.items()}
