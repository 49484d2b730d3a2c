"""Findings in, one for each drift out: what several rules say of the same place is one finding with several reasons.

Two findings are about the same place if their spans are much the same, on both sides or on the only one that they share:
*inference* turned into *reasoning* is a refused term and a changed word. And what was added or left out in one piece holds
whatever is said of a name or a figure inside it that has no counterpart either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from align.model import SEVERITIES, Finding, Place, Side, Span

CELL = 200  # characters
MUCH = 0.5  # of two spans taken together, what they share if they are the same place
APART = ("structure", "coverage.moved")  # these tell how a passage stands, not what it says
WHOLES = ("coverage.insertion", "coverage.added", "coverage.clause-omitted", "coverage.omitted", "coverage.footnote", "editorial")


def merged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, those that say the same thing as one before them told in its evidence, as `also`; the order stays.

    They come with the gravest first: that one stands for the others. A passage stands for the marks inside it, and is as grave as
    the gravest of them.
    """
    held: dict[int, list[Finding]] = {}
    alone: list[int] = []
    for place, whole in enumerate(_holders(findings)):
        if whole is None:
            alone.append(place)
        else:
            held.setdefault(whole, []).append(findings[place])
    kept: list[Finding] = []
    near: dict[tuple[Side, int], list[int]] = {}
    for place in alone:
        one = _joined(findings[place], held.get(place, ()))
        beside = sorted({number for cell in _cells(one) for number in near.get(cell, ())})
        twin = next((number for number in beside if _same(kept[number], one)), None)
        if twin is not None:
            kept[twin] = _joined(kept[twin], [one])
            continue
        for cell in _cells(one):
            near.setdefault(cell, []).append(len(kept))
        kept.append(one)
    return tuple(kept)


def gathered(found: Iterable[Finding]) -> Iterator[Finding]:
    """What one rule says in the same words of many places as one finding, with the other places beside the first."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding.rule, finding.message), []).append(finding)
    for first, *others in groups.values():
        related = tuple(Place(*sides[-1]) for other in others if (sides := _sides(other)))
        yield replace(first, related=related, beads=tuple(sorted({bead for one in (first, *others) for bead in one.beads})))


def _holders(findings: Sequence[Finding]) -> Iterator[int | None]:
    """For each finding the passage that holds it, by its place; the widest, of several."""
    wholes = [place for place, finding in enumerate(findings) if _speaks(finding, WHOLES) and len(_sides(finding)) == 1]
    wholes.sort(key=lambda place: -len(_sides(findings[place])[0][1]))
    near: dict[tuple[Side, int], list[int]] = {}
    for whole in wholes:
        for cell in _cells(findings[whole]):
            near.setdefault(cell, []).append(whole)
    for finding in findings:
        beside = (whole for cell in _cells(finding)[:1] for whole in near.get(cell, ()))
        yield next((whole for whole in beside if _holds(findings[whole], finding)), None)


def _cells(finding: Finding) -> list[tuple[Side, int]]:
    """The stretches of the texts that a finding touches; what shares none with it is nowhere near it."""
    return [(side, cell) for side, span in _sides(finding) for cell in range(span.start // CELL, span.stop // CELL + 1)]


def _holds(whole: Finding, finding: Finding) -> bool:
    if _speaks(finding, APART) or _speaks(finding, WHOLES):
        return False
    (side, span), theirs = _sides(whole)[0], _sides(finding)
    return len(theirs) == 1 and theirs[0][0] == side and span.start <= theirs[0][1].start and theirs[0][1].stop <= span.stop


def _same(one: Finding, other: Finding) -> bool:
    if _speaks(one, APART) or _speaks(other, APART):
        return False
    sides = [(ours, theirs) for side, ours in _sides(one) for name, theirs in _sides(other) if name == side]
    return bool(sides) and all(_alike(ours, theirs) for ours, theirs in sides)


def _alike(one: Span, other: Span) -> bool:
    shared = min(one.stop, other.stop) - max(one.start, other.start)
    return shared > 0 and shared >= MUCH * (len(one) + len(other) - shared)


def _joined(finding: Finding, others: Sequence[Finding]) -> Finding:
    """A finding with others as its further reasons, and their places as its own."""
    if not others:
        return finding
    mine = _sides(finding)
    places = (Place(side, span) for other in others for side, span in _sides(other) if (side, span) not in mine)
    also = (("also", f"{other.rule}: {other.message}") for other in others)
    told = (row for other in others for row in other.evidence if row[0] == "also")
    return replace(
        finding,
        severity=max((finding, *others), key=lambda one: SEVERITIES.index(one.severity)).severity,
        beads=tuple(sorted({bead for one in (finding, *others) for bead in one.beads})),
        related=tuple(dict.fromkeys((*finding.related, *places))),
        evidence=(*finding.evidence, *also, *told),
    )


def _sides(finding: Finding) -> tuple[tuple[Side, Span], ...]:
    sides: tuple[tuple[Side, Span | None], ...] = (("original", finding.original), ("translation", finding.translation))
    return tuple((side, span) for side, span in sides if span is not None)


def _speaks(finding: Finding, rules: Sequence[str]) -> bool:
    return any(finding.rule == rule or finding.rule.startswith(f"{rule}.") for rule in rules)
