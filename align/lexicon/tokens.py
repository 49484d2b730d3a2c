"""Sentences into the words that are matched: lemmas, folded and stemmed; Chinese cut into words.

A word is compared in a form in which spelling matters little: its lemma, without case and diacritics, cut after six letters (a
stemmer for every language that inflects at the end). Figures stand for themselves, and so do the marks that translators keep.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import regex
from numpy.typing import NDArray

from align.language import base, simplified

Ids = NDArray[np.int32]

STEM = 6  # letters
_WORD = regex.compile(r"\p{Han}+|[\p{L}\p{M}]+|\p{N}+(?:[.,:]\p{N}+)*|[?!:;…%()]|[\"“”„«»「」『』]|--|[—–]")
_MARKS = str.maketrans({**dict.fromkeys("“”„«»「」『』", '"'), "–": "—"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one side: `flow` holds their numbers in reading order, sentence `i` being `flow[starts[i]:starts[i + 1]]`.

    `types[n]` is the form in which word `n` is compared; `names[n]` tells whether it is mostly written with a capital.
    """

    language: str
    types: tuple[str, ...]
    flow: Ids
    starts: Ids
    names: tuple[bool, ...]
    counts: Ids  # how often each type occurs

    @property
    def chance(self) -> NDArray[np.float32]:
        """The share of each type among all words."""
        return (self.counts / max(1, int(self.counts.sum()))).astype(np.float32)

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self.starts) - 1

    def part(self, sentences: range) -> Tokens:
        """A run of the sentences on its own; counts stay those of the whole text."""
        start, stop = self.starts[sentences.start], self.starts[sentences.stop]
        starts = self.starts[sentences.start : sentences.stop + 1] - start
        return replace(self, flow=self.flow[start:stop], starts=starts)


def tokens(sentences: Sequence[str], language: str, names: Iterable[str] = (), marks: Sequence[Sequence[str]] = ()) -> Tokens:
    """The words of these sentences, numbered in the order in which they first occur.

    `names` are words that the Chinese segmenter must not cut; `marks[i]` are further words of sentence `i`, such as the concept that
    a term stands for, taken as they are.
    """
    cut, form = cutter(tuple(names)), folder(base(language))
    numbers: dict[str, int] = {}
    capitals: list[int] = []
    seen: list[int] = []
    flow: list[int] = []
    starts = [0]
    chinese = base(language) == "zh"
    for place, sentence in enumerate(sentences):
        said = simplified(sentence) if chinese else sentence
        words = [(form(word), word[0].isupper()) for word in cut(said)]
        for word, capital in (*words, *((mark, True) for mark in (marks[place] if marks else ()))):
            number = numbers.setdefault(word, len(numbers))
            if number == len(seen):
                seen.append(0)
                capitals.append(0)
            seen[number] += 1
            capitals[number] += capital
            flow.append(number)
        starts.append(len(flow))
    mostly = tuple(2 * upper > every for upper, every in zip(capitals, seen, strict=True))
    return Tokens(language, tuple(numbers), np.array(flow, np.int32), np.array(starts, np.int32), mostly, np.array(seen, np.int32))


@cache
def cutter(names: tuple[str, ...]) -> Callable[[str], list[str]]:
    """What cuts a text into words; Han runs by rjieba's dictionary, but for `names`, which stay whole.

    >>> cutter(("智谱",))("智谱的GLM-4，2.5倍")
    ['智谱', '的', 'GLM', '4', '2.5', '倍']
    """
    whole = sorted(
        {name for name in names if len(name) > 1 and regex.fullmatch(r"\p{Han}+", name)}, key=lambda name: (-len(name), name)
    )
    known = regex.compile("(" + "|".join(whole) + ")") if whole else None

    def cut(text: str) -> list[str]:
        words: list[str] = []
        for match in _WORD.finditer(unicodedata.normalize("NFKC", text.replace("，", " ，")).replace("...", "…")):
            word = match[0]
            if not is_han(word[0]):
                words.append(word.translate(_MARKS))
            elif known is None:
                words += _segmented(word)
            else:
                for piece in filter(None, known.split(word)):
                    words += [piece] if known.fullmatch(piece) else _segmented(piece)
        return words

    return cut


@cache
def folder(language: str) -> Callable[[str], str]:
    """What brings a word of that language into the form in which it is compared.

    >>> english = folder("en")
    >>> english("Models"), english("said"), english("智谱"), english("12,000"), folder("is")("Ísafjörður")
    ('model', 'say', '智谱', '12000', 'isafjo')
    """
    lemma = _lemmatizer(language)

    @cache
    def fold(word: str) -> str:
        if is_han(word[0]) or not word[0].isalnum():
            return word
        if word[0].isdigit():
            return word.replace(",", "")
        plain = unicodedata.normalize("NFKD", lemma(word.lower()).casefold())
        return "".join(letter for letter in plain if not unicodedata.combining(letter))[:STEM] or word

    return fold


def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def _lemmatizer(language: str) -> Callable[[str], str]:
    import simplemma
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return (lambda word: simplemma.lemmatize(word, language)) if language in SUPPORTED_LANGUAGES else (lambda word: word)


@cache
def _segmented(run: str) -> tuple[str, ...]:
    import rjieba

    return tuple(rjieba.cut(run, False))
