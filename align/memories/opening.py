"""Files of memories in, their entries out as often as one likes, and what of the files is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from align.entry import Entry, Heading
from align.errors import Fault, refuse
from align.memories.merging import heading as one
from align.read import entries, misnamed
from align.read.bitext import SAMPLE

TOLD = 100  # faults, after which the rest are only counted


@dataclass(frozen=True, slots=True)
class Opened:
    """Memories that are read one after the other, from the beginning each time; in these languages, where they name none."""

    places: tuple[str, ...]
    original: str | None = None
    translation: str | None = None

    def again(self) -> Iterator[Entry]:
        """The entries, from the first. `InputError` where a file cannot be read at all."""
        return (row for row in self._rows() if isinstance(row, Entry))

    def faults(self) -> tuple[Fault, ...]:
        """What of the files is passed over; of a flood the first, and how many more."""
        found = (row for row in self._rows() if isinstance(row, Fault))
        told = tuple(islice(found, TOLD))
        more = sum(1 for _ in found)
        return (*told, Fault(", ".join(self.places), f"{more} more faults")) if more else told

    def doubts(self) -> Iterator[str]:
        """What to say of files whose texts look like other languages than they are said to be in."""
        for source in self._sources:
            rows = (row for row in entries.entries(source, self.original, self.translation) if isinstance(row, Entry))
            first = ((wording.language, wording.text) for row in islice(rows, SAMPLE) for wording in row.wordings)
            if found := misnamed.texts(first):
                yield f"{', '.join(source)}: {found}"

    def heading(self) -> Heading:
        """What the files say of themselves, as one; of files that say nothing, the language of the first entry's original."""
        said = one([entries.heading(source) for source in self._sources])
        return said if said.source else replace(said, source=next((entry.source for entry in self.again()), ""))

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """`InputError` if a file changes meanwhile: what one reading found would be done to the entries of another."""
        before = {place: _trace(place) for place in self.places}
        try:
            yield
        finally:
            if changed := [place for place in before if _trace(place) != before[place]]:
                raise refuse(", ".join(changed), "was changed while it was read", "do it again when that has ended")

    @property
    def stem(self) -> str:
        """The first file's name without its ending, to name others after."""
        return Path(self.places[0]).stem

    def _rows(self) -> Iterator[Entry | Fault]:
        for source in self._sources:
            yield from entries.entries(source, self.original, self.translation)

    @property
    def _sources(self) -> list[tuple[str, ...]]:
        """The files, two that are a text and its translation together."""
        return [self.places] if entries.paired(self.places) else [(place,) for place in self.places]


def _trace(place: str) -> tuple[int, ...]:
    """What becomes another when a file is written to, replaced or taken away."""
    try:
        found = Path(place).stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns
