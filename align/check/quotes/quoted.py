"""The quotations of both sides, bead by bead: which answers which, and which is left without an answer.

Within one language a quotation is known by its words; across languages by its place, its length, what the dictionary says of its
words, and the letters and figures that both sides share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from align import find
from align.check.alike import words as said_words
from align.check.page import FAITH
from align.find import Quote
from align.find.quotes import length
from align.language import base, same, simplified
from align.lexicon import dictionary
from align.lexicon.tokens import folder
from align.model import Alignment, Document, Span

MANY = 2000  # pairs of quotations in one bead; where there are more, they answer each other in their order
WORDY = 60  # words of a list from which on no stems are compared
STEM = 3  # letters that two words must share to be thought of one stem

_WORD = regex.compile(r"\p{Han}|[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the form in which it is compared, and its place."""

    form: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotations of one bead: those that answer each other, and those of either side that nothing answers."""

    pairs: tuple[tuple[Quote, Quote], ...]
    missing: tuple[Quote, ...]
    extra: tuple[Quote, ...]


def quoted(alignment: Alignment) -> dict[int, Quoted]:
    """What is in quotation marks, by the number of its bead. What its neighbour has in marks is neither missing nor extra."""
    ours, theirs = _all(alignment.original), _all(alignment.translation)
    if not ours and not theirs:
        return {}
    found = {place: answered for place in range(len(alignment.beads)) if (answered := _quoted(alignment, place, ours, theirs))}
    return {
        place: replace(
            here,
            missing=tuple(_unanswered(here.missing, [found[near].extra for near in (place - 1, place + 1) if near in found])),
            extra=tuple(_unanswered(here.extra, [found[near].missing for near in (place - 1, place + 1) if near in found])),
        )
        for place, here in found.items()
    }


def words(document: Document, span: Span) -> list[Word]:
    """The words of a passage, each Chinese character on its own."""
    form = folder(base(document.language))
    return [Word(form(_plain(match[0])), Span(*match.span())) for match in _WORD.finditer(document.text, span.start, span.stop)]


def likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """The share of words that two lists have in common, from 0 to 1 (the coefficient of Dice)."""
    return 2 * (Counter(one) & Counter(two)).total() / max(1, len(one) + len(two))


def apart(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words that only one of two lists has, each as often as the other lacks it; what grew from one word is the same."""
    common = Counter(word.form for word in ours) & Counter(word.form for word in theirs)
    missing, extra = _beyond(ours, common.copy()), _beyond(theirs, common)
    for word in tuple(missing) if max(len(missing), len(extra)) < WORDY else ():
        if grown := next((other for other in extra if grew(word.form, other.form)), None):
            missing.remove(word)
            extra.remove(grown)
    return missing, extra


def grew(one: str, other: str) -> bool:
    """Whether one word begins with the other: building and build, application and app."""
    return min(len(one), len(other)) >= STEM and (one.startswith(other) or other.startswith(one))


def _beyond(found: Sequence[Word], common: Counter[str]) -> list[Word]:
    left = []
    for word in found:
        if common[word.form]:
            common[word.form] -= 1
        else:
            left.append(word)
    return left


@cache
def _plain(word: str) -> str:
    return simplified(word) if "\u3400" <= word <= "\u9fff" else word.replace("’", "'")


# ---- a document and a bead


def _all(document: Document) -> list[Quote]:
    """The quotations of a document, block by block, for a paragraph begins anew what the one before has left open."""
    return [
        replace(quote, span=quote.span.moved(block.span.start), outer=quote.outer.moved(block.span.start))
        for block in document.blocks
        if block.kind != "code"
        for quote in find.quotes(document.quote(block.span))
    ]


def _quoted(alignment: Alignment, place: int, ours: list[Quote], theirs: list[Quote]) -> Quoted | None:
    bead = alignment.beads[place]
    original, translation = alignment.spans(place)
    if not original or not translation or bead.confidence < FAITH:
        return None
    one, two = _within(ours, original), _within(theirs, translation)
    if not one and not two:
        return None
    pairs = _answers(alignment, (original, translation), one, two)
    answered, answers = {quote.span for quote, _ in pairs}, {quote.span for _, quote in pairs}
    missing = [quote for quote in one if quote.span not in answered]
    extra = [quote for quote in two if quote.span not in answers]
    # What is said in one stretch here is interrupted there: “…,” she said, “…”.
    if _speaks(alignment.original, bead.original, ours):
        extra = [quote for quote in extra if not quote.speech]
    if _speaks(alignment.translation, bead.translation, theirs):
        missing = [quote for quote in missing if not quote.speech]
    return Quoted(tuple(pairs), tuple(_outermost(missing)), tuple(_outermost(extra)))


def _within(quotes: list[Quote], passage: Span) -> list[Quote]:
    first = bisect_left(quotes, passage.start, key=lambda quote: quote.outer.start)
    last = bisect_left(quotes, passage.stop, key=lambda quote: quote.outer.start)
    return quotes[first:last]


def _speaks(document: Document, sentences: range, quotes: list[Quote]) -> bool:
    """Whether somebody speaks in these sentences: in quotation marks, perhaps since before them, or in a block quotation."""
    blocks = [document.blocks[document.sentences[number].block] for number in (sentences[0], sentences[-1])]
    start, stop = (document.sentences[number].span for number in (sentences[0], sentences[-1]))
    around = _within(quotes, Span(blocks[0].span.start, stop.stop))
    return any(block.kind == "quote" for block in blocks) or any(quote.speech and quote.span.stop > start.start for quote in around)


def _outermost(quotes: Sequence[Quote]) -> Iterator[Quote]:
    stop = 0
    for quote in quotes:
        if quote.outer.stop > stop:
            yield quote
        stop = max(stop, quote.outer.stop)


def _unanswered(quotes: Sequence[Quote], near: Sequence[Sequence[Quote]]) -> Iterator[Quote]:
    others = [quote.speech for beside in near for quote in beside]
    for quote in quotes:
        if quote.speech in others:
            others.remove(quote.speech)
        else:
            yield quote


# ---- which answers which


def _answers(
    alignment: Alignment, passages: tuple[Span, Span], ours: list[Quote], theirs: list[Quote]
) -> list[tuple[Quote, Quote]]:
    """The pairs, the likeliest first; no quotation stands in two."""
    if len(ours) * len(theirs) > MANY:
        return list(zip(ours, theirs, strict=False))
    alike = same(alignment.original.language, alignment.translation.language)
    said = [
        [said_words(quote.text, base(document.language)) for quote in side]
        for document, side in ((alignment.original, ours), (alignment.translation, theirs))
    ]
    ranked = []
    for x, one in enumerate(ours):
        for y, two in enumerate(theirs):
            fit = 1 - _apart(passages, one, two) + (one.speech == two.speech)
            if alike:  # the words decide, and the place among equals
                fit = likeness(said[0][x], said[1][y]) + 0.01 * fit
            else:
                shorter, longer = sorted((length(one.text), length(two.text)))
                fit += shorter / max(1, longer) + 2 * _shared(alignment, said[0][x], said[1][y])
            ranked.append((-fit, x, y))
    taken: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for _, x, y in sorted(ranked):
        if x not in taken[0] and y not in taken[1]:
            taken[0].add(x)
            taken[1].add(y)
            pairs.append((ours[x], theirs[y]))
    return pairs


def _apart(passages: tuple[Span, Span], one: Quote, two: Quote) -> float:
    """How far two quotations stand apart, each measured along its own passage, from 0 to 1."""
    left, right = ((quote.span.start - home.start) / max(1, len(home)) for quote, home in zip((one, two), passages, strict=True))
    return abs(left - right)


def _shared(alignment: Alignment, one: Sequence[str], two: Sequence[str]) -> float:
    """The share of words that have a counterpart in the other quotation, by the dictionary or as they are."""
    languages = base(alignment.original.language), base(alignment.translation.language)
    if set(languages) != {"zh", "en"}:
        return likeness(one, two)
    chinese, english = (one, two) if languages[0] == "zh" else (two, one)
    return sum(not dictionary.glosses(word).union((word,)).isdisjoint(english) for word in chinese) / max(1, len(chinese))
