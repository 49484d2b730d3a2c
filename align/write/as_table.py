"""A glossary in, our own table out: a term a line, with commas or tabs; nothing of it is lost."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from align.model import Glossary

COLUMNS = ("concept", "kind", "language", "term", "status", "note")

FORMULA = re.compile(r"[\s']*[=+\-@]")


def table(glossary: Glossary, delimiter: str = ",") -> str:
    """The terms in their order, under the header. A cell that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> from align.model import Term
    >>> print(table(Glossary((Term("kiln", "product", "en", "=Kiln", note="an oven, and ours"),))).splitlines()[1])
    kiln,product,en,'=Kiln,preferred,"an oven, and ours"
    """
    rows = ((term.concept, term.kind, term.language, term.text, term.status, term.note) for term in glossary)
    return cells((COLUMNS, *rows), delimiter)


def cells(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Lines of cells for a spreadsheet, none of which is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows([f"'{cell}" if FORMULA.match(cell) else cell for cell in row] for row in rows)
    return text.getvalue()
