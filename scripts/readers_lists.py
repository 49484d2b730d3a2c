"""A report in, and how it stands against what a reader found in the same two texts: what of it is right, and what it missed.

A list is a line a drift: rule, severity, and a run of letters and digits of each side (see `align.corpus.gold`); lines that begin
with # and notes after the fourth field are the reader's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from align.corpus import Known
from align.model import SEVERITIES, Document, Finding, Report, Severity, Span

FIRST = 40  # findings that a reviewer has time for

# A drift may be told under more than one name (a wrong word is a wrong term too), but not under every name.
KINDS = (
    {"wording", "terms", "names", "numbers", "negation", "modality", "coverage"},
    {"quotes", "terms"},
    {"editorial", "coverage"},
    {"structure"},
)


@dataclass(frozen=True)
class Judged:
    """The findings of a report in their order, each with what the reader has there; and the reader's list."""

    found: tuple[tuple[Finding, tuple[Known, ...]], ...]
    known: tuple[Known, ...]
    marked: float  # the share of the translation's letters and digits that a finding at minor or above marks

    @property
    def shown(self) -> tuple[tuple[Finding, tuple[Known, ...]], ...]:
        """The findings at minor or above."""
        return tuple((finding, there) for finding, there in self.found if grade(finding.severity) >= grade("minor"))

    @property
    def right(self) -> int:
        """How many of these stand where the reader has a drift of such a kind."""
        return sum(bool(there) for _, there in self.shown)

    @property
    def grave(self) -> tuple[Known, ...]:
        """The reader's major and critical ones."""
        return tuple(known for known in self.known if grade(known.severity) >= grade("major"))

    def seen(self, first: int | None = None) -> frozenset[Known]:
        """Those on the reader's list that stand in the first of these; in all of them where no number is given."""
        return frozenset(known for _, there in self.shown[:first] for known in there)


def grade(severity: Severity) -> int:
    """How grave, from 0."""
    return SEVERITIES.index(severity)


def judged(report: Report, known: Sequence[Known]) -> Judged:
    """A report held against a reader's list."""
    found = tuple((finding, tuple(drift for drift in known if answers(finding, drift))) for finding in report.findings)
    grave = (finding for finding in report.findings if grade(finding.severity) >= grade("minor"))
    return Judged(found, tuple(known), marked(report.alignment.translation, grave))


def answers(finding: Finding, drift: Known) -> bool:
    """Whether a finding is about that drift: of such a kind, and in its place on each side that both point at; on one of them, if
    the rule is the reader's own."""
    mine, theirs = (rule.partition(".")[0] for rule in (finding.rule, drift.rule))
    if not any({mine, theirs} <= kinds for kinds in KINDS):
        return False
    sides = ((finding.original, drift.original), (finding.translation, drift.translation))
    there = [one.overlaps(other) for one, other in sides if one and other]
    return any(there) if finding.rule == drift.rule else bool(there) and all(there)


def marked(document: Document, findings: Iterable[Finding]) -> float:
    """The share of a document's letters and digits under the findings that point at it; the page around the article aside."""
    inside = {
        place
        for finding in findings
        if finding.translation and not finding.rule.startswith("editorial.")
        for place in range(finding.translation.start, finding.translation.stop)
    }
    letters = [place for place, character in enumerate(document.text) if character.isalnum()]
    return sum(place in inside for place in letters) / max(1, len(letters))


def read(path: Path, original: Document, translation: Document) -> tuple[Known, ...]:
    """A reader's list, placed in these two documents."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    sides = [[place for place, character in enumerate(side.text) if character.isalnum()] for side in (original, translation)]
    return tuple(
        Known(rule, cast(Severity, severity), *(_span(run, letters) for run, letters in zip(runs, sides, strict=True)))
        for rule, severity, *runs in (line[:4] for line in lines)
    )


def _span(run: str, letters: Sequence[int]) -> Span | None:
    if run == "-":
        return None
    start, stop = map(int, run.split(":"))
    return Span(letters[start], letters[stop - 1] + 1)
