"""What a passage claims that the other text nowhere says: its names, its numbers and its decided terms.

Only what can be compared is claimed: numbers by value, terms by concept, and names in Latin letters where the other text is
written in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from align import find
from align.find import Number
from align.model import Document, Glossary, Span

SMALL = 10  # up to here a whole number is a manner of speaking (two paths, three reasons) more often than a figure

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<=\b[A-Z])\.")  # U.S. is read as US
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A name, number or term that one text has and the other nowhere; `span` is its place in its own text."""

    kind: Literal["name", "number", "term"]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Said:
    """All that a text says and that can be compared: its words, the values of its numbers, its concepts."""

    words: frozenset[str]
    values: frozenset[Fraction]
    concepts: frozenset[str]
    latin: bool


def said(document: Document, glossary: Glossary) -> Said:
    """What a document says, for looking things up in it."""
    letters = _LETTER.findall(document.text)
    return Said(
        frozenset(_WORD.findall(_DOTTED.sub("", document.text).casefold())),
        frozenset(value for number in find.numbers(document.text, document.language) for value in number.readings),
        frozenset(hit.term.concept for hit in find.terms(document.text, document.language, glossary)),
        sum(letter < "\u0250" for letter in letters) * 2 > len(letters),
    )


def unsaid(document: Document, span: Span, other: Said, glossary: Glossary) -> tuple[Claim, ...]:
    """What a passage of `document` claims and the other text does not say, in order of place, each thing once."""
    found = sorted(_claims(document, span, other, glossary), key=lambda claim: (claim.span, claim.kind))
    first: dict[str, Claim] = {}
    for claim in found:
        first.setdefault(claim.text.casefold(), claim)
    return tuple(first.values())


def _claims(document: Document, span: Span, other: Said, glossary: Glossary) -> Iterator[Claim]:
    text = span.of(document.text)
    hits = find.terms(text, document.language, glossary)
    for hit in hits:
        if not {same.term.concept for same in hits if same.span == hit.span} & other.concepts:
            yield Claim("term", hit.text, hit.span.moved(span.start))
    for name in find.names(text) if other.latin else ():
        known = any(hit.span.overlaps(name.span) for hit in hits)
        if not known and not _words(name.text) <= other.words and _initials(name.text) not in other.words:
            yield Claim("name", name.text, name.span.moved(span.start))
    for number in find.numbers(text, document.language):
        if _weighty(number) and other.values.isdisjoint(number.readings):
            yield Claim("number", number.text, number.span.moved(span.start))


def _words(name: str) -> frozenset[str]:
    """The words that carry a name: AI of AI-related."""
    return frozenset(word.casefold() for word in _WORD.findall(_DOTTED.sub("", name)) if not word.islower())


def _initials(name: str) -> str:
    words = _WORD.findall(name)
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else name


def _weighty(number: Number) -> bool:
    if number.loose or number.kind in ("name", "vague", "ordinal", "time"):
        return False
    return number.kind == "percent" or number.value > SMALL or number.value.denominator > 1
