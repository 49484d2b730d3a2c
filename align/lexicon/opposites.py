"""Words that say the opposite of each other: from our own tables, by prefixes and endings, and as CC-CEDICT marks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

import regex

from align.language import simplified, table
from align.lexicon.dictionary import entries
from align.lexicon.synonyms import known, renders
from align.lexicon.tokens import is_han

LETTERS = 4  # of a word to which a prefix gives its opposite
WORDS = 1 << 15  # remembered
CHIEF = 4  # words of a dictionary's entry that say what a word means first of all
_GLOSS = regex.compile(r"(?:^|[/;])(?:to )?([a-z]+)(?= *(?:$|[/;,(]))")
_PREFIXES = ("un", "non", "dis", "in", "im", "il", "ir", "anti")
_ENDINGS = (("less", "ful"), ("ful", "less"))
_MARKED = regex.compile(r"opposite(?: of|:)[^/]*?(\p{Han}{2,4})(?:\||\[)")


def opposite(word: str, other: str) -> bool:
    """Whether two words of one language, as lemmas or as they stand, say the opposite of each other.

    >>> opposite("increase", "fall"), opposite("legal", "illegal"), opposite("careful", "careless"), opposite("主动", "被动")
    (True, True, True, True)
    >>> opposite("valuable", "invaluable"), opposite("fall", "drop")
    (False, False)
    """
    return other in opposites(word)


@lru_cache(WORDS)
def opposites(word: str) -> frozenset[str]:
    """The opposites of a word that our tables and the dictionary have, and those made from it or of which it is made."""
    return tabled().get(word, frozenset()) | frozenset(() if is_han(word[0]) else _made(word))


def contrary(chinese: str, english: str) -> str | None:
    """The English word that the Chinese one means where the other says its opposite; None where it does not.

    >>> contrary("增加", "decrease"), contrary("增加", "increase")
    ('increase', None)
    """
    if renders(english, chinese):
        return None
    chief = _chief(chinese)
    return next((word for word in sorted(tabled().get(english, ())) if word in chief), None)


@cache
def tabled() -> Mapping[str, frozenset[str]]:
    """Each word that has opposites in our tables or is marked with one in the dictionary, and these."""
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


@lru_cache(WORDS)
def _chief(chinese: str) -> frozenset[str]:
    """The first few English words that gloss a Chinese one, each on its own: 大 is big, and old only by the way."""
    said = _GLOSS.findall(entries().get(chinese, ""))[:CHIEF]
    return frozenset(word for word in said if renders(word, chinese))


def _made(word: str) -> set[str]:
    """What a prefix makes of a word, or leaves of it, and what another ending makes of it, so that it says the opposite."""
    never = table("en").lists.get("not-opposite", ())
    found = {prefix + word for prefix in _PREFIXES if prefix + word not in never} if len(word) >= LETTERS and known(word) else set()
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= LETTERS and word not in never and known(rest):
            found.add(rest)
    return found | {word.removesuffix(end) + turn for end, turn in _ENDINGS if word.endswith(end)}
