"""What becomes of an entry: it is kept, or left out for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from align.entry import Entry, Wording

# Reads the entries from their beginning: a memory may be larger than what a machine can hold, so it is read twice instead.
Again = Callable[[], Iterator[Entry]]


class Fate(NamedTuple):
    """An entry, and why it is left out, or nothing; and what of it had to be changed, where it is kept."""

    entry: Entry
    dropped: str = ""
    changed: str = ""


def content(wording: Wording) -> tuple[str, str]:
    """What a wording says, codes and all: two that are equal in it are the same to a translator."""
    return wording.language, wording.markup or wording.text


def said(entry: Entry) -> int:
    """The same number for entries that say the same in the same languages, whoever said it; else, as good as surely, another."""
    return hash((content(entry.original), *sorted(map(content, entry.translations))))


def asked(entry: Entry) -> int:
    """The same number for entries that have the same original and are in the same languages."""
    return hash((content(entry.original), *sorted(wording.language for wording in entry.translations)))
