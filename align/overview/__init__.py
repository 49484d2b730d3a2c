"""Many articles at a glance: which of them need attention, what their publishers do, and who writes which term how."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from statistics import median

from align.model import SEVERITIES, Severity
from align.overview.articles import Counts, Family, Furniture, Grave, Rendering, Row, State, Told
from align.overview.concepts import Concept, Use, concepts
from align.overview.publishers import Habit, Publisher, publishers

__all__ = [
    "Concept", "Counts", "Family", "Furniture", "Grave", "Habit", "Memory", "Overview", "Publisher", "Rendering", "Row", "State",
    "Told", "Use", "concepts", "overview", "publishers",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Memory:
    """A translation memory of all articles in two languages: and its file."""

    file: str
    languages: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that is known of many articles: those that were done, most in need of attention first, and those that were not.

    `made_of` names all that it was made of; `passed` tells of folders that looked like articles and are none.
    """

    articles: tuple[Row, ...]
    undone: tuple[Row, ...]
    publishers: tuple[Publisher, ...]
    concepts: tuple[Concept, ...]
    memories: tuple[Memory, ...] = ()
    made_of: str = ""
    passed: tuple[str, ...] = ()

    @property
    def found(self) -> dict[Severity, int]:
        """How many findings of each severity count."""
        return {severity: sum(row.counts[severity] for row in self.articles) for severity in SEVERITIES}

    @property
    def points(self) -> float:
        """The score in the middle: half of the articles have a report with no more than that."""
        return median(row.worst.points for row in self.articles) if self.articles else 0.0

    @property
    def dates(self) -> tuple[str, str]:
        """When the first and the last of the pages came out, as far as anybody says so."""
        dated = [date for publisher in self.publishers for date in publisher.dates if date]
        return (min(dated), max(dated)) if dated else ("", "")

    @property
    def pages(self) -> int:
        """How many translations and republications there are."""
        return sum(len(row.told) for row in self.articles)


def overview(
    again: Callable[[], Iterable[Row]], memories: tuple[Memory, ...] = (), made_of: str = "", passed: tuple[str, ...] = ()
) -> Overview:
    """The overview of these articles, which are read twice, from the beginning each time, for they may be many.

    First come those whose texts do not seem to belong together, then the others by the lowest score of their reports; of equal ones
    those with the graver findings.
    """
    found = [_slim(row) for row in again()]
    done = sorted((row for row in found if row.state == "done" and row.reports), key=_need)
    undone = sorted((row for row in found if row.state != "done" or not row.reports), key=lambda row: row.name)
    terms = concepts(row for row in again() if row.state == "done")
    return Overview(tuple(done), tuple(undone), publishers(done), terms, memories, made_of, passed)


def _slim(row: Row) -> Row:
    """The row without what only `concepts` asks for, which is most of it, and what only the next run does."""
    return replace(row, texts=(), files=(), steps=(), reports=tuple(replace(told, renderings=()) for told in row.reports))


def _need(row: Row) -> tuple[bool, float, tuple[int, ...], str]:
    worst = row.worst
    return worst.related, worst.points, tuple(-count for count in reversed(list(row.counts.values()))), row.name
