"""What a process is given to do: an article, and how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from align.decisions.record import FILE
from align.settings import Settings

REPORTS = "articles"  # the folder of all reports, beside the index


@dataclass(frozen=True, slots=True)
class Task:
    """An article that is to be done: where it is, where its reports go, and how it is to be done.

    `reports` is the folder of all reports. `program` and `under` are the digests of the program, and of that with its settings, as
    whoever gave the task has them; `baseline` is the folder of an earlier batch, if what its reports found is not to count.
    """

    name: str
    folder: Path
    reports: Path
    settings: Settings
    program: str
    under: str
    baseline: Path | None = None

    @property
    def home(self) -> Path:
        """The folder of this article's reports."""
        return self.reports / self.name

    def earlier(self, step: str) -> Path | None:
        """Where the earlier report of a step would be."""
        return self.baseline / REPORTS / self.name / step / FILE if self.baseline else None
