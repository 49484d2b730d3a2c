"""A recorded report and what people decided about it in; out, the report as it stands now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from align import check, decisions, fingerprints, score
from align.decisions import Decided
from align.model import REVIEW, Alignment, Finding, Report
from align.remembered import remembered
from align.settings import Settings


@dataclass(frozen=True)
class Desk:
    """What lies before a reviewer.

    `found` is the alignment as pairing had it, and `checked` the last report whose findings were looked for: the record, or what a
    later check made of the decisions of its day. `known` are findings that were there before the record, by fingerprint; `names`
    the fingerprints of both sides' sentences.
    """

    settings: Settings
    found: Alignment
    checked: Report
    decided: Decided
    known: Mapping[str, int]
    names: tuple[tuple[str, ...], tuple[str, ...]]

    @cached_property
    def alignment(self) -> Alignment:
        """The pairs as they are now."""
        return decisions.alignment(self.found, self.decided)

    @cached_property
    def report(self) -> Report:
        """The report as it stands now: where people changed pairs since the last check, with what that still says of these."""
        checked, alignment = self.checked, self.alignment
        findings = check.ordered(decisions.findings(alignment, _still(checked, alignment), self.all_decided))
        card = score.again(checked.score, alignment, [finding for finding in findings if finding.counts])
        if not checked.related:  # of two texts that are no translation of each other nothing is told but that
            card = replace(card, gist=checked.score.gist)
        return replace(checked, alignment=alignment, findings=findings, score=card)

    @property
    def all_decided(self) -> Decided:
        """What is decided, and what was there before anyone did."""
        return replace(self.decided, known=self.known)


def laid(record: Report, settings: Settings, decided: Decided) -> Desk:
    """The desk with that record on it."""
    found, alignment = decisions.undecided(record).alignment, record.alignment
    names = fingerprints.of_findings(alignment, record.findings)
    known = (name for name, one in zip(names, record.findings, strict=True) if one.decision and one.decision.verdict == "baseline")
    sentences = fingerprints.of_sentences(alignment.original), fingerprints.of_sentences(alignment.translation)
    return Desk(settings, found, record, decided, Counter(known), sentences)


@remembered(2)  # for most of what one decides leaves the pairs as they are
def _still(checked: Report, here: Alignment) -> tuple[Finding, ...]:
    """What the last check says of the pairs as they are now."""
    before = checked.alignment
    plain = tuple(decisions.plain(finding) for finding in checked.findings if finding.family != REVIEW)
    return plain if _same_pairs(before, here) else decisions.carried(tuple(_lasting(plain, before, here)), before, here)


def _same_pairs(one: Alignment, two: Alignment) -> bool:
    return len(one.beads) == len(two.beads) and all(
        a is b or (a.original == b.original and a.translation == b.translation) for a, b in zip(one.beads, two.beads, strict=True)
    )


def _lasting(findings: Iterable[Finding], before: Alignment, here: Alignment) -> Iterator[Finding]:
    """The findings without those about sentences that had no partner when they were made, and all of which have one now."""
    paired = (
        {number for bead in here.beads if bead.paired for number in bead.original},
        {number for bead in here.beads if bead.paired for number in bead.translation},
    )
    for finding in findings:
        beads = [before.beads[number] for number in finding.beads]
        alone = bool(beads) and not any(bead.paired for bead in beads)
        if not (alone and all(paired[0].issuperset(bead.original) and paired[1].issuperset(bead.translation) for bead in beads)):
            yield finding
