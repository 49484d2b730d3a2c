"""An alignment and its findings in; out, the same with all that people decided about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from align import fingerprints
from align.decisions.gestures import About, Decided, Gesture
from align.decisions.linking import found, linked
from align.decisions.moving import homes_of
from align.decisions.own import added
from align.decisions.snapshot import digest, restored
from align.model import REWORDED, Alignment, Bead, Change, Decision, Finding, PairVerdict, Side, Verdict
from align.remembered import remembered

BEFORE = Decision("baseline")
UNSAID = "a person reworded it"
_SIDES: tuple[Side, Side] = ("original", "translation")


def alignment(alignment: Alignment, decided: Decided) -> Alignment:
    """The alignment as it was last paired anew, with the beads that people made, each bead with what they said of it."""
    said = {name: gesture.verdict for name, gesture in decided.about("pair").items()}
    return _said(linked(restored(alignment, decided), decided), tuple(said.items()))


def findings(alignment: Alignment, findings: Sequence[Finding], decided: Decided) -> tuple[Finding, ...]:
    """The findings, each with its decision, and behind them those that people added.

    An edited one says what the person who edited it wants it to say. What nobody decided about and what an earlier report has is
    marked so, no more often than that report has it.
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
    return (*judged, *(finding for _, finding in added(alignment, decided)))


def changes(alignment: Alignment, decided: Decided) -> tuple[Change, ...]:
    """What the memories say in place of a sentence because a person wants it so: the original's first, each side's in its order."""
    return tuple(change for _, change in sorted(_reworded(alignment, decided), key=lambda one: (one[1].side, one[1].span)))


def lost(alignment: Alignment, findings: Sequence[Finding], decided: Decided) -> tuple[Gesture, ...]:
    """What was decided about what is no longer there. It is kept, for it may come back."""
    one, two = alignment.original, alignment.translation
    there: dict[About, set[str]] = {
        "finding": {*fingerprints.of_findings(alignment, findings), *(gesture.id for gesture, _ in added(alignment, decided))},
        "pair": set(fingerprints.of_pairs(alignment)),
        "link": set(found(one, two, decided.about("link").values())),
        "wording": {gesture.id for gesture, _ in _reworded(alignment, decided)},
        "pairing": {digest(one, two)},
        "term": set(decided.about("term")),
    }
    return tuple(gesture for gesture in decided.gestures if gesture.id not in there[gesture.about])


@remembered(4)
def _said(alignment: Alignment, verdicts: tuple[tuple[str, str], ...]) -> Alignment:
    said = dict(verdicts)
    beads = tuple(
        Bead(bead.original, bead.translation, bead.confidence, cast(PairVerdict, said[name]), bead.linked) if name in said else bead
        for name, bead in zip(fingerprints.of_pairs(alignment), alignment.beads, strict=True)
    )
    return replace(alignment, beads=beads)


def _judged(finding: Finding, gesture: Gesture) -> Finding:
    own = (finding.severity, finding.message) if gesture.severity or gesture.message else (None, None)
    return replace(
        finding,
        severity=gesture.severity or finding.severity,
        message=gesture.message or finding.message,
        decision=Decision(cast(Verdict, gesture.verdict), gesture.reason, *own),
    )


def _reworded(alignment: Alignment, decided: Decided) -> Iterator[tuple[Gesture, Change]]:
    """The wordings of sentences that are there."""
    said = decided.about("wording")
    there = found(alignment.original, alignment.translation, said.values())
    if not there:
        return
    homes = homes_of(alignment)
    for name, bead in there.items():
        for side, run in enumerate((bead.original, bead.translation)):
            for number in run:
                document, gesture = alignment.document(_SIDES[side]), said[name]
                span, new = document.sentences[number].span, gesture.message or ""
                why = gesture.reason or UNSAID
                yield gesture, Change(homes[side][number], span, document.said(number), new, REWORDED, why, _SIDES[side])
