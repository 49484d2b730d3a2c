"""Files of earlier translations in, packed memories out: TMX and XLIFF by the languages they name, tables by their columns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from align.errors import Fault, InputError, refuse
from align.language import base
from align.lexicon import Memory, packed
from align.read import files, wordlist
from align.read.paired import UNITS
from align.read.streamed import LARGEST, Unit

Row = tuple[str, str, float]

TABLES: dict[str, Callable[[str], Iterator[Row | Fault]]] = {".tsv": wordlist.rows, ".txt": wordlist.rows}
TOLD = 20  # faults of one file, after which the rest are only counted


def memories(paths: Sequence[Path], original: str, translation: str) -> tuple[Memory, ...]:
    """What these files hold for two languages, in the order of the files. One `InputError` names the faults of all of them.

    Of a file that names languages only the pairs in these two are taken, whichever was written first. Of a table all rows are.
    """
    found: list[Memory] = []
    faults: list[Fault] = []
    remedies: dict[str, None] = {}
    for path in paths:
        try:
            found.append(_memory(str(path), original, translation))
        except InputError as error:
            faults += error.faults
            remedies[error.remedy] = None
    if faults:
        raise InputError(faults, "\n  ".join(filter(None, remedies)))
    return tuple(found)


def _memory(place: str, original: str, translation: str) -> Memory:
    suffix, name = Path(place).suffix.lower(), files.name(place)
    languages: dict[str, None] = {}
    chinese = base(original) == "zh", base(translation) == "zh"
    if suffix in UNITS:
        rows = _chosen(UNITS[suffix](place), original, translation, languages)
    elif suffix in TABLES:
        rows = _sound(TABLES[suffix](place), name)
        # Which column is in which language is not known yet, and Japanese must keep its characters.
        chinese = (any(chinese) and "ja" not in (base(original), base(translation)),) * 2
    else:
        raise refuse(name, "is no lexicon by its name", f"what is read is {' '.join((*UNITS, *TABLES))}")
    with files.opened(place, LARGEST) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:8]
    one, two, weights = packed(rows, chinese)
    if not len(weights) and not languages:
        raise refuse(name, "has no pairs in it", "" if suffix in UNITS else wordlist.REMEDY)
    return Memory(Path(name).name, digest, tuple(sorted(languages)), one, two, weights)


def _chosen(units: Iterator[Unit], original: str, translation: str, languages: dict[str, None]) -> Iterator[Row]:
    """The units' texts in two languages; `languages` gathers all that the units name."""
    for unit in units:
        languages.update(dict.fromkeys(variant.language for variant in unit.variants if variant.language))
        if pair := unit.pair(original, translation):
            yield pair[0].text, pair[1].text, 1.0


def _sound(rows: Iterator[Row | Fault], name: str) -> Iterator[Row]:
    """The rows, if there is nothing wrong with any of them; else an `InputError` after the last."""
    faults: list[Fault] = []
    count = 0
    for row in rows:
        if not isinstance(row, Fault):
            yield row
            continue
        count += 1
        if count <= TOLD:
            faults.append(row)
    if count > TOLD:
        faults.append(Fault(name, f"{count - TOLD} more faulty lines"))
    if faults:
        raise InputError(faults, wordlist.REMEDY)
