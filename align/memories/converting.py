"""Entries in, a file of another format out; what the format cannot hold is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from align.entry import Entry, Heading
from align.errors import refuse
from align.memories.fate import Again
from align.write.forms import FORMS


def sides(again: Again, original: str | None, translation: str | None) -> tuple[str, str]:
    """The two languages of a format that has room for no more: those given, else those of the first entry that has two.

    `InputError` where no entry has them.
    """
    for entry in again():
        ours = original or entry.original.language
        theirs = translation or next((each.language for each in entry.wordings if each.language != ours), "")
        if found := entry.pair(ours, theirs):
            return original or found[0].language, translation or found[1].language
    wanted = f"{original or 'one language'} and {translation or 'another'}"
    raise refuse("the memory", f"has no unit in {wanted}", "name two of its languages with --from and --to")


def converted(
    entries: Iterable[Entry], heading: Heading, form: str, sides: tuple[str, str], lost: Counter[str]
) -> Iterator[tuple[bytes, ...]]:
    """The pieces of the file, or of the two; what an entry loses in it is added to `lost` as they are made."""
    told = FORMS[form].lost

    def passing() -> Iterator[Entry]:
        for entry in entries:
            lost.update(told(entry, sides))
            yield entry

    return FORMS[form].written(passing(), heading, sides)
