"""An earlier `report.json` in; out, by fingerprint, what its findings and its pairs were about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from align import fingerprints
from align.decisions import applied
from align.decisions.gestures import About, Decided, Gesture
from align.decisions.undecided import undecided
from align.errors import refuse
from align.model import Alignment, Report, Severity
from align.read import from_record

FILE = "report.json"
CHAIN = "versions.json"


@dataclass(frozen=True, slots=True)
class Told:
    """A finding or a pair as a record tells it; `number` is its place there, from 0. A pair's sentences are told by fingerprint."""

    about: About
    id: str
    number: int
    original: str
    translation: str
    rule: str = ""
    severity: Severity = "neutral"
    message: str = ""
    originals: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A report as it was written, its findings, and its pairs with something on both sides, each in its order."""

    report: Report
    findings: tuple[Told, ...]
    pairs: tuple[Told, ...]

    @property
    def alignment(self) -> Alignment:
        """The report's."""
        return self.report.alignment


def record(folder: Path) -> Record:
    """The record in a folder, or in a file; `InputError` tells all that does not fit together in it."""
    path = folder / FILE if folder.is_dir() else folder
    if not path.exists() and (steps := sorted(step.parent.name for step in folder.glob(f"*/{FILE}"))):
        chain = (folder / CHAIN).exists()
        what = "has a report for each step of a chain" if chain else "has no report, but folders in it have"
        raise refuse(folder, what, f"name one of them: {', '.join(steps)}")
    report = from_record.record(path)
    return Record(report, tuple(_findings(report)), tuple(_pairs(report.alignment)))


def pairs(record: Record, decided: Decided) -> tuple[Told, ...]:
    """The record's pairs, and those that what was decided since makes of them, which other numbers may belong to."""
    now = applied.alignment(undecided(record.report).alignment, decided)
    return tuple(dict.fromkeys((*record.pairs, *_pairs(now))))


def missing(record: Record, decided: Decided) -> tuple[Gesture, ...]:
    """What was decided about things that the record does not have."""
    report = undecided(record.report)
    return applied.lost(applied.alignment(report.alignment, decided), report.findings, decided)


def _findings(report: Report) -> Iterator[Told]:
    one, two = report.alignment.original, report.alignment.translation
    names = fingerprints.of_findings(report.alignment, report.findings)
    for number, (name, said) in enumerate(zip(names, report.findings, strict=True)):
        quotes = one.quote(said.original), two.quote(said.translation)
        yield Told("finding", name, number, *quotes, said.rule, said.severity, said.message)


def _pairs(alignment: Alignment) -> Iterator[Told]:
    names = fingerprints.of_sentences(alignment.original), fingerprints.of_sentences(alignment.translation)
    for number, (name, bead) in enumerate(zip(fingerprints.of_pairs(alignment), alignment.beads, strict=True)):
        if bead.paired:
            one, two = (
                tuple(names[side][sentence] for sentence in run) for side, run in enumerate((bead.original, bead.translation))
            )
            yield Told("pair", name, number, *alignment.texts(number), originals=one, translations=two)
