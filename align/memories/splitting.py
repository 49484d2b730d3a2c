"""Entries in, the same out, each with the name of the part of the memory that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from align.entry import Entry


def parts(entries: Iterable[Entry], by_language: bool, confident: float | None) -> Iterator[tuple[str, Entry]]:
    """The entries with their parts: their languages (`en.zh-CN`), how sure a run was of them, or both (`en.zh-CN.confident`).

    By language an entry in more than two becomes several. By confidence it is `confident` from that number on, `review` below it,
    and `unrated` where no run has said anything.
    """
    for entry in entries:
        for one in _pairs(entry) if by_language else (entry,):
            languages = ".".join(wording.language for wording in (one.original, *one.translations)) if by_language else ""
            yield ".".join(filter(None, (languages, _rated(one, confident)))), one


def _pairs(entry: Entry) -> Iterator[Entry]:
    """The original with each translation; an entry without any stays as it is."""
    translations = entry.translations
    if len(translations) < 2:
        yield entry
        return
    original = entry.original
    yield from (replace(entry, wordings=(original, translation)) for translation in translations)


def _rated(entry: Entry, confident: float | None) -> str:
    if confident is None:
        return ""
    if entry.confidence is None:
        return "unrated"
    return "confident" if entry.confidence >= confident else "review"
