"""Blocks into sentences. In doubt, do not split: a bead can hold two, but not half.

Rules cut where they speak of the language. Where only the general ones of our own file would hold, `sentencex` cuts, which knows
the abbreviations of some three hundred languages; a user's rules are never completed in this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from align.language import base
from align.model import Block, Sentence, Span
from align.read import srx
from align.read.page import BLANK

LONGEST = 20_000  # characters of a block for sentencex, whose time may grow with their square


def cut(text: str, blocks: Iterable[Block], language: str, rules: srx.Rules) -> tuple[Sentence, ...]:
    """The sentences of these blocks, without the white space around them; no other character is lost.

    A block of code is one sentence: it is kept or left out as a whole, and stops mean something else in it.
    """
    cutter = _cutter(language, rules)
    sentences = []
    for number, block in enumerate(blocks):
        words = block.span.of(text)
        places = [] if block.kind == "code" else cutter(words)
        sentences += [Sentence(span, number) for span in _trimmed(words, places, block.span.start)]
    return tuple(sentences)


def _cutter(language: str, rules: srx.Rules) -> srx.Cutter:
    general = srx.cutter(rules.of(language))
    if rules.ours and base(language) != "und" and not rules.know(language):
        return lambda words: _by_language(base(language), words) if len(words) < LONGEST else general(words)
    return general


def _by_language(language: str, words: str) -> list[int]:
    import sentencex

    places, place = [], 0
    for sentence in sentencex.segment(language, words):
        place = words.index(sentence, place) + len(sentence)
        places.append(place)
    return places


def _trimmed(words: str, places: Iterable[int], start: int) -> Iterator[Span]:
    for begin, stop in pairwise((0, *places, len(words))):
        said = words[begin:stop].strip(BLANK)
        if said:
            begin = words.index(said, begin)
            yield Span(start + begin, start + begin + len(said))
