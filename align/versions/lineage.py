"""What a user names in, a lineage out: texts by name, and which was made from which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, count, pairwise
from pathlib import PurePath

from align import read
from align.errors import Fault, InputError
from align.settings import Source
from align.versions.descent import Descent, Pair

LONGEST = 30  # characters of a name, so that two of them, in any script, are a folder's


@dataclass(frozen=True, slots=True)
class Lineage:
    """Texts by name, and the steps from one to another that was made from it; `notes` say which are missing.

    `editions` are pairs of originals: one as it was first, and as its author changed it.
    """

    sources: tuple[tuple[str, Source], ...]
    steps: tuple[Pair, ...]
    notes: tuple[str, ...] = ()
    editions: tuple[Pair, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What is held against each other: the steps, and behind them the ends of what came by several."""
        return (*self.steps, *Descent(self.steps).ends)

    @property
    def folders(self) -> tuple[str, ...]:
        """For each of the pairs the name of the folder for its files: none of its own where there is but one."""
        return tuple(f"{one}-{two}" if len(self.pairs) > 1 else "" for one, two in self.pairs)


def chain(sources: Sequence[Source]) -> Lineage:
    """Texts each of which was made from the one before. They are called after their files; one that comes twice is refused."""
    twice = dict.fromkeys(two.place for one, two in combinations(sources, 2) if read.same(one, two))
    if twice:
        raise InputError([Fault(place, "is given twice") for place in twice], "name different files, the original first")
    names = list(_names(source.place for source in sources))
    return Lineage(tuple(zip(names, sources, strict=True)), tuple(pairwise(names)))


def _names(places: Iterable[str]) -> Iterator[str]:
    """The name of each place's file, without hyphens, plain enough for a folder's, and no two alike on any disk."""
    taken: set[str] = set()
    for place in places:
        said = "standard_input" if place == "-" else PurePath(place).stem
        plain = re.sub(r"[^\w.]+", "_", said)[:LONGEST].strip("._") or "text"
        name = next(name for name in _numbered(plain) if name.casefold() not in taken)
        taken.add(name.casefold())
        yield name


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}.{number}" for number in count(2))
