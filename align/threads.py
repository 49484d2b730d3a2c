"""The nouns of several versions of one article: what became of a passage in each, and where on the way a drift came in.

A *thread* runs through all versions, as a bead through two; a *trail* is one drift on its way through them. They are a room of
their own, because `versions` makes them and `write` shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from align.model import Document, Finding, Report

Basis = Literal["found", "passage", "words", ""]
Fate = Literal["stands", "repaired", "unseen"]


@dataclass(frozen=True, slots=True)
class Thread:
    """What became of one passage: for each version the numbers of its sentences, rising; they need not be a run.

    A version without sentences lacks the passage. `confidence` in [0, 1] is how sure the whole thread is.
    """

    sentences: tuple[tuple[int, ...], ...]
    confidence: float = 1.0

    def runs(self, version: int) -> Iterator[range]:
        """The sentences of one version, as runs of such as stand together."""
        numbers, start = self.sentences[version], 0
        for place in range(1, len(numbers) + 1):
            if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
                yield range(numbers[start], numbers[place - 1] + 1)
                start = place


@dataclass(frozen=True, slots=True)
class Step:
    """Two versions by name, and what became of the first in the second."""

    original: str
    translation: str
    report: Report
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding, by the number of its report among all reports of the versions, and its own number there."""

    report: int
    finding: int


@dataclass(frozen=True, slots=True)
class Trail:
    """One drift, with every finding that tells of it, the most telling first.

    `came_in` are the versions that brought it, none where nobody can say; `gone` are those in which it stands no more. It is
    *found* in a step; or the *passage* is there in one version and not in the next; or a version's *words* bear out one reading and
    not the other. `fate` says whether it stands at the end, was repaired, or is not seen there, which may be our own blindness.
    """

    seen: tuple[Seen, ...]
    threads: tuple[int, ...]
    came_in: tuple[str, ...] = ()
    basis: Basis = ""
    fate: Fate = "stands"
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two editions differ, as it stands in both, and which of them the translation goes with; "" for neither.

    `leaning` in [-1, 1] is how far: above 0 to the earlier edition, below it to the later.
    """

    earlier: str
    later: str
    leaning: float


@dataclass(frozen=True, slots=True)
class Edition:
    """Which of two editions of an original a translation follows.

    `name` is that edition's, "" where it cannot be told; `support` in [0, 1] is the share of the telling places that say so.
    """

    translation: str
    earlier: str
    later: str
    name: str
    support: float
    differences: tuple[Difference, ...] = ()

    @property
    def telling(self) -> tuple[Difference, ...]:
        """The places at which the translation goes with one edition and not with the other."""
        return tuple(place for place in self.differences if place.leaning)


@dataclass(frozen=True, slots=True)
class Versions:
    """All texts of an article by name, as they were read, all steps between them, and what is known of the whole.

    `ends` hold a version against the original that it goes back to over others: no step, and the drift that a reader meets.
    """

    texts: tuple[tuple[str, Document], ...]
    steps: tuple[Step, ...]
    ends: tuple[Step, ...] = ()
    threads: tuple[Thread, ...] = ()
    trails: tuple[Trail, ...] = ()
    editions: tuple[Edition, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the versions are called, in their order."""
        return tuple(name for name, _ in self.texts)

    @property
    def reports(self) -> tuple[Step, ...]:
        """The steps, and behind them the ends."""
        return (*self.steps, *self.ends)

    @property
    def folders(self) -> Iterator[tuple[str, Step]]:
        """Each of the reports with the name of the folder for its files."""
        return ((step.folder, step) for step in self.reports)

    def finding(self, seen: Seen) -> Finding:
        """The finding at that place."""
        return self.reports[seen.report].report.findings[seen.finding]
