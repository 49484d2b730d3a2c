"""Blocks into sentences. In doubt, do not split: a bead can hold two, but not half.

Rules cut where they speak of the language. Where only the general ones of our own file would hold, `sentencex` cuts, which knows
the abbreviations of some three hundred languages; a user's rules are never completed in this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import regex

from align.language import base
from align.model import Block, Sentence, Span
from align.read.cutting import Cutter, Rules, cutter
from align.read.page import BLANK

LONGEST = 20_000  # characters of a block for sentencex, whose time may grow with their square

# Where sentencex cuts and we doubt: after what may be an ordinal or an initial (11. Mai, Pius XI., H. Dunant), around a quotation
# mark that goes the other way, before small letters, and where nothing but signs would follow.
_DOUBTFUL = regex.compile(
    r"""(?<=(?<![\p{L}\p{N}])(?:\p{N}{1,3}|[IVX]{1,5}|\p{L})\.\s{0,9})|(?<=\s["“„«(])
    |(?=[”’»)\]]|["'](?:\s|$)|[\s-]{0,9}\p{Ll}|[^\p{L}\p{N}]{1,99}$)""",
    regex.VERBOSE,
)


def cut(text: str, blocks: Iterable[Block], language: str, rules: Rules) -> tuple[Sentence, ...]:
    """The sentences of these blocks, without the white space around them; no other character is lost.

    A block of code is one sentence: it is kept or left out as a whole, and stops mean something else in it.
    """
    places_in = _cutter(language, rules)
    sentences = []
    for number, block in enumerate(blocks):
        words = block.span.of(text)
        places = [] if block.kind == "code" else places_in(words)
        sentences += [Sentence(span, number) for span in _trimmed(words, places, block.span.start)]
    return tuple(sentences)


def _cutter(language: str, rules: Rules) -> Cutter:
    general = cutter(rules.of(language))
    if rules.ours and base(language) != "und" and not rules.know(language):
        return lambda words: _by_language(base(language), words) if len(words) < LONGEST else general(words)
    return general


def _by_language(language: str, words: str) -> list[int]:
    import sentencex

    places, place = [], 0
    for sentence in sentencex.segment(language, words):
        place = words.index(sentence, place) + len(sentence)
        if not _DOUBTFUL.match(words, place):
            places.append(place)
    return places


def _trimmed(words: str, places: Iterable[int], start: int) -> Iterator[Span]:
    for begin, stop in pairwise((0, *places, len(words))):
        said = words[begin:stop].strip(BLANK)
        if said:
            begin = words.index(said, begin)
            yield Span(start + begin, start + begin + len(said))
