"""Files of terms in, a sheet each out; what of a file is not in its sheet is told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from align.errors import Fault, InputError
from align.glossaries.converting import Sides
from align.read.glossary import REMEDY, Sheet, sheet


def opened(files: Iterable[Path], sides: Sides | None = None) -> list[Sheet]:
    """A sheet for each file, its faults in it; `sides` are the languages of files that have two and do not say which.

    `InputError`, with all of them, where files cannot be had.
    """
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for file in files:
        try:
            sheets.append(sheet(file, sides))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults, REMEDY)
    return sheets


def sound(files: Iterable[Path], sides: Sides | None = None) -> list[Sheet]:
    """The same, where nothing is wrong in them but that one breaks off; else an `InputError` with all faults of all files."""
    sheets = opened(files, sides)
    if faults := [fault for one in sheets for fault in one.faults]:
        raise InputError(faults, REMEDY)
    return sheets


def left(sheets: Sequence[Sheet]) -> Iterator[str]:
    """What of the files is not in their sheets."""
    for one in sheets:
        yield from (f"{fault}; what stands before it is read, and nothing after it" for fault in one.broken)
        yield from (f"{one.name}: {said}" for said in one.left)
