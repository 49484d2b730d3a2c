"""What a small word such as *not* bears on, and where the other side says that."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from align.language import base, simplified, table
from align.lexicon.dictionary import glosses
from align.lexicon.tokens import cutter, folder, is_han
from align.model import Span

BEFORE, AFTER = 3, 5  # content words of its sentence around a cue by which its place is known again
WEIGHT = (2.0, 1.5)  # of the first and the second word that follow it; the others count for one
REACH = 10  # content words of the other side among which they must stand together
FREE, ASIDE = 0.35, 3.0  # by so much of a text a place may be aside at no cost; what the rest takes from the score
SHORT = 8  # characters by which it may be aside besides: in a short text a word or two are half of it
CLOSE = 1.0  # in score: two places that differ by less may both be meant
FEW, FEW_RIGHT, RIGHT = 5, 4, 4  # words before and after an anchor in which a cue stands that bears on it
ITEM = 2  # words between two commas of a list

Width = Literal["near", "clause", "sentence"]
NEAR: Width = "near"
CLAUSE: Width = "clause"
SENTENCE: Width = "sentence"

_WORD = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|[.?!。？！;；,，、:：]")
_FULL = frozenset(".?!。？！;；")
_JOINS = frozenset(("and", "but", "because", "和", "与"))
_WHICH = frozenset(("where", "which", "who", "whose", "that", "because", "so"))  # a comma before these parts no clause from its own
_STOPS = _FULL | frozenset(",，、:：")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a stop of a text; `bare` where it carries no meaning by which one could find it on the other side."""

    text: str
    span: Span
    bare: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Where the other side says what stands around a cue: `anchor`, its word number `at`, renders our `word`.

    `head` is the rank of that word among those that the cue bears on, 1 for the first, 0 for none of them; `after` tells whether it
    follows the cue. `heads` are the first two of those, found or not.
    """

    score: float
    word: Word
    anchor: Word
    at: int
    head: int
    after: bool
    heads: tuple[str, ...]


class _Near(NamedTuple):
    """A content word near a cue: what it weighs, its rank as the cue's head (0 for none), and whether it follows the cue."""

    word: Word
    weight: float
    head: int
    after: bool


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


def places(span: Span, ours: Sequence[Word], theirs: Sequence[Word], same: Callable[[str, str], bool]) -> list[Found]:
    """Where on the other side the words around a span stand together, the likeliest first; nothing where none of them is there."""
    context = _context(span, ours)
    heads = tuple(near.word.text for near in context if near.head in (1, 2))
    content = [(at, word) for at, word in enumerate(theirs) if not word.bare]
    hits = [[rank for rank, near in enumerate(context) if same(near.word.text, word.text)] for _, word in content]
    _in_order(hits, context)
    length = (ours[-1].span.stop, theirs[-1].span.stop) if ours and theirs else (1, 1)
    found: dict[int, Found] = {}
    for start, first in enumerate(hits):
        if not first:
            continue
        seen: dict[int, int] = {}
        for (at, _), ranks in zip(content[start : start + REACH], hits[start : start + REACH], strict=True):
            for rank in ranks:
                seen.setdefault(rank, at)
        aside = abs(content[start][1].span.start / length[1] - span.start / length[0])
        score = sum(context[rank].weight for rank in seen) - ASIDE * max(0, aside - FREE - SHORT / min(length))
        near, at = context[min(seen)], seen[min(seen)]
        if at not in found or score > found[at].score:
            found[at] = Found(score, near.word, theirs[at], at, near.head, near.after, heads)
    best = max((one.score for one in found.values()), default=0)
    return sorted((one for one in found.values() if one.score >= best - CLOSE), key=lambda one: (-one.score, one.at))


def zone(found: Found, theirs: Sequence[Word], width: Width, narrow: bool = False) -> Span:
    """Where on the other side a cue stands that bears on an anchor: near it, before it in its clause, or in its sentence.

    The sentence is `narrow` if a comma ends it too.
    """
    left = right = found.at
    if width == SENTENCE:
        while left > 0 and not _parted(theirs, left - 1, narrow):
            left -= 1
        while right < len(theirs) - 1 and not _parted(theirs, right + 1, narrow):
            right += 1
    elif found.after:
        few, right_few = (FEW, FEW_RIGHT) if width == NEAR else (len(theirs), RIGHT)
        while left > 0 and found.at - left < few and not _parted(theirs, left - 1):
            left -= 1
        while right < len(theirs) - 1 and right - found.at < right_few and theirs[right + 1].text not in _STOPS:
            right += 1
    else:  # the anchor renders what stands before the cue
        left = max(0, left - 1)
        few = FEW + 1 if width == NEAR else len(theirs)
        while right < len(theirs) - 1 and right - found.at < few and theirs[right + 1].text not in _FULL:
            right += 1
    return Span(theirs[left].span.start, theirs[right].span.stop)


@cache
def linker(one: str, two: str) -> Callable[[str, str], bool]:
    """Whether a word of the one language may render one of the other: the same form, or a gloss of the dictionary."""
    ours, theirs, english = folder(base(one)), folder(base(two)), folder("en")

    def same(a: str, b: str) -> bool:
        if is_han(a[0]) and not is_han(b[0]):
            return english(b) in glosses(a)
        if is_han(b[0]) and not is_han(a[0]):
            return english(a) in glosses(b)
        return ours(a) == theirs(b)

    return same


def _context(span: Span, ours: Sequence[Word]) -> list[_Near]:
    """The content words around a span, its head first."""
    after = _run([word for word in ours if word.span.start >= span.stop], AFTER)
    before = _run([word for word in reversed(ours) if word.span.stop <= span.start], BEFORE)
    # A cue within a longer word bears on that word first, and perhaps on nothing else.
    inside = int(any(word.span.overlaps(span) and len(word.span) > len(span) for word in ours))
    follows = any(not crossed for _, crossed in after)
    context = [
        _Near(word, WEIGHT[rank] if rank < len(WEIGHT) and not crossed else 1.0, 0 if crossed else rank + 1 + inside, True)
        for rank, (word, crossed) in enumerate(after)
    ]
    context += [
        _Near(word, 1.0, 2 if not (follows or rank or crossed) else 0, False) for rank, (word, crossed) in enumerate(before)
    ]
    return context if follows else sorted(context, key=lambda near: near.head == 0)


def _in_order(hits: Sequence[list[int]], context: Sequence[_Near]) -> None:
    """Where a word stands before the cue and again after it, but once on the other side, that is the one before."""
    for ranks in hits:
        both = {context[rank].after for rank in ranks} == {True, False}
        if both and sum(other == ranks for other in hits) == 1:
            ranks[:] = [rank for rank in ranks if not context[rank].after]


def _run(following: Sequence[Word], most: int) -> list[tuple[Word, bool]]:
    """The next content words of the sentence, and whether a comma stands before them."""
    run: list[tuple[Word, bool]] = []
    crossed = False
    for word in following:
        if word.text in _FULL or len(run) == most:
            break
        if not word.bare:
            run.append((word, crossed))
        crossed = crossed or word.text in _STOPS or (not run and word.text.lower() in _JOINS)
    return run


def _parted(theirs: Sequence[Word], at: int, clause: bool = True) -> bool:
    """Whether a stop parts two sentences there, or two clauses, and not the items of a list."""
    text = theirs[at].text
    if text in _FULL or text not in _STOPS or not clause:
        return text in _FULL
    if at + 1 < len(theirs) and theirs[at + 1].text.lower() in _WHICH:
        return False
    return not any(word.text in _STOPS for word in (*theirs[max(0, at - ITEM) : at], *theirs[at + 1 : at + 1 + ITEM]))


@cache
def _small(language: str) -> frozenset[str]:
    lists = table(language).lists
    return frozenset((*lists.get("function", ()), *lists.get("small-words", ()))) - set(lists.get("telling-words", ()))
