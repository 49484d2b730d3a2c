"""The nouns of many articles: what became of each, and what its reports tell before anybody opens one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from align.model import SEVERITIES, Severity, Status

# refused: its texts or its manifest cannot be used; failed: it took too long, or killed the program; full: the disk has no room.
State = Literal["done", "refused", "failed", "full"]
Counts = tuple[int, int, int, int]  # findings by severity, rising


@dataclass(frozen=True, slots=True)
class Grave:
    """A finding, in short."""

    id: str
    rule: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Family:
    """How many findings of a rule family count, by severity, rising."""

    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a page has around the article: its role, such as `note`, how often it comes, and its length in characters.

    `inventions` are the passages that name or count something the original nowhere has.
    """

    role: str
    passages: int
    characters: int
    inventions: int = 0


@dataclass(frozen=True, slots=True)
class Rendering:
    """A wording of the original that names a concept of the glossary, the one that stands for it in the translation, how often."""

    concept: str
    original: str
    translation: str
    status: Status
    times: int


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells of a text and of another that was made from it."""

    original: str
    translation: str
    report: str  # the folder of its files, from the folder of all reports
    languages: tuple[str, str]
    publishers: tuple[str, str]
    published: tuple[str, str]  # 2026-03-14, or nothing
    role: str  # of the translation: translation or republication
    between_ends: bool  # no step, but what became of the first text in the last, over those between
    sentences: tuple[int, int]
    beads: int  # with something on both sides
    points: float
    gist: str
    related: bool
    counts: Counts  # findings that count
    families: tuple[Family, ...]
    gravest: tuple[Grave, ...]
    furniture: tuple[Furniture, ...]
    characters: tuple[int, int] = (0, 0)
    renderings: tuple[Rendering, ...] = ()

    @property
    def publisher(self) -> str:
        """Who published the translation; nothing where nobody says so."""
        return self.publishers[1]

    @property
    def date(self) -> str:
        """When the translation was published; nothing where nobody says so."""
        return self.published[1]

    @property
    def found(self) -> dict[Severity, int]:
        """How many findings of each severity count."""
        return dict(zip(SEVERITIES, self.counts, strict=True))

    @property
    def added(self) -> float:
        """The share of the translation's page, in characters, that is furniture."""
        return min(1.0, sum(one.characters for one in self.furniture) / max(1, self.characters[1]))

    @property
    def inventions(self) -> int:
        """How many passages of the furniture name or count something that the original nowhere has."""
        return sum(one.inventions for one in self.furniture)


@dataclass(frozen=True, slots=True)
class Row:
    """One article: what became of it, and what its reports depend on.

    `digest` names the content of all that they were made of, and `texts` are the article's files that belong to it, by their paths
    in its folder; `files` are those that were written. `fault` says why there are no reports. `seconds` is how long it took, of no
    weight where rows are compared.
    """

    name: str
    state: State
    digest: str = ""
    title: str = ""
    author: str = ""
    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()  # the folders of its reports, from its own
    reports: tuple[Told, ...] = ()
    notes: tuple[str, ...] = ()
    fault: str = ""
    seconds: float = 0.0

    @property
    def told(self) -> tuple[Told, ...]:
        """What the reports of its steps tell; what the ends show came in by one of them."""
        return tuple(told for told in self.reports if not told.between_ends)

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity count, over all its steps."""
        return {severity: sum(told.found[severity] for told in self.told) for severity in SEVERITIES}

    @property
    def worst(self) -> Told:
        """The report to open first: of texts that do not seem to belong together, else the one with the lowest score."""
        return min(self.reports, key=lambda told: (told.related, told.points))

    @property
    def date(self) -> str:
        """When the last of its versions was published; nothing where nobody says so."""
        return max((told.date for told in self.reports), default="")

    @property
    def gravest(self) -> tuple[tuple[Told, Grave], ...]:
        """The gravest findings of its steps, each with its report; a step's own order stays."""
        found = [(told, grave) for told in self.told for grave in told.gravest]
        return tuple(sorted(found, key=lambda one: -SEVERITIES.index(one[1].severity)))
