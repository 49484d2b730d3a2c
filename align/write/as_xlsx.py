"""A report in, a workbook out in which a person mends pairs and judges findings; `align import` reads it back.

What one may change is white, what is for reading is grey. Two sheets out of sight repeat the pairs and the findings as they were
written, so that whoever reads the workbook back knows what a person changed in it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from align import fingerprints
from align.model import SEVERITIES, Report
from align.write.as_table import FORMULA
from align.write.files import File, pair_name
from align.write.score_rows import notes, score

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Value = str | float

AS_WRITTEN = " as written"  # how the name of a sheet ends that repeats another one
LONGEST = 32_767  # characters of a cell, in every spreadsheet


class Column(NamedTuple):
    """A column of a sheet: its heading, its width in characters, what to tell who is about to change it, what may be chosen."""

    heading: str
    width: float
    prompt: str = ""
    choices: tuple[str, ...] = ()


NUMBERS = "Sentence numbers, such as 12 or 12-13; empty where there is no sentence. Every sentence stands in one row."
PAIRS = (
    Column("#", 6),
    Column("original no.", 11, NUMBERS),
    Column("original", 60),
    Column("translation no.", 11, NUMBERS),
    Column("translation", 60),
    Column("confidence", 11),
    Column("verdict", 12, "confirmed: right, and for the memory; doubtful: to be looked at; or empty.", ("confirmed", "doubtful")),
    Column("findings", 50),
)
VERDICTS = ("accepted", "dismissed", "edited")
FINDINGS = (
    Column("id", 18),
    Column("severity", 10, "To change it, choose edited as the verdict too.", SEVERITIES),
    Column("rule", 22),
    Column("message", 50, "To change it, choose edited as the verdict too."),
    Column("original", 40),
    Column("translation", 40),
    Column("suggestion", 40),
    Column("confidence", 11),
    Column("pairs", 9),
    Column("verdict", 12, "accepted: right; dismissed: wrong, with a reason; edited: with your severity and message.", VERDICTS),
    Column("reason", 40, "Why; a dismissal needs it."),
)
SHEETS: Mapping[str, Sequence[Column]] = {"Pairs": PAIRS, "Findings": FINDINGS}

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # characters that XML has no place for
_MADE = datetime(2000, 1, 1)  # so that the same report gives the same bytes
_COLOURS = {"critical": "#f4b6b0", "major": "#f9d6a8", "minor": "#fdf1b8", "confirmed": "#c9e7cb", "doubtful": "#f9d6a8"}
_SURE = {"min_color": "#f4b6b0", "mid_color": "#fdf1b8", "max_color": "#c9e7cb"}


def xlsx(report: Report) -> Iterator[File]:
    """The workbook NAME.FROM.TO.xlsx; its notes tell of texts that are too long for a cell."""
    rows = {"Pairs": list(_pairs(report)), "Findings": list(_findings(report))}
    long = sum(isinstance(value, str) and len(value) >= LONGEST for table in rows.values() for row in table for value in row)
    told = (f"cells of the workbook that were cut, because they hold {LONGEST:,} characters: {long}",) if long else ()
    yield File(f"{pair_name(report)}.xlsx", _workbook(report, rows), told)


def held(text: str) -> str:
    """What a cell can hold of a text: no characters that a workbook may not have, and not too many."""
    plain = _REFUSED.sub("\N{REPLACEMENT CHARACTER}", text).replace("\r", "\n")
    return plain if len(plain) < LONGEST else plain[: LONGEST - 2] + "…"


def shown(text: str) -> str:
    """The same as it is written: no spreadsheet takes it for a formula.

    >>> shown("=1+1")
    "'=1+1"
    """
    plain = held(text)
    return f"'{plain}" if FORMULA.match(plain) else plain


def numbers(sentences: range) -> str:
    """A run of sentence numbers as a person writes it.

    >>> numbers(range(12, 14)), numbers(range(12, 13)), numbers(range(0))
    ('12-13', '12', '')
    """
    return "-".join(map(str, dict.fromkeys((sentences[0], sentences[-1])))) if sentences else ""


def _pairs(report: Report) -> Iterator[Sequence[Value]]:
    about: dict[int, list[str]] = {}
    for finding in report.findings:
        for number in finding.beads:
            about.setdefault(number, []).append(f"{finding.severity}: {finding.message}")
    for number, bead in enumerate(report.alignment.beads):
        original, translation = report.alignment.texts(number)
        yield (
            number, numbers(bead.original), original, numbers(bead.translation), translation,
            round(bead.confidence, 3), bead.decision or "", "\n".join(about.get(number, ())),
        )  # fmt: skip


def _findings(report: Report) -> Iterator[Sequence[Value]]:
    alignment = report.alignment
    for name, finding in zip(fingerprints.of_findings(report.alignment, report.findings), report.findings, strict=True):
        decision = finding.decision
        yield (
            name, finding.severity, finding.rule, finding.message,
            alignment.original.quote(finding.original), alignment.translation.quote(finding.translation), finding.suggestion or "",
            round(finding.confidence, 3), ", ".join(map(str, finding.beads)),
            decision.verdict if decision else "", decision.reason if decision else "",
        )  # fmt: skip


def _changes(report: Report) -> Iterator[Sequence[Value]]:
    """What the memories say in place of the texts, for reading."""
    yield "pair", "in the texts", "in the memories", "why"
    for change in report.changes:
        yield f"{change.bead}, {change.side}", change.old, change.new, change.why


def _workbook(report: Report, rows: Mapping[str, Sequence[Sequence[Value]]]) -> bytes:
    from xlsxwriter import Workbook

    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    book.set_properties({"title": shown(pair_name(report)), "created": _MADE})
    for name, columns in SHEETS.items():
        sheet = _table(book, name, columns, rows[name])
        sheet.autofilter(0, 0, len(rows[name]), len(columns) - 1)
        _guided(sheet, columns, len(rows[name]))
        _coloured(book, sheet, columns, len(rows[name]))
    if report.changes:
        _prose(book, "In the memories", list(_changes(report)))
    _prose(book, "Score card", score(report))
    _prose(book, "How to edit", notes(report))
    for name, columns in SHEETS.items():
        _table(book, name + AS_WRITTEN, columns, rows[name]).very_hidden()
    book.close()
    return content.getvalue()


def _table(book: Workbook, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> Worksheet:
    """A sheet with headings that stay in sight. Its cells are text but for figures, so that 12-13 becomes no date."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(rows) + 1}"})  # else each sentence number is marked as a mistake
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#e3e7ec"})
    looks = {"text_wrap": True, "valign": "top", "num_format": "@"}
    reading, editable = book.add_format({**looks, "font_color": "#444444", "bg_color": "#f5f6f8"}), book.add_format(looks)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, editable if column.prompt else None)
        sheet.write_string(0, place, column.heading, heading)
        for number, row in enumerate(rows, 1):
            _write(sheet, number, place, row[place], editable if column.prompt else reading)
    return sheet


def _write(sheet: Worksheet, row: int, column: int, value: Value, look: Any = None) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, shown(value), look) if value else sheet.write_blank(row, column, None, look)
    else:
        sheet.write_number(row, column, value, look)


def _guided(sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """What may be changed says how; what may be chosen is offered."""
    for place, column in enumerate(columns):
        rule: dict[str, Any] = {"input_title": column.heading, "input_message": column.prompt}
        rule |= {"validate": "list", "source": list(column.choices)} if column.choices else {"validate": "any"}
        if column.prompt:
            sheet.data_validation(1, place, max(1, rows), place, rule)


def _coloured(book: Workbook, sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    for place, column in enumerate(columns):
        if column.heading == "confidence":
            ends = {"min_type": "num", "min_value": 0, "mid_type": "num", "mid_value": 0.5, "max_type": "num", "max_value": 1}
            sheet.conditional_format(1, place, max(1, rows), place, {"type": "3_color_scale", **ends, **_SURE})
        for choice in column.choices:
            if choice in _COLOURS:
                look = book.add_format({"bg_color": _COLOURS[choice]})
                rule = {"type": "cell", "criteria": "==", "value": f'"{choice}"', "format": look}
                sheet.conditional_format(1, place, max(1, rows), place, rule)


def _prose(book: Workbook, name: str, rows: Sequence[Sequence[Value]]) -> None:
    """A sheet of a heading and what is said under it in each row, or of the name of a figure and the figure."""
    sheet = book.add_worksheet(name)
    bold, plain = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.set_column(2, 3, 60)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, plain if place else bold)
