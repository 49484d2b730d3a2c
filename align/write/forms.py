"""Entries in, files of any format out, piece by piece; and what each format cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from align.entry import Entry, Heading
from align.write import as_memory, as_rows, as_sheet, as_xliff
from align.write.as_rows import Sides


class Form(NamedTuple):
    """A format of memories.

    `written` gives the pieces of its file, or of its two, one for each side; those that hold one pair of languages write the two
    sides that they are given. `holds` says whether there is room for an entry at all, `lost` what of one that there is room for
    is not in the file.
    """

    written: Callable[[Iterable[Entry], Heading, Sides], Iterator[tuple[bytes, ...]]]
    holds: Callable[[Entry, Sides], bool]
    lost: Callable[[Entry, Sides], Iterator[str]]


def _in_both(entry: Entry, sides: Sides) -> bool:
    return entry.pair(*sides) is not None


_XLIFF = Form(lambda entries, _, sides: as_xliff.xliff(entries, sides), _in_both, as_xliff.lost)
FORMS: dict[str, Form] = {
    ".tmx": Form(
        lambda entries, heading, _: as_memory.memory(entries, heading),
        lambda entry, _: bool(entry.wordings),
        lambda entry, _: as_memory.lost(entry),
    ),
    ".tsv": Form(lambda entries, _, sides: as_rows.table(entries, sides), _in_both, as_rows.lost_in_a_table),
    ".jsonl": Form(
        lambda entries, _heading, _sides: as_rows.objects(entries),
        lambda entry, _: len(entry.wordings) > 1,
        lambda entry, _: as_rows.lost_in_objects(entry),
    ),
    ".xlsx": Form(
        lambda entries, _heading, _sides: as_sheet.sheet(entries),
        lambda entry, _: as_sheet.holds(entry),
        lambda entry, _: as_sheet.lost(entry),
    ),
    ".xlf": _XLIFF,
    ".xliff": _XLIFF,
    # Two files, each named after its language.
    "moses": Form(lambda entries, _, sides: as_rows.side_by_side(entries, sides), _in_both, as_rows.lost_in_a_table),
}
