"""A workbook that a person edited in, gestures out, to be kept like all others; or all that does not fit, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from align.decisions import sheet_findings, sheet_pairs
from align.decisions.gestures import Decided, Gesture
from align.decisions.linking import linked
from align.decisions.record import Record, record
from align.decisions.store import read
from align.errors import Fault, InputError
from align.model import Alignment
from align.read.from_xlsx import Workbook, workbook
from align.write.as_xlsx import AS_WRITTEN, SHEETS

_HEADINGS = {name: [column.heading for column in columns] for name, columns in SHEETS.items()}
_ALL = _HEADINGS | {name + AS_WRITTEN: headings for name, headings in _HEADINGS.items()}
_SPARE = "align import it, or move it elsewhere"
_MEND = "mend these cells and import it again; or move it away, and align run --format xlsx writes it anew. Nothing was changed"


def imported(place: str, about: Record, decided: Decided) -> tuple[tuple[Gesture, ...], tuple[str, ...]]:
    """What a workbook says that was not decided yet about the report that it was written with, and notes on what was not read.

    `InputError` tells the address of every cell that does not fit.
    """
    book = workbook(place, _ALL)
    found = [*_pairs(book, linked(about.alignment, decided)), *_findings(book, about, decided)]
    if faults := [Fault(f"{place}: {fault.where}", fault.what) for fault in found if isinstance(fault, Fault)]:
        raise InputError(faults, _MEND)
    said = [gesture for gesture in found if isinstance(gesture, Gesture)]
    return tuple(gesture for gesture in said if not _holds(gesture, decided)), book.notes


def spare(paths: Iterable[Path]) -> None:
    """Refuses those workbooks among these files with changes that nobody has imported, so that a run does not write over them."""
    if unread := [path for path in paths if path.suffix == ".xlsx" and path.is_file() and _is_unread(path)]:
        raise InputError(
            [Fault(str(path), "holds what was not imported, or is not read, and would be lost") for path in unread], _SPARE
        )


def _is_unread(path: Path) -> bool:
    try:
        book = workbook(str(path), _ALL)
        touched = any(
            [row.cells for row in book.sheets[name]] != [row.cells for row in book.sheets[name + AS_WRITTEN]] for name in SHEETS
        )
        # What was not read, such as columns of a person's own, would be gone with the file.
        return bool(book.notes) or (touched and bool(imported(str(path), record(path.parent), read(path.parent))[0]))
    except InputError:  # something is in it that is not ours, or does not fit
        return True


def _pairs(book: Workbook, alignment: Alignment) -> list[Gesture | Fault]:
    name = sheet_pairs.SHEET
    return list(sheet_pairs.gestures(book.sheets[name], book.sheets[name + AS_WRITTEN], alignment))


def _findings(book: Workbook, about: Record, decided: Decided) -> list[Gesture | Fault]:
    name = sheet_findings.SHEET
    return list(sheet_findings.gestures(book.sheets[name], book.sheets[name + AS_WRITTEN], about.findings, decided))


def _holds(gesture: Gesture, decided: Decided) -> bool:
    """Whether this is what holds already, so that it need not be said again; a link that holds is none of these gestures."""
    if gesture.about == "link":
        return False
    last = decided.about(gesture.about).get(gesture.id)
    if gesture.verdict == "open":
        return last is None
    told = (gesture.verdict, gesture.reason, gesture.severity, gesture.message)
    return last is not None and told == (last.verdict, last.reason, last.severity, last.message)
