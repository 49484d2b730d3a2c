"""Several versions of one article as one page for a browser: a column each, and with each finding where it came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from align.model import Severity
from align.threads import Versions
from align.write import page
from align.write.came_in import label
from align.write.columns import Columns, columns
from align.write.notes import Note

TEMPLATES = page.TEMPLATES / "versions"
BESIDE = 3  # columns that a screen has room for; from there on they scroll
REST = {" repaired": "Repaired on the way", " between": "Seen only between the two ends"}  # stories that no version began


@dataclass(frozen=True, slots=True)
class Chapter:
    """The findings that share a story, the gravest first: that they came in with one version, or were repaired, or nobody knows."""

    name: str
    title: str
    notes: tuple[Note, ...]

    @property
    def id(self) -> str:
        """Where it stands on the page."""
        return f"with-{self.name}" if self.name == self.name.strip() else self.name.strip()

    @property
    def counts(self) -> Counter[Severity]:
        """How many there are of each severity."""
        return Counter(note.finding.severity for note in self.notes)


def versions(found: Versions, worth: Mapping[str, str] = page.UNMEASURED) -> str:
    """The page, complete, to lie above the folders of the steps; `worth` says of rules, by name, what was measured of them."""
    shown, look = columns(found, worth), _style(len(found.texts))
    labels = {name: label(name, text.language) for name, text in found.texts}
    environment = page.environment(TEMPLATES)
    return page.visible(
        environment.get_template("versions.html").render(
            shown=shown,
            labels=labels,
            chapters=tuple(_chapters(shown, labels)),
            reports=[(step, str(PurePosixPath(step.folder, "report.html"))) for step in found.reports],
            warnings=tuple(dict.fromkeys(warning for step in found.reports for warning in step.report.warnings)),
            counts=Counter(note.finding.severity for note in shown.notes),
            kinds=Counter(note.finding.category for note in shown.notes).most_common(),
            style=look,
            scripts=page.scripts(),
            policy=page.policy(look),
        )
    )


def _chapters(shown: Columns, labels: Mapping[str, str]) -> Iterator[Chapter]:
    """All findings, each in one chapter."""
    titles = {name: f"Came in with {labels[name]}" for name in shown.versions.names}
    for name, title in {**titles, **REST}.items():
        if notes := tuple(note for note in shown.notes if note.chapter == name):
            yield Chapter(name, title, notes)


@cache
def _style(count: int) -> str:
    """The style of a report's page with so many columns."""
    sheets = ("versions.css", "scrolled.css") if count > BESIDE else ("versions.css",)
    own = [(TEMPLATES / name).read_text(encoding="utf-8") for name in sheets]
    return "\n".join((page.style(), f":root {{ --columns: {count}; }}", *own))
