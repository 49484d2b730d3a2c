"""A report in, a letter to the publisher out: what should be put right, by what there is to do, both sides quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.model import Category, Finding, Report, Severity, Side
from align.write import quotation
from align.write.literal import escaped, quoted

# How sure a finding must be before anyone is asked to act on it. A small correction that is none costs the others their credit;
# a grave one is worth a second look of the publisher's too.
SURE: Mapping[Severity, float] = {"minor": 0.7, "major": 0.6, "critical": 0.6}
MOST = 30  # grave findings and changes that are told in brief; the page and the record have the rest
ASKED = 200  # corrections of one kind in the letter: whoever gets it has neither page nor record

TASKS: tuple[tuple[str, tuple[Category, ...]], ...] = (
    ("Figures, names and terms to be put right", ("number", "name", "terminology")),
    ("Sentences that say something else", ("negation", "mistranslation", "modality", "quote", "register")),
    ("Left out, to be put back", ("omission",)),
    ("Added, to be taken out or marked as not the author’s", ("addition",)),
    ("Moved, to be put back in its place", ("structure",)),
)
NOTES = (("note", "Why"), ("also", "Also"))  # evidence that speaks to the publisher too: reasons, and what else was seen there
SIDES: tuple[tuple[Side, str], ...] = (("original", "The author"), ("translation", "Published"))


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, and the findings that ask for it with the numbers that they have in the letter."""

    title: str
    findings: tuple[tuple[int, Finding], ...]


def tasks(report: Report) -> tuple[Task, ...]:
    """The findings at minor or above that are sure enough, by what there is to do, numbered through."""
    listed, number = [], 1
    for title, categories in TASKS:
        found = [finding for finding in report.findings if sure(finding) and finding.category in categories]
        if found:
            listed.append(Task(title, tuple(enumerate(found, number))))
            number += len(found)
    return tuple(listed)


def sure(finding: Finding) -> bool:
    """Whether a finding is grave enough to be put right, and sure enough to be asked for."""
    return finding.severity in SURE and round(finding.confidence, 3) >= SURE[finding.severity]


def letter(report: Report, listed: Sequence[Task]) -> Iterator[str]:
    """The lines of the letter."""
    if not listed:
        yield "Nothing was found that is grave and sure enough to be asked for."
        return
    yield (
        "Dear editors, the published text departs from the author’s in the places below. Of each, the author’s words stand first "
        "and the published ones second; what differs is in bold. Thank you for putting them right."
    )
    for task in listed:
        yield ""
        yield f"### {task.title}"
        yield ""
        for number, finding in task.findings[:ASKED]:
            yield from item(report, finding, f"{number}.")
        if task.findings[ASKED:]:
            yield ""
            yield f"… and {len(task.findings) - ASKED} more; please ask for them."


def item(report: Report, finding: Finding, mark: str) -> Iterator[str]:
    """One finding as an item of a list: what it says, the words of both sides, and what would be right where that is known."""
    yield f"{mark} {escaped(finding.message)} ({finding.severity}, `{finding.rule}`)"
    for side, who in SIDES:
        words = quotation.of(report.alignment, finding, side) if _tells(finding, side) else None
        if words:
            yield f"    - {who}: {quoted(words)}"
    if finding.suggestion:
        yield f"    - It should say: {escaped(finding.suggestion)}"
    for name, title in NOTES:
        yield from (f"    - {title}: {escaped(value)}" for said, value in finding.evidence if said == name)


def _tells(finding: Finding, side: Side) -> bool:
    """Whether there is something to quote: what stands beside the first of many sentences says nothing of the others."""
    here, there = finding.original, finding.translation
    here, there = (here, there) if side == "original" else (there, here)
    return here is not None or there is None or len(finding.beads) == 1
