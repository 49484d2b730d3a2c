"""Findings and pairs in, the same out with what people decided about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from align import fingerprints
from align.decisions.gestures import Decided, Gesture
from align.decisions.linking import found, linked
from align.model import Alignment, Decision, Finding, PairVerdict, Verdict

BEFORE = Decision("baseline")


def findings(alignment: Alignment, findings: Sequence[Finding], decided: Decided) -> tuple[Finding, ...]:
    """The findings, each with its decision; an edited one says what the person who edited it wants it to say.

    What nobody decided about and what an earlier report has is marked so, no more often than that report has it.
    """
    said, left = decided.about("finding"), Counter(decided.known)
    judged = []
    for name, finding in zip(fingerprints.of_findings(alignment, findings), findings, strict=True):
        if name in said:
            judged.append(_judged(finding, said[name]))
        elif left[name] > 0:
            left[name] -= 1
            judged.append(replace(finding, decision=BEFORE))
        else:
            judged.append(finding)
    return tuple(judged)


def alignment(alignment: Alignment, decided: Decided) -> Alignment:
    """The alignment with the beads that people made, each bead with what they said of it."""
    alignment, said = linked(alignment, decided), decided.about("pair")
    if not said:
        return alignment
    beads = tuple(
        replace(bead, decision=cast(PairVerdict, said[name].verdict)) if name in said else bead
        for name, bead in zip(fingerprints.of_pairs(alignment), alignment.beads, strict=True)
    )
    return replace(alignment, beads=beads)


def lost(alignment: Alignment, findings: Sequence[Finding], decided: Decided) -> tuple[Gesture, ...]:
    """What was decided about places that are no longer there. It is kept, for they may come back."""
    there = {
        "finding": set(fingerprints.of_findings(alignment, findings)),
        "pair": set(fingerprints.of_pairs(alignment)),
        "link": found(alignment, decided.about("link").values()).keys(),
    }
    return tuple(gesture for gesture in decided.gestures if gesture.id not in there[gesture.about])


def _judged(finding: Finding, gesture: Gesture) -> Finding:
    return replace(
        finding,
        severity=gesture.severity or finding.severity,
        message=gesture.message or finding.message,
        decision=Decision(cast(Verdict, gesture.verdict), gesture.reason),
    )
