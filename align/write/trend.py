"""Scores over time, drawn: a dot for each page, and the middle of each stretch of time as a line; several on the same axes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from align.overview import Told

WIDTH, HEIGHT = 1000.0, 200.0  # of a drawing, in its own units
STRETCHES = 12  # of time, each with a middle
STEPS = 4  # between the marks of an axis
LOWEST = 0.02  # this share of the scores may lie beneath the drawing, so that one bad text does not flatten all others
Look = Literal["critical", "major", "plain"]


@dataclass(frozen=True, slots=True)
class Axes:
    """The time that a drawing spans, in days of the calendar, and the score at its lower edge; at the upper it is 100."""

    start: int
    stop: int
    low: float

    @property
    def days(self) -> tuple[str, ...]:
        """The days under the drawing, at equal distances."""
        return tuple(
            date.fromordinal(self.start + (self.stop - self.start) * step // STEPS).isoformat() for step in range(STEPS + 1)
        )

    @property
    def scores(self) -> tuple[float, ...]:
        """The scores beside the drawing, from above."""
        return tuple(100 - (100 - self.low) * step / STEPS for step in range(STEPS + 1))

    def place(self, told: Told) -> tuple[float, float]:
        """Where a page stands; what is lower than the drawing stands at its edge."""
        across = (date.fromisoformat(told.date).toordinal() - self.start) / (self.stop - self.start)
        down = min(1.0, (100 - told.points) / (100 - self.low))
        return round(WIDTH * across, 1), round(HEIGHT * down, 1)


@dataclass(frozen=True, slots=True)
class Dot:
    """A page at its place, by the gravest that was found in it."""

    x: float
    y: float
    look: Look
    told: Told


@dataclass(frozen=True, slots=True)
class Trend:
    """The dots of some pages, the gravest last, and the line through the middles, as the path of an SVG; it stops where none is."""

    dots: tuple[Dot, ...]
    line: str

    def path(self, look: Look) -> str:
        """All dots of one look, as the path of an SVG that is drawn with round ends."""
        return "".join(f"M{dot.x:g} {dot.y:g}h0" for dot in self.dots if dot.look == look)


def axes(pages: Iterable[Told]) -> Axes | None:
    """The axes on which all of these pages can be drawn; None where none of them says when it was published."""
    dated = [told for told in pages if told.date]
    if not dated:
        return None
    days = [date.fromisoformat(told.date).toordinal() for told in dated]
    scores = sorted(told.points for told in dated)
    low = min(scores[int(len(scores) * LOWEST)], 98.0)
    start, stop = min(days), max(days)
    wide = 0 if stop - start >= STEPS else STEPS
    return Axes(start - wide, stop + wide, max(0.0, low // 4 * 4))  # so that the marks are whole numbers


def drawn(pages: Iterable[Told], axes: Axes) -> Trend:
    """These pages on these axes, as far as they say when they were published."""
    dots = [Dot(*axes.place(told), _look(told), told) for told in pages if told.date]
    order: tuple[Look, ...] = ("plain", "major", "critical")
    return Trend(tuple(sorted(dots, key=lambda dot: (order.index(dot.look), dot.x, dot.y))), _line(dots))


def _line(dots: Sequence[Dot]) -> str:
    stretches: dict[int, list[Dot]] = {}
    for dot in dots:
        stretches.setdefault(min(STRETCHES - 1, int(dot.x / WIDTH * STRETCHES)), []).append(dot)
    line = []
    for number, found in sorted(stretches.items()):
        x, y = median(dot.x for dot in found), median(dot.y for dot in found)
        line.append(f"{'L' if number - 1 in stretches else 'M'}{x:.1f} {y:.1f}")
    return "".join(line)


def _look(told: Told) -> Look:
    found = told.found
    return "critical" if found["critical"] else "major" if found["major"] else "plain"
