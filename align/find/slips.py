"""Where a text nearly says a term: in other capitals, with a space more or less, or with one letter wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.find.terms import bordered, spaced
from align.model import Span, Term

# What is shorter is too often another word that differs in a letter or a space.
SHORTEST_WORD = 6  # letters
SHORTEST_CHINESE = 4  # characters

_WORD = re.compile(r"[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*")


def slip(text: str, term: Term) -> Span | None:
    """The first place where `text` says `term` with a slip; None where there is no such place.

    >>> bytedance = Term("bytedance", "company", "en", "ByteDance")
    >>> [slip(text, bytedance) for text in ("ask Bytedance", "ask Byte Dance", "ask ByteDence", "ask ByteDance")]
    [Span(start=4, stop=13), Span(start=4, stop=14), Span(start=4, stop=13), None]
    """
    return next(
        (span for span in (*_recased(text, term), *_misspelt(text, term)) if spaced(span.of(text)) != spaced(term.text)), None
    )


def _recased(text: str, term: Term) -> Iterator[Span]:
    """Where the term's letters stand in order, whatever their case and spaces."""
    wanted = "".join(spaced(term.text).lower().split())
    places = [place for place, character in enumerate(spaced(text)) if character != " "]
    squeezed = "".join(low if len(low := text[place].lower()) == 1 else text[place] for place in places)
    found = squeezed.find(wanted)
    while wanted and found >= 0:
        span = Span(places[found], places[found + len(wanted) - 1] + 1)
        same_spaces = len(span) == len(term.text)
        if bordered(text, span.start, span.stop) and (same_spaces or len(wanted) >= SHORTEST_WORD):
            yield span
        found = squeezed.find(wanted, found + 1)


def _misspelt(text: str, term: Term) -> Iterator[Span]:
    """Where a name stands with one letter wrong, lost, added or changed for its neighbour; never a plural."""
    if term.kind == "term":
        return
    if not term.text.isascii():
        yield from _miswritten(text, term.text)
        return
    from rapidfuzz.distance import OSA

    name = spaced(term.text).lower()
    if len(name) < SHORTEST_WORD:
        return
    words = list(_WORD.finditer(text))
    size = len(name.split())
    for first, last in zip(words, words[size - 1 :], strict=False):
        span = Span(first.start(), last.end())
        said = spaced(span.of(text)).lower()
        if text[span.start].isupper() and said != name + "s" and OSA.distance(said, name, score_cutoff=1) == 1:
            yield span


def _miswritten(text: str, name: str) -> Iterator[Span]:
    """The same for Chinese: one character is another."""
    if len(name) < SHORTEST_CHINESE:
        return
    for start in range(len(text) - len(name) + 1):
        said = text[start : start + len(name)]
        if sum(one != other for one, other in zip(said, name, strict=True)) == 1 and said[0] == name[0]:
            yield Span(start, start + len(name))
