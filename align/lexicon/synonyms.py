"""Words that mean nearly the same: those that gloss one Chinese word, or Chinese words written with the same characters.

It is also how a round trip through Chinese replaces words: *inference* and *reasoning* are both 推理. A word is taken for the
bundle of characters with which Chinese writes what it means, a Chinese word for its own; so both languages can be compared.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from align.language import simplified
from align.lexicon.dictionary import ASIDE, entries
from align.lexicon.forms import lemma
from align.lexicon.tokens import STEM, Tokens, is_han

NEAR = 0.3  # t of a word that shares many Chinese headwords
HALVED = 0.5  # of what is missing to that, by each
TELLING = 2  # characters of such a headword; a lone character means too much
WIDEST = 4  # glosses of one headword; a longer entry is a list of many meanings
LONGEST = 4  # characters of a headword; a longer one is a saying
SENSES = 30  # characters that a word is taken for, the weightiest first
HEADWORDS, CHARACTERS = 2.0, 1.6  # what a shared headword, and the cosine of the characters, is worth
PAIRS = 1 << 16  # of words remembered
BUNDLES = 1 << 14  # of characters remembered
AT_ONCE = 1 << 12  # entries that are searched together
# One word, or one and the particle that goes with it: a gloss of several words is an explanation. And the end of an entry.
_WORD = re.compile(
    r"(?:^|[/;,]) *(?:to (?:be )?|an? |the )?([a-z]{3,})"
    r"(?: (?:of|to|up|out|in|on|off|for|with|about|from|by|into|sb|sth))? *(?=[/;,]|$)|\n",
    re.MULTILINE,
)


def near(word: str, other: str) -> float:
    """How near two words are in meaning, 0 to 1: English ones as lemmas, Chinese ones in simplified characters.

    2 Σ min(1/n) over the n-fold glosses of shared headwords, or 1.6 times the cosine of the characters, whichever is more.

    >>> near("company", "enterprise") >= 0.5, near("company", "tree") < 0.1, near("渠道", "channel") > 0.5
    (True, True, True)
    """
    return _near(word, other) if word <= other else _near(other, word)


@lru_cache(PAIRS)
def shared(word: str, other: str) -> tuple[str, ...]:
    """Chinese words that both English ones render, the most telling first.

    >>> shared(lemma("inference"), lemma("reasoning"))
    ('推理',)
    """
    known = _headwords()
    common = set(known.words.get(word, ())) & set(known.words.get(other, ()))
    return tuple(sorted(common, key=lambda headword: (abs(len(headword) - 2), known.breadth[headword], headword)))


def renders(english: str, chinese: str) -> bool:
    """Whether an English lemma alone is a gloss of the Chinese word.

    >>> renders("increase", "增加"), renders("against", "预防")
    (True, False)
    """
    return chinese in _headwords().words.get(english, ())


def known(word: str) -> bool:
    """Whether the dictionary has the word on its own: where it has not, nobody can say what is near to it."""
    return word in _headwords().words or (is_han(word[0]) and word in entries())


def pairs(one: Tokens, two: Tokens) -> Iterator[tuple[int, int, float, float]]:
    """Links between different English words that share Chinese headwords of two characters."""
    theirs: defaultdict[str, list[int]] = defaultdict(list)
    for b, word in enumerate(two.types):
        for headword in _headings().get(word, ()):
            theirs[headword].append(b)
    for a, word in enumerate(one.types):
        shared = Counter(b for headword in _headings().get(word, ()) for b in theirs.get(headword, ()))
        for b, times in sorted(shared.items()):
            if two.types[b] != word:
                sure = NEAR * (1 - HALVED**times)
                yield a, b, sure, sure


@cache
def _headings() -> Mapping[str, Sequence[str]]:
    """Of each English word, in the form in which pairing compares it, the Chinese words by which its synonyms are told."""
    words, breadth, _ = _headwords()
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for word, headwords in words.items():
        some = (headword for headword in headwords if len(headword) == TELLING and 2 <= breadth[headword] <= WIDEST)
        found[word[:STEM]].update(dict.fromkeys(some))  # as `folder` has it, but for British spelling
    return {word: tuple(headwords) for word, headwords in found.items()}


class _Headwords(NamedTuple):
    words: Mapping[str, tuple[str, ...]]  # of each English word, the Chinese ones that it alone glosses
    breadth: Mapping[str, int]  # how many such glosses each of these has
    weight: Mapping[str, float]  # of each character, by how few words are written with it


@lru_cache(PAIRS)
def _near(word: str, other: str) -> float:
    words, breadth, _ = _headwords()
    few, many = words.get(word, ()), words.get(other, ())
    if len(many) < len(few):
        few, many = many, few
    both = sum(1 / breadth[headword] for headword in few if headword in many) if few else 0.0
    one, two = _senses(word), _senses(other)
    cosine = sum(share * two[sign] for sign, share in one.items() if sign in two)
    return min(1.0, max(HEADWORDS * both, CHARACTERS * cosine))


@lru_cache(BUNDLES)
def _senses(word: str) -> Mapping[str, float]:
    """The characters with which Chinese writes the word, and their shares; of length one."""
    words, breadth, weight = _headwords()
    shares: defaultdict[str, float] = defaultdict(float)
    for headword in (word,) if is_han(word[0]) else words.get(word, ()):
        for sign in headword:
            shares[sign] += weight.get(sign, 0.0) / len(headword) / math.sqrt(breadth.get(headword, 1))
    heaviest = sorted(shares.items(), key=lambda share: (-share[1], share[0]))[:SENSES]
    length = math.sqrt(sum(share * share for _, share in heaviest)) or 1.0
    return {sign: share / length for sign, share in heaviest}


@cache
def _headwords() -> _Headwords:
    known = entries()
    short = [headword for headword in known if len(headword) <= LONGEST and is_han(headword[0])]
    plain = simplified("\n".join(short)).split("\n")
    short = [headword for headword, simple in zip(short, plain, strict=True) if headword == simple]
    words: defaultdict[str, list[str]] = defaultdict(list)
    breadth: dict[str, int] = {}
    for headword, said in zip(short, _said([known[headword] for headword in short]), strict=True):
        if said:
            breadth[headword] = len(said)
            for word in said:
                words[word].append(headword)
    written = Counter(chain.from_iterable(map(set, breadth)))
    weight = {sign: math.log(len(breadth) / times) for sign, times in written.items()}
    return _Headwords({word: tuple(found) for word, found in words.items()}, breadth, weight)


def _said(meanings: Sequence[str]) -> Iterator[set[str]]:
    """The lemmas that alone are a gloss, of each of these entries; thousands are searched at once, which is many times faster."""
    said: set[str] = set()
    for start in range(0, len(meanings), AT_ONCE):
        text = ASIDE.sub(" ", "\n".join((*meanings[start : start + AT_ONCE], "")))
        for word in _WORD.findall(text):
            if word:
                said.add(lemma(word))
            else:
                yield said
                said = set()
