"""Articles in, their publishers out: how well each one's pages score, what they put around an article, and how they drift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from align.model import SEVERITIES, Severity
from align.overview.articles import Counts, Row, Told

ROOM = 0.005  # the share of a page that is worth a figure


@dataclass(frozen=True, slots=True)
class Habit:
    """What a publisher puts around its articles: the furniture's role, on how many of its pages it stands, and how often there.

    `share` is that of all its pages' characters; `inventions` are the passages that name or count something the original lacks.
    """

    role: str
    pages: int
    passages: int
    share: float
    inventions: int

    @property
    def weighty(self) -> bool:
        """Whether it is more than a line here and there: it takes room, or invents."""
        return self.share >= ROOM or self.inventions > 0


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published pages, by name, "" for those of whom nobody says so; and each page with its article, by date."""

    name: str
    pages: tuple[tuple[Row, Told], ...]

    @property
    def points(self) -> float:
        """The score in the middle of its pages."""
        return median(told.points for _, told in self.pages)

    @property
    def lowest(self) -> float:
        """The lowest score of its pages."""
        return min(told.points for _, told in self.pages)

    @property
    def dates(self) -> tuple[str, str]:
        """When its first and its last page came out, as far as anybody says so."""
        dated = [told.date for _, told in self.pages if told.date]
        return (dated[0], dated[-1]) if dated else ("", "")

    @property
    def found(self) -> dict[Severity, int]:
        """How many findings of each severity its pages have."""
        return {severity: sum(told.found[severity] for _, told in self.pages) for severity in SEVERITIES}

    @property
    def added(self) -> float:
        """The share of its pages, in characters, that is furniture."""
        return min(1.0, sum(habit.share for habit in self.habits))

    @property
    def inventions(self) -> int:
        """How many passages of its furniture name or count something that the original nowhere has."""
        return sum(told.inventions for _, told in self.pages)

    @property
    def habits(self) -> tuple[Habit, ...]:
        """What stands on its pages around the articles, what takes up most of them first."""
        whole = max(1, sum(told.characters[1] for _, told in self.pages))
        roles = defaultdict(list)
        for _, told in self.pages:
            for one in told.furniture:
                roles[one.role].append(one)
        habits = [
            Habit(
                role,
                len(found),
                sum(one.passages for one in found),
                sum(one.characters for one in found) / whole,
                sum(one.inventions for one in found),
            )
            for role, found in roles.items()
        ]
        return tuple(sorted(habits, key=lambda habit: (-habit.share, habit.role)))

    @property
    def families(self) -> dict[str, Counts]:
        """How many findings of each rule family its pages have, by severity, rising; the families by name."""
        found: dict[str, Counts] = {}
        for _, told in self.pages:
            for family in told.families:
                neutral, minor, major, critical = map(sum, zip(found.get(family.name, (0, 0, 0, 0)), family.counts, strict=True))
                found[family.name] = neutral, minor, major, critical
        return dict(sorted(found.items()))


def publishers(rows: Iterable[Row]) -> tuple[Publisher, ...]:
    """Everyone who published a translation of one of these articles: who published most first, then by name; nobody last."""
    pages: defaultdict[str, list[tuple[Row, Told]]] = defaultdict(list)
    for row in rows:
        for told in row.told:
            pages[told.publisher].append((row, told))
    found = [Publisher(name, tuple(sorted(theirs, key=_when))) for name, theirs in pages.items()]
    return tuple(sorted(found, key=lambda one: (not one.name, -len(one.pages), one.name)))


def _when(page: tuple[Row, Told]) -> tuple[str, str, str]:
    row, told = page
    return told.date, row.name, told.report
