"""What a user may choose, by options and in `align.toml`. Everything has a default; a run's signature names what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path
from typing import Literal

from align.model import OwnWords, Severity

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx")  # of the files that are read as texts


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from: a file, or `-` for standard input; its language where the user gave one."""

    place: str
    language: str | None = None

    @classmethod
    def of(cls, place: str | PathLike[str] | Source) -> Source:
        """The source at a place, its language to be detected; a source is itself."""
        return place if isinstance(place, Source) else cls(fspath(place))


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """What was chosen of a rule (`numbers.changed`), or of all rules of a check (`numbers`); None where nothing was."""

    rule: str
    on: bool | None = None
    severity: Severity | None = None
    threshold: float | None = None  # confidence below which its findings are not shown


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one run. Files may be named by words; they are kept as paths."""

    glossaries: tuple[Path, ...] | None = None  # None: the one that is shipped
    lexicons: tuple[Path, ...] = ()
    encoder: Path | None = None  # a folder; None: paired by words alone
    srx: Path | None = None  # None: our own rules
    formats: tuple[str, ...] = ()  # what is written beside the files of every run
    tags: tuple[tuple[str, str], ...] = ()  # languages by other tags in the memories, for a tool that wants them so
    terms: Literal["check", "fix"] = "check"  # fix: the memories have the glossary's term where a finding is sure
    confident: float = 0.5  # pairs below it go to the review memory
    largest: int = 20_000_000  # bytes of one input file
    rules: tuple[RuleChoice, ...] = ()
    everything: bool = False  # findings below their rule's threshold too
    penalties: tuple[tuple[Severity, float], ...] = ()  # of the score card, where they are not ours
    own: OwnWords = field(default_factory=OwnWords)
    name: str = ""  # of the file that these were read from, without its ending; nothing for none
    digest: str = ""  # of what that file chose

    def __post_init__(self) -> None:
        named = self.glossaries and tuple(map(Path, self.glossaries))
        files = {"glossaries": named, "lexicons": tuple(map(Path, self.lexicons))}
        for name, value in files.items():
            object.__setattr__(self, name, value)

    def chosen(self, rule: str) -> RuleChoice:
        """What was chosen of one rule; what was said of it alone outweighs what was said of its whole check."""
        family = rule.partition(".")[0]
        said = {choice.rule: choice for choice in self.rules}
        alone, all_of_it = said.get(rule, RuleChoice(rule)), said.get(family, RuleChoice(family))
        return RuleChoice(
            rule,
            alone.on if alone.on is not None else all_of_it.on,
            alone.severity or all_of_it.severity,
            alone.threshold if alone.threshold is not None else all_of_it.threshold,
        )
