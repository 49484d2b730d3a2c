"""A bitext in, its pairs out, one at a time: a million of them need no more room than one.

A file of lines is read twice, first for its faults, so that what cannot be used is told whole and before anything is done with the
rest. Memories come from other people's programs, and few are without a fault: of those the sound units are given, and the others
are told by `passed_over`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

from align.errors import Fault, InputError, refuse
from align.language import canonical, detect, exact
from align.read import files, misnamed
from align.read.paired import REMEDIES, UNITS, Pair, reader

SAMPLE = 200  # pairs from which a language is told where nobody names it
TOLD = 100  # faults, after which the rest are only counted


def pairs(place: str, original: str | None = None, translation: str | None = None) -> Iterator[Pair]:
    """The pairs of a file, in its order. `InputError` names all faulty lines at once, before the first pair.

    The languages are those that the file names, else those given, else those that the first pairs are clearly written in. Of a
    memory in several languages it is those given, else the one written first and the next; what of it is not used is told by
    `passed_over`.
    """
    rows = reader(place, original, translation)
    suffix = Path(place).suffix.lower()
    remedy = REMEDIES[suffix]
    if suffix not in UNITS and (faults := _told(place, rows(), "faulty lines")):
        raise InputError(faults, remedy)
    sample = list(islice((row for row in rows() if isinstance(row, Pair)), SAMPLE))
    if not sample:
        faults = _told(place, rows(), "faulty units")
        raise InputError([*faults, Fault(place, "has no pairs in it")], remedy)
    originals = [pair.original for pair in sample if not pair.original_language]
    translations = [pair.translation for pair in sample if not pair.translation_language]
    original, translation = spoken(place, "original", original, originals), spoken(place, "translation", translation, translations)
    return _named(rows(), original, translation)


def passed_over(place: str, original: str | None = None, translation: str | None = None) -> tuple[Fault, ...]:
    """What of a memory `pairs` leaves out, each with its line, the first hundred at most; nothing of a file of lines."""
    if Path(place).suffix.lower() not in UNITS:
        return ()
    return tuple(_told(place, reader(place, original, translation)(), "units that are passed over"))


def doubt(place: str, original: str | None = None, translation: str | None = None) -> str:
    """What to say of the languages of a file, where its first pairs look like others; nothing where they do not."""
    rows = (row for row in reader(place, original, translation)() if isinstance(row, Pair))
    sides = (
        ((pair.original_language or original, pair.original), (pair.translation_language or translation, pair.translation))
        for pair in islice(rows, SAMPLE)
    )
    found = misnamed.texts((tag, text) for pair in sides for tag, text in pair if tag)
    return f"{files.name(place)}: {found}" if found else ""


def spoken(place: str, side: Literal["original", "translation"], given: str | None, texts: Sequence[str]) -> str:
    """The language of a side: the one given, else that in which its texts are clearly written; nothing where there are none."""
    option = {"original": "--from", "translation": "--to"}[side]
    if given is not None:
        try:
            return exact(canonical(given), "\n".join(texts))
        except ValueError as error:
            raise refuse(option, str(error), "a tag is such as en, zh-CN, zh-TW, de") from None
    if not texts:
        return ""
    guess = detect("\n".join(texts))
    if guess.doubtful:
        raise refuse(place, f"the language of its {side}s is not clear", f"name it: {option}")
    return guess.tag


def _told(place: str, rows: Iterator[Pair | Fault], more: str) -> list[Fault]:
    """The faults among the rows; of a flood the first, and how many more."""
    faulty = (row for row in rows if isinstance(row, Fault))
    faults = list(islice(faulty, TOLD))
    rest = sum(1 for _ in faulty)
    return [*faults, *([Fault(files.name(place), f"{rest} more {more}")] if rest else [])]


def _named(rows: Iterator[Pair | Fault], original: str, translation: str) -> Iterator[Pair]:
    for row in rows:
        if isinstance(row, Pair):
            ours, theirs = row.original_language or original, row.translation_language or translation
            yield Pair(row.id, row.original, row.translation, ours, theirs)
