"""Lines of cells in, from a file with commas, semicolons or tabs; and our own table of terms, as rows.

A cell that a spreadsheet would take for a formula was written with an apostrophe before it; it is read without.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from align.errors import Fault
from align.read.decided import Row

COLUMNS = ("concept", "kind", "language", "term", "status", "note")

_MARKS = (",", ";", "\t")  # a spreadsheet writes semicolons where a comma stands in its figures
_DISARMED = re.compile(r"'[\s']*[=+\-@]")


class Line(NamedTuple):
    """The cells of one line, trimmed and in composed form, and the number of the line on which they begin."""

    number: int
    cells: list[str]


def text(place: str, content: bytes) -> str | list[Fault]:
    """The text of bytes in UTF-8; of others a fault for each line that is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return list(_undecodable(place, content))


def delimiter(text: str) -> str:
    """What stands between the columns of a table: the mark that makes most cells of its first line.

    >>> delimiter("pier, or jetty;Kai;\\n")
    ';'
    """
    first = next(filter(str.strip, text.splitlines()), "")
    return max(_MARKS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def lines(place: str, text: str, delimiter: str) -> Iterator[Line | Fault]:
    """The lines that have a cell with something in it; a fault, and no more, where quotation marks are not in order."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(start, [unicodedata.normalize("NFC", cell).strip() for cell in cells])
            start = reader.line_num + 1
    except csv.Error as error:
        yield Fault(f"{place}: line {start}", f"a cell's quotation marks are not in order ({error})")


def rows(place: str, found: Iterable[Line | Fault]) -> Iterator[Row | Fault]:
    """The terms of our own table, whose header is the first of these lines."""
    for number, line in enumerate(found):
        if isinstance(line, Fault):
            yield line
        elif number == 0:
            if tuple(line.cells) != COLUMNS:
                yield Fault(f"{place}: line {line.number}", f"the header is {','.join(line.cells)[:80]!r}")
                return
        elif len(line.cells) != len(COLUMNS):
            yield Fault(f"{place}: line {line.number}", f"{len(line.cells)} cells, not {len(COLUMNS)}")
        else:
            yield Row(line.number, *map(_armed, line.cells))


def _armed(cell: str) -> str:
    return cell[1:] if _DISARMED.match(cell) else cell


def _undecodable(place: str, content: bytes) -> Iterator[Fault]:
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            yield Fault(
                f"{place}: line {number}", f"byte {line[error.start]:#04x} is no UTF-8; a spreadsheet saves it as “CSV UTF-8”"
            )
