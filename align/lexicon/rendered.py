"""Chinese words in a passage and the English ones that render them there: by the dictionary's glosses, and names by their sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import regex

from align.lexicon import dictionary
from align.lexicon.content import Word
from align.lexicon.forms import lemma, stem
from align.lexicon.tokens import is_han

SMALL, BEHIND = 8, 4  # a small word renders only what is no farther off than this, and comes after others that are nearer by this
BESIDE = 3  # words between two renderings of one
CLOSE = 5  # words between what renders a word and what renders a part of it
WORDS = 1 << 15  # remembered
LONG = 3  # characters of a word from which each may be rendered apart
_GLOSS = regex.compile(r"[A-Za-z]{2,}")

Links = Iterator[tuple[int, int]]


@lru_cache(WORDS)
def meanings(word: str) -> frozenset[str]:
    """The stems of the English words that gloss a Chinese one or, where it has no entry, its parts.

    >>> stem(lemma("reasoning")) in meanings("推理")
    True
    """
    known = dictionary.entries()
    told = [known.get(part, "") for part in ([word] if word in known else dictionary.parts(word))]
    return frozenset(stem(lemma(gloss)) for entry in told for gloss in _GLOSS.findall(dictionary.ASIDE.sub(" ", entry)))


def glossed(chinese: Sequence[Word], english: Sequence[Word], to: Mapping[int, int], back: Mapping[int, int]) -> Links:
    """Places of Chinese words, and those of the English ones that gloss them, nearest first; small English words may serve too.

    A Chinese word may be rendered by several that stand together: 行动计划 by *action plan*, 省部级 by
    *provincial and ministerial*.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(english):
        places[word.stem].append(j)
    scale = len(english) / max(1, len(chinese))
    matter = [i for i, word in enumerate(chinese) if word.counts and is_han(word.text[0])]
    pairs = []
    for i in matter:
        if i not in to:
            for gloss in meanings(chinese[i].form) & places.keys():
                for j in places[gloss]:
                    apart = abs(j - i * scale)
                    if english[j].counts or apart <= SMALL:
                        pairs.append((apart + (0 if english[j].counts else BEHIND), i, j))
    for _, i, j in sorted(pairs):
        if j not in back and (i not in to or (abs(to[i] - j) <= BESIDE and english[j].counts)):
            yield i, j
    for i in matter:
        if len(chinese[i].text) >= LONG:
            around = to.get(i, round(i * scale))
            for sign in chinese[i].text:
                for gloss in sorted(meanings(sign) & places.keys()):
                    for j in places[gloss]:
                        if abs(around - j) <= CLOSE and j not in back and i in to:
                            yield i, j


def spoken(chinese: Sequence[Word], english: Sequence[Word], back: Mapping[int, int]) -> Links:
    """Places of Chinese words, and of the names that spell them in pinyin: a name for one or more of their characters."""
    names = [
        j for j, word in enumerate(english) if j not in back and word.counts and word.text[0].isupper() and word.text.isascii()
    ]
    if names:
        places, syllables = _sounds(chinese)
        for j in names:
            for start, stop in _told(english[j].text.lower(), syllables):
                for i in places[start:stop]:
                    yield i, j


def _sounds(words: Sequence[Word]) -> tuple[list[int], list[str]]:
    """The syllables of the Chinese words, and for each the place of its word."""
    places: list[int] = []
    syllables: list[str] = []
    for place, word in enumerate(words):
        if is_han(word.text[0]):
            said = _pinyin(word.text)
            syllables += said
            places += [place] * len(said)
    return places, syllables


@lru_cache(WORDS)
def _pinyin(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))


def _told(name: str, syllables: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The runs of syllables that together make a name."""
    for start, syllable in enumerate(syllables):
        if name.startswith(syllable):
            rest, stop = name, start
            while rest and stop < len(syllables) and rest.startswith(syllables[stop]):
                rest = rest.removeprefix(syllables[stop])
                stop += 1
            if not rest and len(name) > 1:
                yield start, stop
