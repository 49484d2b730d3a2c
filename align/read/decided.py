"""Rows of terms in, from a file of any form; out, the terms that can stand, and a fault for each row that cannot."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from align.errors import Fault
from align.language import canonical
from align.model import Status, Term
from align.read.page import whole

STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}


class Row(NamedTuple):
    """What a file says of one term, before anyone has judged it; `line` is where."""

    line: int
    concept: str
    kind: str
    language: str
    term: str
    status: str
    note: str = ""


def judged(place: str, name: str, rows: Iterable[Row | Fault]) -> Iterator[Term | Fault]:
    """Each row as a term, or as faults; `place` is the file as faults call it, `name` as terms do."""
    decided: dict[tuple[str, ...], str] = {}
    for row in rows:
        if isinstance(row, Fault):
            yield row
            continue
        wrong = list(_wrong(row, decided))
        yield from (Fault(f"{place}: line {row.line}", what) for what in wrong)
        if not wrong:
            language, text = canonical(row.language), tidy(row.term)
            decided[row.concept, language, text] = f"{row.status} in line {row.line}"
            if row.status == "preferred":
                decided[row.concept, language] = f"{row.term!r} in line {row.line}"
            where = f"{whole(name)}:{row.line}"
            yield Term(row.concept, row.kind, language, text, STATUSES[row.status], row.note, where)


def ranked(rows: Iterable[Row | Fault]) -> Iterator[Row | Fault]:
    """The rows, those without a status with one: the first of a concept in a language is preferred, the others are admitted.

    Where another of them is called preferred, all are admitted.
    """
    found = list(rows)
    preferred = {(row.concept, row.language) for row in found if isinstance(row, Row) and row.status == "preferred"}
    for row in found:
        if isinstance(row, Row) and not row.status:
            yield row._replace(status="admitted" if (row.concept, row.language) in preferred else "preferred")
            preferred.add((row.concept, row.language))
        else:
            yield row


def tidy(text: str) -> str:
    """On one line, trimmed, in composed form."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _wrong(row: Row, decided: dict[tuple[str, ...], str]) -> Iterator[str]:
    """What is wrong with a row, given what the rows before it decided."""
    for name, cell in zip(Row._fields[1:-1], row[1:-1], strict=True):
        if not cell:
            yield f"no {name}"
    if row.status and row.status not in STATUSES:
        yield f"{row.status!r} is no status"
    if any(unicodedata.category(character) == "Cc" for cell in row[1:] for character in str(cell)):
        yield "a line break, tab or other control character within a cell"
    try:
        language = canonical(row.language) if row.language else ""
    except ValueError as error:
        yield str(error)
        return
    if before := decided.get((row.concept, language, tidy(row.term))):
        yield f"{row.term!r} is {row.status} here and {before}"
    elif row.status == "preferred" and (row.concept, language) in decided:
        yield f"{row.term!r} is preferred here and {decided[row.concept, language]}; one of them can be admitted"
