"""What in a translation is not ours to change: the words of others, titles, and code.

Words of others are what the original quotes too, and what somebody is said to have said, in quotation marks or in a block of their
own. A term in marks that only the translation has is the translator's, and no quotation.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from align import find
from align.check.quotes.quoted import quoted
from align.model import Alignment, Document, Mark, Span

LEAST = 3  # words of a title that has no marks but its capitals
LITTLE = 3  # letters of the words that titles write small

_BACKTICKS = regex.compile(r"`[^`\n]++`")
_TOKEN = regex.compile(r"[!-~]++")
# An address, a path, an option, a name with underscores or a function call.
_CODE = regex.compile(r"://|[_\\@#$=]|\(\)|^\W?(?:www\.|[/~.]|--)|\w\.\w")
_PLAIN = regex.compile(r"(?:\p{Lu}\.)+|[\p{N}.,:%$€£#-]+|[\p{Lu}\p{N}][\p{L}\p{N}]*\.\p{L}+(?:['’]s)?")
_LETTERS = regex.compile(r"\p{L}+")


def untouched(alignment: Alignment) -> tuple[Span, ...]:
    """The places of the translation that no change may touch."""
    return (*_quotations(alignment), *_titles(alignment.translation), *_code(alignment.translation))


def _quotations(alignment: Alignment) -> Iterator[Span]:
    document = alignment.translation
    for block in document.blocks:
        if block.kind == "quote":
            yield block.span
        elif block.kind != "code":
            for quote in find.quotes(document.quote(block.span)):
                if quote.speech or quote.title:
                    yield quote.outer.moved(block.span.start)
    original = alignment.original
    for number, bead in enumerate(alignment.beads):
        place = alignment.spans(number)[1]
        if place and any(original.blocks[original.sentences[sentence].block].kind == "quote" for sentence in bead.original):
            yield place
    for answered in quoted(alignment).values():
        for _, theirs in answered.pairs:
            yield theirs.outer


def _titles(document: Document) -> Iterator[Span]:
    """Words in italics or under a link that have the capitals of a title."""
    for mark in document.marks:
        if mark.kind in ("emphasis", "link") and _titled(document.quote(mark.span)):
            yield mark.span


def _titled(text: str) -> bool:
    words = _LETTERS.findall(text)
    return len(words) >= LEAST and all(word[0].isupper() for word in words if len(word) > LITTLE)


def _code(document: Document) -> Iterator[Span]:
    yield from (block.span for block in document.blocks if block.kind == "code")
    yield from (mark.span for mark in document.marks if _is_code(mark))
    yield from (Span(*found.span()) for found in _BACKTICKS.finditer(document.text))
    for token in _TOKEN.finditer(document.text):
        if _CODE.search(token[0]) and not _PLAIN.fullmatch(token[0].strip("()[]{}<>\"'.,;:!?")):
            yield Span(*token.span())


def _is_code(mark: Mark) -> bool:
    return mark.kind in ("code", "image")
