"""The rows of findings that a person judged in a workbook in, gestures out: one for each row in which something changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from align.decisions.choosing import said
from align.decisions.gestures import OWN, Decided, Gesture
from align.decisions.record import Told
from align.errors import Fault
from align.model import SEVERITIES, Severity
from align.read.from_xlsx import Row
from align.write.as_xlsx import FINDINGS, VERDICTS

SHEET = "Findings"
_JUDGING = ("verdict", "reason", "severity", "message")
_READING = [column.heading for column in FINDINGS if column.heading not in ("id", *_JUDGING)]
_SEVERITIES: Mapping[str, Severity] = {severity: severity for severity in SEVERITIES}


def gestures(rows: Sequence[Row], written: Sequence[Row], findings: Sequence[Told], decided: Decided) -> Iterator[Gesture | Fault]:
    """What a person decided about the findings of a report; `written` are the rows as they were before.

    Every fault has the address of its cell. Where there is one, the gestures mean nothing.
    """
    before, there, seen = {row["id"]: row for row in written}, {told.id: told for told in findings}, dict[str, str]()
    for row in rows:
        name, place = row["id"], row.where("id")
        if name not in before:
            yield Fault(place, f"“{name}” is no finding that was written here")
        elif seen.setdefault(name, place) != place:
            yield Fault(place, f"stands in {seen[name]} too")
        elif faults := list(_faults(row, before[name])):
            yield from faults
        elif any(row[heading] != before[name][heading] for heading in _JUDGING):
            if name in there and there[name].rule in OWN and row["verdict"] == "accepted":
                yield Fault(row.where("verdict"), "is accepted, and a person found that: there is nothing to accept")
            elif name in there:
                yield _gesture(row, there[name], decided)
            else:
                yield Fault(place, "is no longer in the report, so that nothing can be said of it")


def _faults(row: Row, before: Row) -> Iterator[Fault]:
    """What in a row cannot stand."""
    verdict, told_otherwise = row["verdict"], [name for name in ("severity", "message") if not _same(row[name], before[name])]
    for name in _READING:
        if not _same(row[name], before[name]) and row[name]:
            yield Fault(row.where(name), "is changed, and only for reading")
    if verdict not in ("", *VERDICTS, before["verdict"]):
        yield Fault(row.where("verdict"), f"“{verdict}” is none of {', '.join(VERDICTS)}")
    if row["severity"] not in _SEVERITIES:
        yield Fault(row.where("severity"), f"“{row['severity']}” is none of {', '.join(SEVERITIES)}")
    if not row["message"]:
        yield Fault(row.where("message"), "is empty")
    if verdict == "dismissed" and not row["reason"]:
        yield Fault(row.where("reason"), "a finding is dismissed for a reason, and there is none")
    if verdict == "edited" and before["verdict"] != "edited" and not told_otherwise:
        yield Fault(row.where("verdict"), "is edited, and neither the severity nor the message is changed")
    if verdict != "edited":
        yield from (Fault(row.where(name), "is changed, and the verdict is not edited") for name in told_otherwise)
    if not verdict and row["reason"]:
        yield Fault(row.where("reason"), "is a reason for no verdict")
    if not verdict and before["verdict"] == "baseline":
        yield Fault(row.where("verdict"), "was baseline, which --baseline says; choose another verdict, or leave it")


def _gesture(row: Row, told: Told, decided: Decided) -> Gesture:
    edited = row["verdict"] == "edited"
    severity, message = (_SEVERITIES[row["severity"]], row["message"]) if edited else (None, None)
    return said(told, row["verdict"] or "open", row["reason"], severity, message, decided)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
