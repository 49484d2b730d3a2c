"""Findings about one alignment in, the same about another one of the same two texts out: their beads by the other's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from align.model import Alignment, Bead, Finding

Homes = tuple[Mapping[int, int], Mapping[int, int]]  # the bead of each sentence, by side


def carried(findings: Sequence[Finding], before: Alignment, after: Alignment) -> tuple[Finding, ...]:
    """The findings, each about the beads that now hold its words; about all that a bead became, where it points at no words of it.

    What it points at, and what it says, is as it was: whether that still is a drift, the checks must say.
    """
    if before.beads == after.beads:
        return tuple(findings)
    numbers = {(bead.original, bead.translation): number for number, bead in enumerate(after.beads)}
    homes = homes_of(after)
    moved = []
    for finding in findings:
        beads: dict[int, None] = {}
        for bead in (before.beads[number] for number in finding.beads):
            same = numbers.get((bead.original, bead.translation))
            beads |= dict.fromkeys(sorted(set(_heirs(finding, bead, after, homes))) if same is None else [same])
        moved.append(finding if finding.beads == (*beads,) else replace(finding, beads=tuple(beads)))
    return tuple(moved)


def homes_of(alignment: Alignment) -> Homes:
    """For each side, the number of the bead on which each sentence stands."""
    return (
        {sentence: number for number, bead in enumerate(alignment.beads) for sentence in bead.original},
        {sentence: number for number, bead in enumerate(alignment.beads) for sentence in bead.translation},
    )


def _heirs(finding: Finding, bead: Bead, after: Alignment, homes: Homes) -> Iterator[int]:
    """The beads that have the sentences of this one at which the finding points, else all its sentences."""
    sides = (
        (finding.original, bead.original, after.original, homes[0]),
        (finding.translation, bead.translation, after.translation, homes[1]),
    )
    pointed = [
        home[number]
        for span, run, document, home in sides
        for number in run
        if span and document.sentences[number].span.overlaps(span)
    ]
    yield from pointed or (home[number] for _, run, _, home in sides for number in run)
