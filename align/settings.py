"""What a user may choose. Everything has a default; a run's signature names what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from: a file, or `-` for standard input; its language where the user gave one."""

    place: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one run."""

    glossaries: tuple[Path, ...] | None = None  # None: the one that is shipped
    lexicons: tuple[Path, ...] = ()
    encoder: Path | None = None  # a folder; None: paired by words alone
    srx: Path | None = None  # None: our own rules
    confident: float = 0.5  # pairs below it go to the review memory
    largest: int = 20_000_000  # bytes of one input file
