"""A report in, the same as if nobody had decided anything; and with what is decided by now, which may be something else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.decisions import applied
from align.decisions.gestures import OWN, Decided
from align.decisions.moving import carried, homes_of
from align.decisions.wishes import terms
from align.model import REWORDED, Alignment, Bead, Change, Finding, Report


def undecided(report: Report) -> Report:
    """The report without what people decided: pairs as they were found, findings as the checks tell them, no words of people's own.

    The score, the glossary's terms in the memories, and the findings of an earlier report are as they are.
    """
    now = report.alignment
    alignment = replace(now, beads=report.found or tuple(replace(bead, decision=None) for bead in now.beads))
    found = carried([plain(finding) for finding in report.findings if finding.rule not in OWN], now, alignment)
    changes = joined((), [change for change in report.changes if change.rule != REWORDED], alignment)
    return replace(report, alignment=alignment, findings=found, changes=changes, found=(), terms=())


def honoured(report: Report, decided: Decided) -> Report:
    """The report with what is decided now, and nothing else; its score and its parts are as they were.

    `report` is one as a run made it, whatever was decided then.
    """
    before = undecided(report)
    alignment = applied.alignment(before.alignment, decided)
    findings = applied.findings(alignment, carried(before.findings, before.alignment, alignment), decided)
    tags = alignment.original.language, alignment.translation.language
    return replace(
        before,
        alignment=alignment,
        findings=findings,
        changes=joined(applied.changes(alignment, decided), before.changes, alignment),
        found=kept(before.alignment, alignment),
        terms=terms(decided, tags),
    )


def kept(found: Alignment, now: Alignment) -> tuple[Bead, ...]:
    """The beads as they were found, if people made others of them; nothing if not."""
    plain = tuple(replace(bead, decision=None, linked=False) for bead in now.beads)
    return () if plain == found.beads else found.beads


def joined(worded: Sequence[Change], terms: Sequence[Change], alignment: Alignment) -> tuple[Change, ...]:
    """What people said otherwise, and those terms that lie in none of these sentences, each with its bead in this alignment."""
    taken = {(change.side, number) for change in worded for number in _sentences(change, alignment)}
    homes = homes_of(alignment)
    free = []
    for change in terms:
        places = list(_sentences(change, alignment))
        if places and not taken.intersection((change.side, number) for number in places):
            free.append(replace(change, bead=homes[change.side == "translation"][places[0]]))
    return tuple(sorted((*worded, *free), key=lambda change: (change.side, change.span)))


def plain(finding: Finding) -> Finding:
    """The finding as its rule tells it; what an earlier report has too is still marked so."""
    said = finding.decision
    if said is None or said.verdict == "baseline":
        return finding
    return replace(finding, severity=said.severity or finding.severity, message=said.message or finding.message, decision=None)


def _sentences(change: Change, alignment: Alignment) -> Iterator[int]:
    """The numbers of the sentences that a change touches."""
    sentences = alignment.document(change.side).sentences
    first = bisect_right(sentences, change.span.start, key=lambda one: one.span.stop)
    for number in range(first, len(sentences)):
        if sentences[number].span.start >= max(change.span.stop, change.span.start + 1):
            return
        yield number
