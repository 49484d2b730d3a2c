"""What a small word such as *not* bears on, and where the other side says that."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from align.language import base, simplified, table
from align.lexicon.dictionary import glosses
from align.lexicon.tokens import cutter, folder, is_han
from align.model import Span

BEFORE, AFTER = 3, 5  # content words of its sentence around a cue by which its place is known again
WEIGHT = (2.0, 1.5)  # of the first and the second word that follow it; the others count for one
REACH = 10  # content words of the other side among which they must stand together

_WORD = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|[.?!。？！;；,，、:：]")
_FULL = frozenset(".?!。？！;；")
_STOPS = _FULL | frozenset(",，、:：")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a stop of a text; `bare` where it carries no meaning by which one could find it on the other side."""

    text: str
    span: Span
    bare: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Where the other side says what stands around a cue: `anchor` renders `word`, number `at` of the other side's words.

    `head` tells whether that is what the cue bears on, one of the first two words after it, and `after` whether it follows the cue.
    """

    score: float
    word: Word
    anchor: Word
    at: int
    head: int
    after: bool


@cache
def words(text: str, language: str) -> tuple[Word, ...]:
    """The words and stops of a text, Chinese cut into words."""
    small = _small(base(language))
    found: list[Word] = []
    for match in _WORD.finditer(text):
        run = match[0]
        if is_han(run[0]):
            start = match.start()
            for piece in cutter(())(simplified(run)):
                found.append(Word(piece, Span(start, start + len(piece)), piece in small))
                start += len(piece)
        else:
            found.append(Word(run, Span(*match.span()), run in _STOPS or run.lower().replace("’", "'") in small))
    return tuple(found)


def place(span: Span, ours: Sequence[Word], theirs: Sequence[Word], same: Callable[[str, str], bool]) -> Found | None:
    """Where on the other side the words around a span stand together; None where none of them is there."""
    context = _context(span, ours)
    content = [(at, word) for at, word in enumerate(theirs) if not word.bare]
    hits = [[rank for rank, (mine, _, _) in enumerate(context) if same(mine.text, word.text)] for _, word in content]
    best: Found | None = None
    for start, first in enumerate(hits):
        if not first:
            continue
        seen: dict[int, int] = {}
        for (at, _), ranks in zip(content[start : start + REACH], hits[start : start + REACH], strict=True):
            for rank in ranks:
                seen.setdefault(rank, at)
        score = sum(context[rank][1] for rank in seen)
        if best is None or score > best.score:
            nearest = min(seen)
            word, _, after = context[nearest]
            best = Found(score, word, theirs[seen[nearest]], seen[nearest], nearest + 1 if after else 0, after)
    return best


def zone(found: Found, theirs: Sequence[Word], reach: int | None) -> Span:
    """The words in front of an anchor (behind it, if it renders what precedes the cue) as far as its clause goes, or `reach` words."""
    left = right = found.at
    limit = len(theirs) if reach is None else reach
    if found.after:
        while left > 0 and found.at - left < limit and theirs[left - 1].text not in _STOPS:
            left -= 1
        right = min(len(theirs) - 1, found.at + 1)
        if theirs[right].text in _STOPS:
            right = found.at
    else:
        left = max(0, left - 1)
        while right < len(theirs) - 1 and right - found.at < limit + 1 and theirs[right + 1].text not in _FULL:
            right += 1
    return Span(theirs[left].span.start, theirs[right].span.stop)


def sentence(found: Found, theirs: Sequence[Word]) -> Span:
    """From the full stop before an anchor to the one after it."""
    left = right = found.at
    while left > 0 and theirs[left - 1].text not in _FULL:
        left -= 1
    while right < len(theirs) - 1 and theirs[right + 1].text not in _FULL:
        right += 1
    return Span(theirs[left].span.start, theirs[right].span.stop)


@cache
def linker(one: str, two: str) -> Callable[[str, str], bool]:
    """Whether a word of the one language may render one of the other: the same form, or a gloss of the dictionary."""
    ours, theirs, english = folder(base(one)), folder(base(two)), folder("en")

    @cache
    def same(a: str, b: str) -> bool:
        if is_han(a[0]) and not is_han(b[0]):
            return english(b) in glosses(a)
        if is_han(b[0]) and not is_han(a[0]):
            return english(a) in glosses(b)
        return ours(a) == theirs(b)

    return same


def _context(span: Span, ours: Sequence[Word]) -> list[tuple[Word, float, bool]]:
    """The content words around a span, those after it first, with their weights, and whether they follow it."""
    after = _run([word for word in ours if word.span.start >= span.stop], AFTER)
    before = _run([word for word in reversed(ours) if word.span.stop <= span.start], BEFORE)
    weights = (*WEIGHT, *(1.0,) * AFTER)
    return [(word, weight, True) for word, weight in zip(after, weights, strict=False)] + [(word, 1.0, False) for word in before]


def _run(following: Sequence[Word], most: int) -> list[Word]:
    run: list[Word] = []
    for word in following:
        if word.text in _FULL or len(run) == most:
            break
        if not word.bare:
            run.append(word)
    return run


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(table(language).lists.get("small-words", ()))
