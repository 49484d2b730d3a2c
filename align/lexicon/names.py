"""English words that are names, and whether two are one name in two forms: China and Chinese, Kvalstad and Qvalstad.

Which words are names is learnt from the glosses of CC-CEDICT: those that it writes with a capital only. Nothing of it is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

import regex

from align.find.names import VOCABULARY, folded
from align.language import table
from align.lexicon.dictionary import entries
from align.lexicon.forms import stem

MOSTLY = 10  # times as often with a capital as without: a name, in spite of china and turkey
ROOT = 4  # letters that two forms of one name share at the least
SPELLINGS = 0.74  # Indel similarity of two spellings of a name that no dictionary has
SLIP = 0.88  # of two spellings of which one is a word: a slip

MEANINGS = 1 << 13  # that are looked through at a time
_GLOSS = re.compile(r"[A-Za-z\u00c0-\u024f]+(?![A-Za-z\u00c0-\u024f\d])")  # what a figure follows is pinyin
_PLURAL = regex.compile(r"(?:s|es|ed|d|ing|ly|er|ers)$")
# What makes one form of a name from another: Russia, Russian; Congo, Congolese.
_ENDINGS = frozenset(
    """s n an ian ean ese ish i ic er ers ns ans ians a o e y en ens ia ne nese lese ist ists ism ite ites ern erner
    erners""".split()
) | {""}
_VOWELS = regex.compile(r"[aeiouyhjw]")
_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f"})


@lru_cache(VOCABULARY)
def ordinary(key: str) -> bool:
    """Whether a text may have the word in small letters. `key` is a word as `find.names.folded` has it.

    >>> ordinary("market"), ordinary("initiates"), ordinary("china"), ordinary("okafor")
    (True, True, False, False)
    """
    small, capital = _glosses()
    if small[key]:
        return small[key] * MOSTLY >= capital[key]
    if capital[key]:
        return False
    return _spelt_small(key) or any(_spelt_small(root) for root in _roots(key))


@lru_cache(VOCABULARY)
def known(key: str) -> bool:
    """Whether the dictionary has the word as a name or a part of one.

    >>> known("lisbon"), known("okafor")
    (True, False)
    """
    return _glosses()[1][key] > 0 and not ordinary(key)


def peopled(key: str) -> bool:
    """Whether the word is in the name of a country, or of its people.

    >>> peopled("states"), peopled("danish"), peopled("harbour")
    (True, True, False)
    """
    return key in _namesakes()


@lru_cache(VOCABULARY)
def akin(one: str, two: str) -> bool:
    """Whether two words are forms of one name: country and people, two spellings, a short form and a long one.

    >>> akin("vietnam", "vietnamese"), akin("dutch", "netherlands"), akin("kvalstad", "qvalstad"), akin("iran", "iraq")
    (True, True, True, False)
    """
    if one == two or not _namesakes().get(one, frozenset()).isdisjoint(_namesakes().get(two, ())):
        return True
    short, long = sorted((one, two), key=len)
    root = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if root >= min(ROOT, len(short)) >= 3 and short[root:] in _ENDINGS and long[root:] in _ENDINGS:
        return True
    if ordinary(one) or ordinary(two):
        same = root >= ROOT and stem(one) == stem(two)
        return same or root == len(short) > ROOT or (root > 2 and len(short) > ROOT and _similar(one, two) >= SLIP)
    if root == len(short) > ROOT:
        return True
    if known(one) and known(two):
        return False
    if short[0] == long[0] and len(long) - len(short) < 3 and len(_skeleton(short)) > 1 and _skeleton(short) == _skeleton(long):
        return True
    return len(short) >= ROOT and _similar(one, two) >= SPELLINGS


def _similar(one: str, two: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, two)


def _skeleton(key: str) -> str:
    """The consonants, the letters that are read alike being one."""
    bare = _VOWELS.sub("", key.replace("ph", "f").replace("ck", "k").translate(_ALIKE))
    return regex.sub(r"(.)\1+", r"\1", bare.removesuffix("s"))


@cache
def _glosses() -> tuple[Counter[str], Counter[str]]:
    """How often the glosses have a word in small letters and with a capital."""
    meanings = list(dict.fromkeys(entries().values()))
    written: Counter[str] = Counter()
    for start in range(0, len(meanings), MEANINGS):
        written.update(_GLOSS.findall("\n".join(meanings[start : start + MEANINGS])))
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, times in written.items():
        (small if word[0].islower() else capital)[word.lower() if word.isascii() else folded(word)] += times
    return small, capital


@cache
def _namesakes() -> dict[str, frozenset[int]]:
    """The groups of the language's table to which a word belongs."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(table("en").lists.get("namesakes", ())):
        for word in group.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _spelt_small(key: str) -> bool:
    return key in _words()


@cache
def _words() -> Mapping[str, str]:
    """The words of English, each as it is written."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    words: Mapping[str, str] = DEFAULT_DICTIONARY_FACTORY.get_dictionary("en")  # which `lemma` has in memory already
    return words


def _roots(key: str) -> list[str]:
    ending = _PLURAL.search(key)
    if not ending or ending.start() < ROOT:
        return []
    return [key[: ending.start()], key[: ending.start()] + "e"]
