"""Articles in, out who writes which term how: each concept of the glossary in each language, with every wording of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from align.language import base
from align.model import Status
from align.overview.articles import Row

REFUSED = ("forbidden", "deprecated")


@dataclass(frozen=True, slots=True)
class Use:
    """A wording, who uses it, how often, in how many pages, and since when; `report` is the folder of the first that has it."""

    wording: str
    status: Status
    publisher: str
    times: int
    pages: int
    since: str
    until: str
    report: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the glossary in one language of translations: what originals call it, most often first, and its renderings."""

    name: str
    language: str
    originals: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        """Its wordings in the translations, most often first."""
        return tuple(wording for wording, _ in _counted((use.wording, use.times) for use in self.uses))

    @property
    def varied(self) -> bool:
        """Whether it has more than one wording."""
        return len({use.wording for use in self.uses}) > 1

    @property
    def refused(self) -> bool:
        """Whether somebody uses a wording that the glossary does not want."""
        return any(use.status in REFUSED for use in self.uses)

    @property
    def times(self) -> int:
        """How often it stands in translations."""
        return sum(use.times for use in self.uses)


def concepts(rows: Iterable[Row]) -> tuple[Concept, ...]:
    """The concepts that translations name: first those with wordings that are not wanted, then those with several, then by name.

    A use is counted where the original names the concept too; what stands between the ends of several steps is not counted again.
    """
    originals: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seen: defaultdict[tuple[str, str], defaultdict[tuple[str, Status, str], list[tuple[str, str, int]]]]
    seen = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for told in row.told:
            for one in told.renderings:
                concept = one.concept, _spoken(told.languages[1])
                originals[concept][one.original] += one.times
                seen[concept][one.translation, one.status, told.publisher].append((told.date, told.report, one.times))
    found = [
        Concept(
            name,
            language,
            tuple(wording for wording, _ in _counted(originals[name, language].items())),
            tuple(sorted((_use(*who, places) for who, places in uses.items()), key=_rank)),
        )
        for (name, language), uses in seen.items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.refused, not one.varied, one.name, one.language)))


def _spoken(tag: str) -> str:
    """A language as terms are chosen for it: Chinese differs by region, and other languages are one."""
    return tag.partition("-x-")[0] if base(tag) == "zh" else base(tag)


def _use(wording: str, status: Status, publisher: str, places: list[tuple[str, str, int]]) -> Use:
    dated = sorted(place for place in places if place[0])
    first = (dated or sorted(places))[0]
    times, pages = sum(times for _, _, times in places), len({report for _, report, _ in places})
    return Use(wording, status, publisher, times, pages, first[0], dated[-1][0] if dated else "", first[1])


def _rank(use: Use) -> tuple[int, str, str]:
    return -use.times, use.wording, use.publisher


def _counted(found: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    counts = Counter[str]()
    for wording, times in found:
        counts[wording] += times
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
