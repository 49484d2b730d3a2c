"""Where the words of a quotation stand on the other side without its marks.

Within one language the words themselves are looked for and, where they are others, the gap between the words around them; from
Chinese into English and back, the dictionary is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from align.check.page import SIDES, other
from align.check.quotes.quoted import Word, grew, words
from align.find import Quote
from align.language import base, same, simplified
from align.lexicon import dictionary
from align.lexicon.tokens import cutter, folder
from align.model import Alignment, Document, Side, Span

LONGEST = 4000  # characters of a passage in which one looks
HITS = 30  # words that may render one of the quotation's; of more, the first
FAR = 80  # characters from the first of them to the last
REACH = 2  # words between a quotation and what surely stands beside it
LITTLE = 3  # letters of words that a name may have in small letters
MARKS = frozenset(("emphasis", "code", "link"))
WIDE = 2  # times as many words as the quotation has, and as many more


_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A place, and the share of the quotation's words that stand in it."""

    span: Span
    share: float


def unquoted(alignment: Alignment, bead: int, quote: Quote, side: Side) -> Unquoted | None:
    """Where on the other side of the bead stands what `quote` of `side` says; None where that cannot be told."""
    here, there = (alignment.spans(bead)[SIDES.index(one)] for one in (side, other(side)))
    if not here or not there or max(len(here), len(there)) > LONGEST:
        return None
    languages = base(alignment.document(side).language), base(alignment.document(other(side)).language)
    if same(*languages):
        return _same(words(alignment.document(side), here), words(alignment.document(other(side)), there), quote.span)
    if set(languages) == {"zh", "en"}:
        return _glossed(alignment, quote, side, there)
    return None


def stands_out(document: Document, span: Span) -> bool:
    """Whether words stand out without quotation marks: by capitals, or by a mark that covers most of them and hardly more."""
    text = span.of(document.text)
    if len(text) > 1 and text.isascii() and text.isalpha() and text.isupper():
        return True
    return any(
        mark.kind in MARKS
        and len(mark.span) <= 2 * len(span)
        and 2 * (min(mark.span.stop, span.stop) - max(mark.span.start, span.start)) >= len(span)
        for mark in document.marks
    )


def named(text: str) -> bool:
    """Whether words are a name by their capitals and figures; small words may stand between.

    >>> named("Bank of China"), named("data lake"), named("数据湖")
    (True, False, False)
    """
    found = _WORD.findall(text)
    capitals = [not word[0].islower() for word in found if len(word) > LITTLE or not word[0].islower()]
    return all(capitals) and any(word[0].isupper() or word[0].isdigit() for word in found)


# ---- within one language


def _same(here: Sequence[Word], there: Sequence[Word], span: Span) -> Unquoted | None:
    inside = [number for number, word in enumerate(here) if word.span.overlaps(span)]
    partner = _partners(here, there, inside)
    found = sorted(partner[number] for number in inside if number in partner)
    start, stop = _edges(here, there, inside, partner)
    if not found and start is not None and stop is not None and 0 < stop - start <= WIDE * (len(inside) + 1):
        return Unquoted(Span(there[start].span.start, there[stop - 1].span.stop), 0)
    if not found or found[-1] - found[0] > WIDE * (len(inside) + 1):
        return None
    # Words at the edge of the quotation that have no partner are reckoned to stand at the edge over there.
    leading = next(number for number in inside if number in partner) - inside[0]
    trailing = inside[-1] - next(number for number in reversed(inside) if number in partner)
    start = max(found[0] - leading, start or 0)
    stop = min(found[-1] + 1 + trailing, stop or len(there))
    start, stop = min(start, found[0]), max(stop, found[-1] + 1)
    return Unquoted(Span(there[start].span.start, there[stop - 1].span.stop), len(found) / len(inside))


def _partners(here: Sequence[Word], there: Sequence[Word], inside: Sequence[int]) -> dict[int, int]:
    """For the words here, by number, those that stand for them there; within the quotation also words of one stem."""
    forms = tuple(word.form for word in there)
    partner = dict(_matched(tuple(word.form for word in here), forms))
    taken = set(partner.values())
    for number in inside:
        if number not in partner:
            grown = (other for other, form in enumerate(forms) if other not in taken and grew(here[number].form, form))
            if (other := next(grown, None)) is not None:
                partner[number] = other
                taken.add(other)
    return partner


@lru_cache(maxsize=16)  # a bead may have many quotations
def _matched(here: tuple[str, ...], there: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The numbers of words that match in runs, here and there."""
    blocks = SequenceMatcher(None, there, here, autojunk=False).get_matching_blocks()
    return tuple((block.b + step, block.a + step) for block in blocks for step in range(block.size))


def _edges(
    here: Sequence[Word], there: Sequence[Word], inside: Sequence[int], partner: dict[int, int]
) -> tuple[int | None, int | None]:
    """Where over there the words end that stand before the quotation, and those begin that stand behind it."""
    placed = partner | {-1: -1, len(here): len(there)}  # both sides begin and end
    before = (placed[number] + 1 for number in range(inside[0] - 1, inside[0] - 2 - REACH, -1) if number in placed)
    after = (placed[number] for number in range(inside[-1] + 1, inside[-1] + 2 + REACH) if number in placed)
    return next(before, None), next(after, None)


# ---- between Chinese and English


def _glossed(alignment: Alignment, quote: Quote, side: Side, there: Span) -> Unquoted | None:
    """From the first to the last word that the dictionary allows for one of the quotation's, if they stand close together."""
    document = alignment.document(other(side))
    chinese = base(document.language) == "zh"
    form = folder("en" if chinese else "zh")
    said = list(dict.fromkeys(form(word) for word in cutter(())(simplified(quote.text)) if word[0].isalnum()))
    cut = list(_cut(simplified(document.quote(there)), there.start)) if chinese else words(document, there)
    hits = [(word.span, number) for word in cut for number, one in enumerate(said) if _renders(word.form, one, chinese)][:HITS]
    if not hits:
        return None
    # The most of its words in the least room.
    share, _, start, stop = max(
        (len({number for _, number in hits[first : last + 1]}), hits[first][0].start - hits[last][0].stop, -first, last)
        for first in range(len(hits))
        for last in range(first, len(hits))
    )
    span = Span(hits[-start][0].start, hits[stop][0].stop)
    return Unquoted(span, share / len(said)) if len(span) <= FAR else None


def _renders(word: str, said: str, chinese: bool) -> bool:
    """Whether a word of the other side may stand for one of the quotation; `chinese` tells that the first is Chinese."""
    headword, gloss = (word, said) if chinese else (said, word)
    return headword.casefold() == gloss or gloss in dictionary.glosses(headword)


def _cut(text: str, start: int) -> Iterator[Word]:
    """The words of a Chinese passage, and where they stand in the document."""
    at = 0
    for word in cutter(())(text):
        found = text.find(word, at)
        if found >= 0:  # what was written wide has become narrow, and is no word of Chinese
            yield Word(word, Span(start + found, start + found + len(word)))
            at = found + len(word)
