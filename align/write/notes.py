"""Findings as notes for a margin: named, numbered as they are read, and each beside the sentences that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from align import fingerprints
from align.model import Alignment, Finding, Report, Severity, Side
from align.write import quotation, side_by_side

ARTICLE = "article"  # what is not furniture
ELSEWHERE = 6  # other places named with a finding: enough to see the custom, short enough to read on
GRAVE: frozenset[Severity] = frozenset({"major", "critical"})
SIDES: tuple[Side, ...] = ("original", "translation")


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as the margin has it; `number` counts in reading order from 1, and `id` survives a new run.

    `bead` is where it stands, None for the whole article; `role` that of the furniture it is in, and else `ARTICLE`; `elsewhere`
    are the beads of other places that belong to it, `more` is how many of them are not named. Where there are several versions,
    `came_in` tells its story, and `chapter` names all that share it: the version that brought it, or what became of it.
    """

    id: str
    number: int
    finding: Finding
    bead: int | None
    role: str
    worth: str
    elsewhere: tuple[int, ...] = ()
    more: int = 0
    came_in: str = ""
    chapter: str = ""

    @property
    def grave(self) -> bool:
        """Whether it is to be read before others."""
        return self.finding.severity in GRAVE


def notes(report: Report, worth: Mapping[str, str]) -> tuple[Note, ...]:
    """A note for each finding, in their order; `worth` says of rules, by name, what was measured of them."""
    return tuple(_made(report, worth))


def role_of(finding: Finding) -> str:
    """What an editorial finding says furniture is: `note` for `editorial.note`."""
    return finding.rule.partition(".")[2]


def _made(report: Report, worth: Mapping[str, str]) -> Iterator[Note]:
    alignment, furniture = report.alignment, side_by_side.bands(report)
    names = fingerprints.of_findings(alignment, report.findings)
    numbers = _reading_order(report.findings)
    homes = {
        side: {
            number: bead
            for bead, found in enumerate(alignment.beads)
            for number in (found.original if side == "original" else found.translation)
        }
        for side in SIDES
    }
    for index, (name, finding) in enumerate(zip(names, report.findings, strict=True)):
        bead = finding.beads[0] if finding.beads else None
        editorial = furniture.get(bead) if bead is not None else None
        elsewhere = [place for place in _places(finding, alignment, homes) if place != bead] if finding.related else []
        yield Note(
            id=name,
            number=numbers[index],
            finding=finding,
            bead=bead,
            role=ARTICLE if editorial is None else role_of(report.findings[editorial]),
            worth=worth.get(finding.rule, ""),
            elsewhere=tuple(elsewhere[:ELSEWHERE]),
            more=len(elsewhere[ELSEWHERE:]),
        )


def _places(finding: Finding, alignment: Alignment, homes: Mapping[Side, Mapping[int, int]]) -> Iterable[int]:
    """The beads of a finding's other places, each once."""
    return dict.fromkeys(
        homes[place.side][sentence]
        for place in finding.related
        for sentence in quotation.sentences_at(alignment.document(place.side), place.span)[:1]
    )


def _reading_order(findings: tuple[Finding, ...]) -> dict[int, int]:
    """The number of each finding: by its bead, and in a bead by where it points; the graver first where that is the same."""

    def place(index: int) -> tuple[int, int, int]:
        finding = findings[index]
        span = finding.translation or finding.original
        return (finding.beads[0] if finding.beads else -1), (span.start if span else -1), index

    return {index: number for number, index in enumerate(sorted(range(len(findings)), key=place), start=1)}
