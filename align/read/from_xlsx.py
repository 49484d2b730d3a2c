"""A workbook in, the rows of its sheets out, each cell as the text that stands in it and with its address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import regex

from align.errors import Fault, InputError, refuse
from align.read import files, package

LARGEST = 50_000_000  # bytes of a workbook, packed
_REMEDY = "save it in the spreadsheet as .xlsx"
_AGAIN = "mend these cells, or start again from the workbook that align run --format xlsx wrote"
_WIDEST, _LONGEST = 50, 200_000  # columns and rows that are looked at; a row in the void costs as much as a full one
_ARMED = regex.compile(r"^'(?=[\s']*[=+\-@])")
_WRONG = {
    "f": "is a formula; write its value",
    "d": "is a date; give the cell the format of text, and write it again",
    "e": "is an error",
}
_OLD = b"\xd0\xcf\x11\xe0"  # how .xls begins, and a workbook with a password


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: what stands under each heading, and the address of its cell (`Pairs!B7`)."""

    cells: Mapping[str, str]
    addresses: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells[heading]

    def where(self, heading: str) -> str:
        """The address of the cell under a heading."""
        return self.addresses[heading]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The rows of sheets by the sheet's name, without those that are empty; `notes` tell what was not read."""

    sheets: Mapping[str, tuple[Row, ...]]
    notes: tuple[str, ...] = ()


def workbook(place: str, sheets: Mapping[str, Sequence[str]]) -> Workbook:
    """These sheets of a workbook with these headings, which stand in each one's first row, in any order.

    `InputError` tells every sheet and heading that is missing, and every cell that holds a formula, a date or an error. What is no
    workbook, or packs too much, is refused.
    """
    name = files.name(place)
    tables = _tables(files.load(place, LARGEST), name, sheets)
    faults = [Fault(name, f"has no sheet “{title}”") for title in sheets if title not in tables]
    read: dict[str, tuple[Row, ...]] = {}
    notes: list[str] = []
    for title, (first, *others) in tables.items():
        columns = {_said(cell): number for number, cell in reversed(list(enumerate(first)))}
        missing = [heading for heading in sheets[title] if heading not in columns]
        faults += [Fault(f"{name}: {title}!1:1", f"has no heading “{heading}”") for heading in missing]
        if not missing:
            found = [row for number, cells in enumerate(others, 2) for row in _rows(title, number, cells, sheets[title], columns)]
            faults += [Fault(f"{name}: {fault.where}", fault.what) for fault in found if isinstance(fault, Fault)]
            read[title] = tuple(row for row in found if isinstance(row, Row))
            notes += [
                f"{title}: the column “{said}” was not read." for said in reversed(columns) if said not in ("", *sheets[title])
            ]
    if faults:
        raise InputError(faults, _AGAIN)
    return Workbook(read, tuple(notes))


def _tables(content: bytes, name: str, titles: Collection[str]) -> dict[str, list[Sequence[Any]]]:
    """The cells of these sheets, row by row; there is always a first row."""
    from openpyxl import load_workbook

    if content.startswith(_OLD):
        raise refuse(name, "an old workbook (.xls), or one with a password", _REMEDY)
    parts = package.parts(content, name, "workbook", _REMEDY)
    try:
        book = load_workbook(package.cleaned(parts), read_only=True)
        there = {title: book[title] for title in titles if title in book.sheetnames}
        return {title: list(islice(sheet.iter_rows(max_col=_WIDEST), _LONGEST)) or [()] for title, sheet in there.items()}
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as error:  # whatever openpyxl stumbles over
        raise refuse(name, f"is no workbook that can be read: {error}", _REMEDY) from None


def _rows(
    title: str, number: int, cells: Sequence[Any], headings: Sequence[str], columns: Mapping[str, int]
) -> Iterator[Row | Fault]:
    """The row, unless nothing stands in it; or its faults."""
    from openpyxl.utils import get_column_letter

    wanted = {heading: cells[columns[heading]] if columns[heading] < len(cells) else None for heading in headings}
    addresses = {heading: f"{title}!{get_column_letter(columns[heading] + 1)}{number}" for heading in headings}
    wrong = [Fault(addresses[heading], _WRONG[_type(cell)]) for heading, cell in wanted.items() if _type(cell) in _WRONG]
    said = {heading: _said(cell) for heading, cell in wanted.items()}
    if wrong:
        yield from wrong
    elif any(said.values()):
        yield Row(said, addresses)


def _type(cell: Any) -> str:
    return cell.data_type if cell is not None and cell.value is not None else ""


def _said(cell: Any) -> str:
    """The text of a cell; a whole number has no decimal point, and what was disarmed in writing is as it was."""
    value = cell.value if cell is not None else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else _ARMED.sub("", str(value), count=1).strip() if isinstance(value, str) else str(value)
