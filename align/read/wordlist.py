"""A table in, its pairs out: a word or a sentence, its translation, and perhaps how sure that is, with tabs between."""

from __future__ import annotations

import math
from collections.abc import Iterator

from align.errors import Fault
from align.read import files
from align.read.streamed import LARGEST

REMEDY = "each line is a word or a sentence, a tab, its translation, and if need be another tab and a weight from 0 to 1, in UTF-8"


def rows(place: str) -> Iterator[tuple[str, str, float] | Fault]:
    """Each line that is not blank: both sides and a weight, 1 where none is given; or what is wrong with it.

    A first line with a word in place of a weight is a heading, and passed over.
    """
    with files.opened(place, LARGEST) as file:
        for number, line in enumerate(file, 1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n\t ")
            except UnicodeDecodeError:
                yield Fault(f"{files.name(place)}: line {number}", "is not UTF-8")
                continue
            if text:
                row = _row(text)
                if not isinstance(row, str):
                    yield row
                elif number > 1 or row is not _NO_WEIGHT:
                    yield Fault(f"{files.name(place)}: line {number}", row)


_NO_WEIGHT = "its third column is no number"


def _row(line: str) -> tuple[str, str, float] | str:
    """The line's two sides and weight, or what is wrong with it."""
    cells = [cell.strip() for cell in line.split("\t")]
    if not 2 <= len(cells) <= 3:
        return f"has {len(cells)} column{'s' * (len(cells) > 1)}, not 2 or 3"
    if not all(cells[:2]):
        return "one side is empty"
    try:
        weight = float(cells[2]) if len(cells) == 3 else 1.0
    except ValueError:
        return _NO_WEIGHT
    return (cells[0], cells[1], weight) if math.isfinite(weight) else _NO_WEIGHT
