"""Set a translation beside its original, and see where it drifts.

What is named here is promised to programs, and docs/library.md shows it at work: `run` for the whole job, and `report` for texts in
hand; the rooms `read`, `pair`, `check` and `write` for its steps; and the nouns that pass between them. What else the package holds
may change from one release to the next.
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any

from align.errors import Fault, InputError
from align.model import (
    Alignment,
    Bead,
    Block,
    Category,
    Change,
    Decision,
    Document,
    Finding,
    Glossary,
    Likeness,
    Mark,
    Part,
    Place,
    Report,
    Score,
    Sentence,
    Severity,
    Span,
    Term,
)
from align.settings import RuleChoice, Settings, Source

__version__ = "0.1.0"

_ROOMS = ("read", "pair", "check", "write")

__all__ = [
    "Alignment", "Bead", "Block", "Category", "Change", "Decision", "Document", "Fault", "Finding", "Glossary", "InputError",
    "Likeness", "Mark", "Part", "Place", "Report", "RuleChoice", "Score", "Sentence", "Settings", "Severity", "Source", "Span",
    "Term", "report", "run", *_ROOMS,
]  # fmt: skip


def run(
    original: str | PathLike[str] | Source, translation: str | PathLike[str] | Source, settings: Settings | None = None
) -> Report:
    """All that can be said about a translation and its original, which are files, or `Source`s where their languages are named.

    `InputError` tells all that is wrong with what was given.
    """
    found: Report = import_module("align.pipeline").run(Source.of(original), Source.of(translation), settings or Settings())
    return found


def report(original: Document, translation: Document, settings: Settings | None = None, glossary: Glossary | None = None) -> Report:
    """The same for documents in hand, as `read.text` makes them, and for terms in hand: `glossary`, else that of the settings."""
    found: Report = import_module("align.pipeline").report(original, translation, settings or Settings(), glossary=glossary)
    return found


if not TYPE_CHECKING:  # which would take any name of the package, a misspelt one too, for something of any type

    def __getattr__(name: str) -> Any:
        # The rooms bring libraries with them, so each is entered when it is first asked for: `align --help` needs none of them. And
        # an import of them that stood here, even a late one, would make the whole package one knot for whoever checks its types.
        if name in _ROOMS:
            return import_module(f"align.{name}")
        raise AttributeError(f"module 'align' has no attribute {name!r}")
