"""Both texts as rows of a page: a bead a row, places of findings marked, and what nobody translated in bands of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import get_args

from align.model import Alignment, Document, Finding, Kind, PairVerdict, Report, Side, Span
from align.remembered import remembered
from align.write import quotation

FURNITURE = "editorial."  # rules about what nobody translated
DOUBTFUL = 0.5  # below it a pair is more likely wrong than right


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a text, and the number of the finding that points at it."""

    span: Span
    finding: int
    related: bool = False
    told: bool = True  # beside the text, where the mark covers a whole cell


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same findings (by number, gravest first); the places of some of them start or end here."""

    text: str
    findings: tuple[int, ...] = ()
    related: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a row shows of one block, sentence by sentence and with their numbers; `starts` where the block does.

    The white space between two sentences goes with the first.
    """

    kind: Kind
    starts: bool
    sentences: tuple[tuple[int, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row; `findings` are about all of it, but for neutral ones and those that a band tells."""

    parts: tuple[Part, ...] = ()
    findings: tuple[int, ...] = ()
    ruled: bool = False  # a thematic break stands before it


@dataclass(frozen=True, slots=True)
class Row:
    """A bead, or what several versions make of a passage, by its number: a cell for each text, empty where that has nothing.

    `moved` says of which texts this does not go on in their own order, in words; `decision` is what a person said of the pair.
    """

    number: int
    cells: tuple[Cell, ...]
    confidence: float
    moved: str = ""
    decision: PairVerdict | None = None

    @property
    def doubtful(self) -> bool:
        """Whether the texts may not belong together here: a person says so, or nobody does and it is likely."""
        if self.decision:
            return self.decision == "doubtful"
        return sum(bool(cell.parts) for cell in self.cells) > 1 and self.confidence < DOUBTFUL

    @property
    def leading(self) -> Cell:
        """The first that has something: its blocks make the page's paragraphs."""
        return next((cell for cell in self.cells if cell.parts), Cell())


@dataclass(frozen=True, slots=True)
class Group:
    """Beads that stand together, by number: a paragraph; or a band of furniture, with the number of its editorial finding."""

    editorial: int | None
    beads: range


@dataclass(frozen=True, slots=True)
class Texts:
    """Both texts as a page has them: its groups in the order of the beads, and all that it takes to make any row of them."""

    report: Report
    groups: tuple[Group, ...]
    marks: Mapping[Side, Mapping[int, Sequence[Mark]]]  # by sentence, the places on that side that findings point at
    resumed: frozenset[int]  # beads at which the translation does not go on in its own order

    def row(self, bead: int) -> Row:
        """What a page shows of that bead."""
        alignment = self.report.alignment
        found = alignment.beads[bead]
        cells = (
            cell(alignment.original, found.original, self.marks["original"]),
            cell(alignment.translation, found.translation, self.marks["translation"]),
        )
        moved = f"this is sentence {found.translation.start} of the translation" if bead in self.resumed else ""
        return Row(bead, cells, found.confidence, moved, found.decision)


def texts(report: Report) -> Texts:
    """The whole of both texts. A row is made when it is asked for, so that one paragraph of a long article is made at once."""
    marks = {side: _marks(report.alignment.document(side), report.findings, side) for side in get_args(Side)}
    return Texts(report, tuple(_groups(report)), marks, frozenset(_resumed(report.alignment)))


def grouped(keys: Sequence[tuple[int | None, int]]) -> Iterator[Group]:
    """The groups of rows, which come in their order, each by its editorial finding and its paragraph."""
    for (editorial, _), numbers in groupby(range(len(keys)), key=keys.__getitem__):
        first, *rest = numbers
        yield Group(editorial, range(first, first + 1 + len(rest)))


def bands(report: Report) -> dict[int, int]:
    """For each bead that is furniture the number of the editorial finding about it, the first where there are several."""
    found: dict[int, int] = {}
    for number, finding in enumerate(report.findings):
        if finding.rule.startswith(FURNITURE):
            for bead in finding.beads:
                found.setdefault(bead, number)
    return found


def _groups(report: Report) -> Iterator[Group]:
    alignment, furniture, paragraph = report.alignment, bands(report), 0
    keys: list[tuple[int | None, int]] = []
    for number, bead in enumerate(alignment.beads):
        # The original's blocks make the paragraphs, and the translation's where it stands alone.
        document, sentences = (alignment.original, bead.original) if bead.original else (alignment.translation, bead.translation)
        paragraph += opens(document, sentences.start)
        band = furniture.get(number)
        keys.append((band, paragraph if band is None else 0))
    return grouped(keys)


def _resumed(alignment: Alignment) -> Iterator[int]:
    expected = 0
    for number, bead in enumerate(alignment.beads):
        if bead.translation:
            if bead.translation.start != expected:
                yield number
            expected = bead.translation.stop


@remembered(4)
def _marks(document: Document, findings: tuple[Finding, ...], side: Side) -> Mapping[int, Sequence[Mark]]:
    marks: dict[int, list[Mark]] = {}
    for number, finding in enumerate(findings):
        own = finding.original if side == "original" else finding.translation
        told = finding.severity != "neutral" and not finding.rule.startswith(FURNITURE)
        places = [Mark(own, number, told=told)] if own else []
        if finding.severity != "neutral":  # of a habit that changes nothing, one place is enough
            places += [Mark(place.span, number, related=True) for place in finding.related if place.side == side]
        for mark in places:
            for sentence in quotation.sentences_at(document, mark.span):
                marks.setdefault(sentence, []).append(mark)
    return marks


def cell(document: Document, sentences: range, marks: Mapping[int, Sequence[Mark]]) -> Cell:
    """What a page shows of a run of sentences, with the marks that lie in it."""
    passage = document.passage(sentences)
    if passage is None:
        return Cell()
    found = dict.fromkeys(mark for number in sentences for mark in marks.get(number, ()))
    whole = [mark for mark in found if not mark.related and mark.span.start <= passage.start and passage.stop <= mark.span.stop]
    inside = [mark for mark in found if mark not in whole]
    parts = []
    for block, numbers in groupby(sentences, key=lambda number: document.sentences[number].block):
        here = list(numbers)
        starts = [document.sentences[number].span.start for number in here]
        stops = [*starts[1:], document.sentences[here[-1]].span.stop]
        spoken = tuple(
            (number, tuple(_pieces(document.text, Span(start, stop), inside)))
            for number, start, stop in zip(here, starts, stops, strict=True)
        )
        parts.append(Part(document.blocks[block].kind, opens(document, here[0]), spoken))
    home = document.sentences[sentences.start].block
    ruled = parts[0].starts and home > 0 and document.blocks[home - 1].kind == "rule"
    return Cell(tuple(parts), tuple(mark.finding for mark in whole if mark.told), ruled)


def opens(document: Document, sentence: int) -> bool:
    """Whether a block begins with that sentence."""
    return sentence == 0 or document.sentences[sentence - 1].block != document.sentences[sentence].block


def _pieces(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
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
            ends=tuple(mark.finding for mark in own if mark.span.stop == stop),
        )
