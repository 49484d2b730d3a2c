"""A desk as pages have it: the groups of its two texts, by names that say what they look like, and their HTML."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from align.check import measured
from align.review.changes import Names, named
from align.review.desk import Desk
from align.review.doing import Place, first
from align.write import page
from align.write.page import View


@dataclass(frozen=True)
class Shown:
    """A desk, and the names that have been given so far to what pages show of it."""

    desk: Desk
    names: Names

    @cached_property
    def view(self) -> View:
        """What pages are rendered from."""
        return page.view(self.desk.report, measured.worth(), addressed=True)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The names of the groups, in their order."""
        return named(self.view, self.names)

    @cached_property
    def head(self) -> str:
        """The name of what stands above them."""
        report = self.desk.report
        return self.names.of((report.score, report.warnings, report.changes, self.groups))

    def html(self, there: Collection[str], made: dict[str, str]) -> dict[str, str]:
        """The HTML of those groups that are not there yet; `made` has what was rendered before, and gets what was not."""
        known, found = set(there), {}
        for name, group in zip(self.groups, self.view.groups, strict=True):
            if name not in known:
                if name not in made:
                    made[name] = page.group(self.view, group)
                found[name] = made[name]
        return found

    def changed(self, before: Collection[str]) -> Place | None:
        """The first sentence of the first group that is not among these; None where all are."""
        known = set(before)
        for name, group in zip(self.groups, self.view.groups, strict=True):
            if name not in known:
                return first(self.desk.alignment.beads[group.beads[0]])
        return None
