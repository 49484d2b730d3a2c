"""The phrases of aligned passages in, each with its likeliest rendering out: by what stands together, and what words mean.

Two phrases are likely to render each other the more often they stand in one passage and the seldomer apart (Dice's coefficient,
discounted for phrases seen once), and the more of the words of either the dictionary, or their sound, or their spelling explains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from align.find.names import folded
from align.glossaries.phrases import Phrase, phrases
from align.language import base, simplified, table
from align.lexicon import chinese, dictionary
from align.lexicon.forms import lemma, stem
from align.lexicon.rendered import meanings
from align.lexicon.tokens import is_han

LEAST = 0.3  # likelihood of a rendering
ALONE = 0.5  # what standing together once proves
SHORT, LONG = 3, 5  # letters of a name that has a sound; characters of one that may be more than a name
SOUND = 0.75  # likeness of sound from which a name may be rendered by characters
EXPLAINED = 0.6  # what counts of a likelihood only where the words explain it
_WORD = 30  # characters that are looked at for a neighbour
_BEFORE = regex.compile(r"(?:(\p{Han})|(?<![A-Za-z’'])(?:([A-Za-z’']+) |([A-Za-z’']+-)))$")
_BEHIND = regex.compile(r"(\p{Han})| ([A-Za-z’'-]+)|(-[A-Za-z’']+)")

Texts = tuple[str, str]


class Rendering(NamedTuple):
    """A phrase of the other side, how often it stands where ours does, and how likely it renders it, 0 to 1."""

    key: str
    times: int
    sure: float


@dataclass(frozen=True, slots=True)
class Kind:
    """A phrase wherever it stands: its usual wording, the passages that have it, and how many times it is there in all."""

    key: str
    text: str
    words: tuple[str, ...]
    named: bool
    noun: float
    acts: tuple[bool, bool]  # whether its first and its last word are verbs to the segmenter
    passages: tuple[int, ...]
    times: int
    bound: bool = False  # wherever it stands, the same word is before it, or behind it


def kinds(texts: Sequence[str], language: str) -> dict[str, Kind]:
    """The phrases of all these texts by key, in order of their first place."""
    found: defaultdict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    beside: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, text in enumerate(texts):
        plain = simplified(text) if base(language) == "zh" else text
        for phrase in phrases(text, language):
            found[phrase.key].append((number, phrase))
            beside[phrase.key].append(_neighbours(plain, phrase))
    small = frozenset(table(base(language)).lists.get("function", ()))
    return {key: _kind(key, places, _bound(key, beside[key], small)) for key, places in found.items()}


def _neighbours(text: str, phrase: Phrase) -> tuple[str, str]:
    """What stands right before a phrase and right behind it: a Chinese character, or a word with a space between."""
    before = _BEFORE.search(text[max(0, phrase.start - _WORD) : phrase.start])
    behind = _BEHIND.match(text[phrase.stop : phrase.stop + _WORD])
    return _said(before), _said(behind)


def _said(match: regex.Match[str] | None) -> str:
    return next(filter(None, match.groups()), "") if match else ""


def _bound(text: str, beside: Sequence[tuple[str, str]], small: Collection[str]) -> bool:
    """Whether the phrase never stands without the same word beside it, and so is likely a part of something longer."""
    for place, neighbours in enumerate(zip(*beside, strict=True)):
        said = {word.lower() for word in neighbours}
        word = next(iter(said))
        if len(said) == 1 and word and len(beside) > 1:
            longer = f"{word}{text[:2]}" if place == 0 else f"{text[-2:]}{word}"
            if word not in small or (is_han(word[0]) and longer in dictionary.entries()):
                return True
    return False


def renderings(ours: Mapping[str, Kind], theirs: Mapping[str, Kind], across: bool) -> dict[str, list[Rendering]]:
    """The renderings of each of our phrases that are likely at all, the likeliest first."""
    standing: defaultdict[int, list[str]] = defaultdict(list)
    for key, kind in theirs.items():
        for passage in kind.passages:
            standing[passage].append(key)
    found: dict[str, list[Rendering]] = {}
    for key, kind in ours.items():
        together = Counter(other for passage in kind.passages for other in standing[passage])
        rated = [
            Rendering(other, times, _likely(kind, theirs[other], times, across))
            for other, times in together.items()
            if (times > 1 or len(kind.passages) < 3) and not (across and theirs[other].bound)
        ]
        found[key] = sorted((one for one in rated if one.sure >= LEAST), key=lambda one: (-one.sure, -len(one.key), one.key))
    return found


def _kind(key: str, places: Iterable[tuple[int, Phrase]], bound: bool) -> Kind:
    rows = list(places)
    texts = Counter(" ".join(phrase.text.split()) for _, phrase in rows)
    # Of wordings as frequent, the one in small letters, and the shorter.
    text = min(texts, key=lambda text: (-texts[text], text != text.lower(), len(text), text))
    passages = tuple(dict.fromkeys(number for number, _ in rows))
    named = sum(phrase.named for _, phrase in rows) * 2 > len(rows)
    noun = sum(phrase.noun for _, phrase in rows) / len(rows)
    acts = (any(phrase.acts_first for _, phrase in rows), any(phrase.acts_last for _, phrase in rows))
    return Kind(key, text, rows[0][1].words, named, noun, acts, passages, len(rows), bound)


def _likely(one: Kind, two: Kind, times: int, across: bool) -> float:
    """How likely two phrases render each other."""
    dice = 2 * times / (len(one.passages) + len(two.passages))
    explained = _across(one, two) if across else _alike(one, two)
    seen = times / (times + 1 - ALONE)
    return dice * seen * (1 - EXPLAINED) + EXPLAINED * explained * (0.5 + 0.5 * dice)


@lru_cache(1 << 18)
def _linked(english: str, word: str) -> bool:
    """Whether a Chinese word may mean an English one, given by its stem."""
    if not is_han(word[0]):
        return stem(lemma(word.lower())) == english or folded(word) == english
    return english in meanings(word)


def _across(one: Kind, two: Kind) -> float:
    """The share of the words of two phrases, one of them Chinese, that the other explains."""
    english, han = (two, one) if any(map(is_han, one.key)) and not any(map(is_han, two.key)) else (one, two)
    if english.key.casefold() == han.key.casefold():
        return 1.0
    if english.named:
        return _named(english, han)
    if len(han.words) > 1 and han.key in dictionary.entries() and all(_linked(word, han.key) for word in english.words):
        return 1.0
    told = sum(any(_linked(word, part) for part in han.words) for word in english.words) / len(english.words)
    size = sum(map(len, han.words))
    means = sum(len(part) for part in han.words if any(_linked(word, part) for word in english.words)) / size
    return 2 * told * means / (told + means) if told and means else 0.0


def _named(english: Kind, han: Kind) -> float:
    """How well Chinese characters render a name: by the dictionary, by sound, or by what the words of the name mean."""
    parts = (*han.words, han.key) if han.named else han.words
    share = sum(max(_renders(word, part) for part in parts) for word in english.words) / len(english.words)
    if han.named and ("·" in han.key or len(han.key) < LONG or han.key in dictionary.entries()):
        return share
    means = sum(len(part) for part in han.words if any(_renders(word, part) for word in english.words)) / sum(map(len, han.words))
    return 2 * share * means / (share + means) if share and means else 0.0


@lru_cache(1 << 17)
def _renders(word: str, part: str) -> float:
    """How surely a Chinese word renders one of a name; by sound only if it is no word of the language itself."""
    if _linked(stem(lemma(word)), part) or word in chinese.meaning(part).names:
        return 1.0
    if len(word) < SHORT or not is_han(part[0]) or (part in dictionary.entries() and not chinese.meaning(part).named):
        return 0.0
    sure = chinese.likest(word, part)
    return sure if sure >= SOUND else 0.0


def _alike(one: Kind, two: Kind) -> float:
    """The share of the words of two phrases of one language that the other has too."""
    if one.key == two.key:
        return 1.0
    here, there = set(one.words), set(two.words)
    return 2 * len(here & there) / (len(here) + len(there))
