"""The whole article in one line of a page: where each side has a partner, where furniture stands, and where the findings are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Literal

from align.model import Report, Severity, Side
from align.write import side_by_side

LENGTH = 1000.0  # the drawing's width, in its own units
STRIDE = 25.0  # a run is at most about this long, so that a click in a long one leads near to where it was
Look = Literal["paired", "furniture", "alone"]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring beads of one look, on one side; `bead` is the first of them."""

    side: Side
    look: Look
    start: float
    length: float
    bead: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A finding that matters, by its number, and the middle of its first bead."""

    at: float
    finding: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Strip:
    """What is drawn, left to right."""

    runs: tuple[Run, ...]
    ticks: tuple[Tick, ...]


def drawn(report: Report) -> Strip:
    """Beads take room by the characters of their longer side; neutral findings are not drawn."""
    alignment = report.alignment
    weights = [max(map(len, alignment.texts(number))) for number in range(len(alignment.beads))]
    whole = sum(weights) or 1
    borders = [LENGTH * reached / whole for reached in accumulate(weights, initial=0)]
    runs = [*_runs(report, "original", borders), *_runs(report, "translation", borders)]
    ticks = (
        Tick(round((borders[finding.beads[0]] + borders[finding.beads[0] + 1]) / 2, 2), number, finding.severity)
        for number, finding in enumerate(report.findings)
        if finding.beads and finding.severity != "neutral"
    )
    # The gravest last: what is drawn later lies on top.
    return Strip(tuple(runs), tuple(reversed(list(ticks))))


def _runs(report: Report, side: Side, borders: Sequence[float]) -> Iterator[Run]:
    furniture = side_by_side.bands(report)

    def look(number: int) -> tuple[Look | None, int]:
        bead, stride = report.alignment.beads[number], int(borders[number] // STRIDE)
        if not (bead.original if side == "original" else bead.translation):
            return None, stride
        return "furniture" if number in furniture else "paired" if bead.paired else "alone", stride

    for (seen, _), found in groupby(range(len(report.alignment.beads)), key=look):
        numbers = list(found)
        start, stop = borders[numbers[0]], borders[numbers[-1] + 1]
        if seen:
            yield Run(side, seen, round(start, 2), round(stop - start, 2), numbers[0])
