"""Both texts as rows of a page: a bead a row, places of findings marked, and what nobody translated in bands of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from align.model import Document, Kind, Report, Side, Span
from align.write import quotation

FURNITURE = "editorial."  # rules about what nobody translated
DOUBTFUL = 0.5  # below it a pair is more likely wrong than right


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same findings (by number, gravest first); `begins` are those whose place starts here."""

    text: str
    findings: tuple[int, ...] = ()
    related: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a row shows of one block; `starts` where the block does."""

    kind: Kind
    starts: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row; `findings` are about all of it, but for neutral ones and those that a band tells."""

    parts: tuple[Part, ...] = ()
    findings: tuple[int, ...] = ()
    ruled: bool = False  # a thematic break stands before it


@dataclass(frozen=True, slots=True)
class Row:
    """One bead, by its number; `resumes` is a sentence of the translation, where that does not go on in its own order."""

    number: int
    original: Cell
    translation: Cell
    confidence: float
    resumes: int | None

    @property
    def doubtful(self) -> bool:
        """Whether the two sides may not belong together."""
        return bool(self.original.parts and self.translation.parts) and self.confidence < DOUBTFUL

    @property
    def leading(self) -> Cell:
        """The side whose blocks make the page's paragraphs."""
        return self.original if self.original.parts else self.translation


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: a paragraph; or a band of furniture, with the number of the editorial finding about it."""

    editorial: int | None
    rows: tuple[Row, ...]


def groups(report: Report) -> tuple[Group, ...]:
    """The whole of both texts, in the order of the beads."""
    furniture, paragraph = bands(report), 0
    keyed: list[tuple[tuple[int | None, int], Row]] = []
    for row in _rows(report):
        band = furniture.get(row.number)
        paragraph += row.leading.parts[0].starts
        keyed.append(((band, paragraph if band is None else 0), row))
    return tuple(Group(band, tuple(row for _, row in rows)) for (band, _), rows in groupby(keyed, key=lambda entry: entry[0]))


def bands(report: Report) -> dict[int, int]:
    """For each bead that is furniture the number of the editorial finding about it, the first where there are several."""
    found: dict[int, int] = {}
    for number, finding in enumerate(report.findings):
        if finding.rule.startswith(FURNITURE):
            for bead in finding.beads:
                found.setdefault(bead, number)
    return found


def _rows(report: Report) -> Iterator[Row]:
    original, translation = _marks(report, "original"), _marks(report, "translation")
    expected = 0
    for number, bead in enumerate(report.alignment.beads):
        yield Row(
            number,
            _cell(report.alignment.original, bead.original, original),
            _cell(report.alignment.translation, bead.translation, translation),
            bead.confidence,
            resumes=bead.translation.start if bead.translation and bead.translation.start != expected else None,
        )
        expected = bead.translation.stop if bead.translation else expected


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    finding: int
    related: bool = False
    told: bool = True  # beside the text, where the mark covers a whole cell


def _marks(report: Report, side: Side) -> dict[int, list[_Mark]]:
    """By sentence, the places on that side that findings point at."""
    document = report.alignment.document(side)
    marks: dict[int, list[_Mark]] = {}
    for number, finding in enumerate(report.findings):
        own = finding.original if side == "original" else finding.translation
        told = finding.severity != "neutral" and not finding.rule.startswith(FURNITURE)
        places = [_Mark(own, number, told=told)] if own else []
        places += [_Mark(place.span, number, related=True) for place in finding.related if place.side == side]
        for mark in places:
            for sentence in quotation.sentences_at(document, mark.span):
                marks.setdefault(sentence, []).append(mark)
    return marks


def _cell(document: Document, sentences: range, marks: dict[int, list[_Mark]]) -> Cell:
    passage = document.passage(sentences)
    if passage is None:
        return Cell()
    found = dict.fromkeys(mark for number in sentences for mark in marks.get(number, ()))
    whole = [mark for mark in found if not mark.related and mark.span.start <= passage.start and passage.stop <= mark.span.stop]
    inside = [mark for mark in found if mark not in whole]
    parts = []
    for block, numbers in groupby(sentences, key=lambda number: document.sentences[number].block):
        first, *rest = numbers
        span = document.passage(range(first, first + 1 + len(rest))) or passage
        parts.append(Part(document.blocks[block].kind, _starts(document, first), tuple(_pieces(document.text, span, inside))))
    home = document.sentences[sentences.start].block
    ruled = parts[0].starts and home > 0 and document.blocks[home - 1].kind == "rule"
    return Cell(tuple(parts), tuple(mark.finding for mark in whole if mark.told), ruled)


def _starts(document: Document, sentence: int) -> bool:
    return sentence == 0 or document.sentences[sentence - 1].block != document.sentences[sentence].block


def _pieces(text: str, span: Span, marks: list[_Mark]) -> Iterator[Piece]:
    """The text at `span`, cut wherever a mark starts or stops: marks may nest and cross, pieces do neither."""
    cuts = {cut for mark in marks for cut in (mark.span.start, mark.span.stop) if span.start < cut < span.stop}
    borders = sorted({span.start, span.stop, *cuts})
    for start, stop in pairwise(borders):
        over = [mark for mark in marks if mark.span.start <= start and stop <= mark.span.stop]
        own = [mark for mark in over if not mark.related]
        yield Piece(
            text[start:stop],
            findings=tuple(mark.finding for mark in own),
            related=tuple(mark.finding for mark in over if mark.related),
            begins=tuple(mark.finding for mark in own if mark.span.start == start),
        )
