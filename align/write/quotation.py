"""A place in a text, quoted: what a finding points at, with enough of its sentence to be understood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Alignment, Document, Finding, Side, Span
from align.remembered import remembered

LIMIT = 160  # characters: two lines of a mail
_EAST_ASIAN = "\u2e80"  # from here on, scripts that set no space between words


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is pointed at, and what stands before and after it; white space is single, and what was cut away is an ellipsis."""

    before: str
    marked: str
    after: str

    def __str__(self) -> str:
        return self.before + self.marked + self.after


def of(alignment: Alignment, finding: Finding, side: Side, limit: int = LIMIT) -> Quotation | None:
    """What the finding says of that side, in about `limit` characters.

    Where it points at nothing there, the first sentences that it is about, unmarked; None where there are none.
    """
    document = alignment.document(side)
    span = finding.original if side == "original" else finding.translation
    if span is not None:
        return around(document, span, limit)
    passages = (alignment.spans(bead)[0 if side == "original" else 1] for bead in finding.beads)
    about = next((passage for passage in passages if passage), None)
    return Quotation("", "", shortened(about.of(document.text), limit)) if about else None


def around(document: Document, span: Span, limit: int = LIMIT) -> Quotation:
    """The characters at `span`, and as much of their sentences as there is room for."""
    marked = _single(span.of(document.text))
    if len(marked) >= limit:
        return Quotation("", shortened(marked, limit), "")
    home = document.passage(sentences_at(document, span)) or span
    before = _single(document.text[min(home.start, span.start) : span.start], right=False)
    after = _single(document.text[span.stop : max(home.stop, span.stop)], left=False)
    room = limit - len(marked)
    # What one side does not use, the other may.
    left = max(room // 2, room - len(after))
    right = max(room // 2, room - len(before))
    return Quotation(_last_words(before, left), marked, _first_words(after, right))


def sentences_at(document: Document, span: Span) -> range:
    """The numbers of the sentences that have a character at `span`, or that an empty span stands in."""
    starts, stops = _borders(document)
    first = bisect_right(stops, span.start)
    return range(first, max(first, bisect_left(starts, max(span.stop, span.start + 1))))


def shortened(text: str, limit: int = LIMIT) -> str:
    """The first words of a text, at most `limit` characters and an ellipsis.

    >>> shortened("The ship left on Tuesday with nine joints on board.", 20)
    'The ship left on…'
    """
    return _first_words(_single(text), limit)


@remembered(8)
def _borders(document: Document) -> tuple[Sequence[int], Sequence[int]]:
    """Where its sentences start, and where they stop."""
    spans = [sentence.span for sentence in document.sentences]
    return [span.start for span in spans], [span.stop for span in spans]


def _first_words(text: str, room: int) -> str:
    return text if len(text) <= room else text[: _word_border(text, room)].rstrip() + "…"


def _last_words(text: str, room: int) -> str:
    return _first_words(text[::-1], room)[::-1]


def _word_border(text: str, room: int) -> int:
    """Where to cut so that no word is cut in two; Chinese has no space to look for and is cut where it stands."""
    if room and text[room - 1] < _EAST_ASIAN and text[room] < _EAST_ASIAN and not text[room].isspace():
        space = text.rfind(" ", 0, room)
        return space if space > 0 else room
    return room


def _single(text: str, left: bool = True, right: bool = True) -> str:
    """White space made single, and dropped at an end unless the quotation goes on there."""
    words = " ".join(text.split())
    if not words:
        return " " if text and not (left and right) else ""
    return (" " if not left and text[0].isspace() else "") + words + (" " if not right and text[-1].isspace() else "")
