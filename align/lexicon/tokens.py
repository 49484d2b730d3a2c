"""Sentences into the words that are matched: lemmas, folded and stemmed; Chinese cut into words.

A word is compared in a form in which spelling matters little: its lemma, without case and diacritics, cut after six letters (a
stemmer for every language that inflects at the end), and in Latin letters, so that Мария is *mariya*. Figures stand for
themselves, and so do the marks that translators keep.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count

import numpy as np
import regex
from numpy.typing import NDArray

from align.language import base, simplified

Ids = NDArray[np.int32]

STEM = 6  # letters
_WORD = regex.compile(
    r"\p{Han}+|[\p{Katakana}ー]+|\p{Hiragana}+|[\p{L}\p{M}]+|\p{N}+(?:[.,:]\p{N}+)*|[?!:;…%()]|[\"“”„«»「」『』]|--|[—–]"
)
_MARKS = {**dict.fromkeys("“”„«»「」『』", '"'), "–": "—"}


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

    `names` are words that the Chinese segmenter must not cut; `marks[i]` are further words of sentence `i`, such as the concept
    that a term stands for, taken as they are.
    """
    cut, form = cutter(tuple(names)), folder(base(language))
    # Words are numbered as they are written at first, so that each is brought into its form once.
    written = defaultdict[tuple[str, bool], int](count().__next__)
    flow, starts = array("i"), array("i", [0])
    chinese = base(language) == "zh"
    for place, sentence in enumerate(sentences):
        said = simplified(sentence) if chinese else sentence
        flow.extend([written[word, False] for word in cut(said)])
        if marks:
            flow.extend([written[mark, True] for mark in marks[place]])
        starts.append(len(flow))
    numbers = defaultdict[str, int](count().__next__)
    types = np.array([numbers[word if mark else form(word)] for word, mark in written], np.int32)
    capital = np.array([mark or word[0].isupper() for word, mark in written], bool)
    times = np.bincount(np.asarray(flow), minlength=len(written))
    counts = np.bincount(types, times, len(numbers))
    mostly = 2 * np.bincount(types, times * capital, len(numbers)) > counts
    return Tokens(
        language, tuple(numbers), types[np.asarray(flow)], np.asarray(starts), tuple(mostly.tolist()), counts.astype(np.int32)
    )


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
        for word in _WORD.findall(unicodedata.normalize("NFKC", text.replace("，", " ，")).replace("...", "…")):
            if not is_han(word[0]):
                words.append(_MARKS.get(word, word))
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
    >>> folder("ru")("Мария"), folder("ja")("マリア")
    ('mariya', 'maria')
    """

    @cache
    def fold(word: str) -> str:
        if is_han(word[0]) or not word[0].isalnum():
            return word
        if word[0].isdigit():
            return word.replace(",", "")
        bare = _lemmatizer(language)(word.lower()).casefold()
        if not bare.isascii():
            bare = "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))
        return (bare if bare.isascii() else _in_latin(bare))[:STEM] or word

    return fold


def put_away() -> None:
    """Lets go of the tables of lemmas, tens of megabytes; a word that is not known yet fetches its language's again."""
    _lemmatizer.cache_clear()


def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


@cache
def _lemmatizer(language: str) -> Callable[[str], str]:
    """Lemmas by simplemma's tables and rules. How it takes long words apart is left out: that changes what is cut off later."""
    from simplemma.strategies import DictionaryLookupStrategy, RulesStrategy
    from simplemma.strategies.dictionaries import StreamDictionaryFactory
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY, SUPPORTED_LANGUAGES

    if language not in SUPPORTED_LANGUAGES:
        return lambda word: word
    # Packed tables take a tenth of the memory, but ten times as long to look into. The English one is asked for everywhere.
    tables = DEFAULT_DICTIONARY_FACTORY if language == "en" else StreamDictionaryFactory()
    listed, ruled = DictionaryLookupStrategy(tables).get_lemma, RulesStrategy().get_lemma
    return lambda word: listed(word, language) or ruled(word, language) or word


def _in_latin(word: str) -> str:
    from anyascii import anyascii

    return str(anyascii(word)).lower()


@cache
def _segmented(run: str) -> tuple[str, ...]:
    import rjieba

    return tuple(rjieba.cut(run, False))
