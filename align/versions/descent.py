"""The steps between versions in, the ways through them out: what goes back to what, and over which versions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

Pair = tuple[str, str]


@dataclass(frozen=True)
class Descent:
    """Which version was made from which: pairs of names, and no version made from two."""

    steps: tuple[Pair, ...]

    @cached_property
    def parents(self) -> dict[str, str]:
        """For each version that was made from another, that other."""
        return {child: parent for parent, child in self.steps}

    @property
    def ends(self) -> tuple[Pair, ...]:
        """Each version that goes back to an original over others, behind that original."""
        firsts = ((self.first(version), version) for _, version in self.steps)
        return tuple(end for end in firsts if end not in self.steps)

    def first(self, version: str) -> str:
        """The original that it goes back to."""
        while version in self.parents:
            version = self.parents[version]
        return version

    def way(self, original: str, translation: str) -> tuple[str, ...]:
        """The versions from one to another that goes back to it, both among them."""
        way = [translation]
        while way[-1] != original:
            way.append(self.parents[way[-1]])
        return tuple(reversed(way))

    def line(self, version: str) -> tuple[str, ...]:
        """All that it goes back to, from the original on, and itself."""
        return self.way(self.first(version), version)
