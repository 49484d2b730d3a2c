"""Where a passage leads: its links, the addresses written out in it, and its references to notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model import Document, Mark, Span

_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；、）】」》]+")
_NOTE = re.compile(r"#(?:fn|footnote|note|cite|ref|_ftn|_edn|endnote)", re.IGNORECASE)


def links(document: Document, span: Span) -> tuple[Mark, ...]:
    """The links that stand in a passage, in order: what was marked as one, and addresses in the text. References to notes are none.

    >>> text = "See https://example.org/a for more."
    >>> [mark.target for mark in links(Document("", "en", text, (), ()), Span(0, len(text)))]
    ['https://example.org/a']
    """
    marked = [mark for mark in _marks(document, span, "link") if not _NOTE.search(mark.target) and not mark.target.startswith("#")]
    places = (Span(*found.span()) for found in _ADDRESS.finditer(document.text, span.start, span.stop))
    free = (place for place in places if not any(place.overlaps(mark.span) for mark in marked))
    written = (Mark("link", place, place.of(document.text)) for place in free)
    return tuple(sorted((*marked, *written), key=lambda mark: mark.span))


def references(document: Document, span: Span) -> tuple[Mark, ...]:
    """The references to footnotes in a passage, in order: marked as such, or links to the note's place on the page."""
    linked = (mark for mark in _marks(document, span, "link") if _NOTE.search(mark.target))
    return tuple(sorted((*_marks(document, span, "footnote"), *linked), key=lambda mark: mark.span))


def _marks(document: Document, span: Span, kind: str) -> Iterator[Mark]:
    return (mark for mark in document.marks if mark.kind == kind and span.start <= mark.span.start < span.stop)
