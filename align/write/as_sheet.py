"""Entries in, a workbook out: a row for each translation, with both languages named, to be read and mended in a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from align.entry import Entry
from align.write.as_rows import lost_in_objects
from align.write.as_xlsx import LONGEST, shown

SHEET = "Memory"
HEADINGS = ("from", "original", "to", "translation")
_MADE = datetime(2000, 1, 1)  # so that the same memory gives the same bytes


def sheet(entries: Iterable[Entry]) -> Iterator[tuple[bytes, ...]]:
    """The workbook, in one piece. No text in it is taken for a formula."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    book.set_properties({"created": _MADE})
    page = book.add_worksheet(SHEET)
    page.freeze_panes(1, 0)
    look = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, width in enumerate((12, 60, 12, 60)):
        page.set_column(column, column, width, look)
    page.write_row(0, 0, HEADINGS, book.add_format({"bold": True, "bottom": 1}))
    row = 0
    for entry in entries:
        for translation in entry.translations:
            row += 1
            for column, wording in ((0, entry.original), (2, translation)):
                page.write_string(row, column, wording.language)
                page.write_string(row, column + 1, shown(wording.text), look)
    page.autofilter(0, 0, row, len(HEADINGS) - 1)
    book.close()
    yield (content.getvalue(),)


def holds(entry: Entry) -> bool:
    """Whether there is room for it: two texts at least, and none longer than a cell."""
    return len(entry.wordings) > 1 and all(len(wording.text) < LONGEST for wording in entry.wordings)


def lost(entry: Entry) -> Iterator[str]:
    """What of an entry the rows cannot hold."""
    yield from lost_in_objects(entry)
    if any(wording.markup for wording in entry.wordings):
        yield "codes within the text are taken out"
    if entry.attributes or any(wording.attributes for wording in entry.wordings):
        yield "dates, authors and other attributes are left out"
    if entry.remarks or any(wording.remarks for wording in entry.wordings):
        yield "notes and props are left out"
    if entry.name:
        yield "names of units (tuid) are left out"
    if any(wording.text != wording.text.strip() for wording in entry.wordings):
        yield "white space at the ends of texts is left out"
