"""The index of many articles in, out what lies beside it: a page on all of them, tables of the same, and a memory a language pair.

Each file says in its head what it was made of, and is left as it is while that is the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

import align.overview
from align import memories
from align.batch import digests
from align.batch.index import Index
from align.batch.task import REPORTS
from align.entry import Entry, Heading, Remark
from align.overview import Memory, Row
from align.read import entries
from align.write import as_memory, as_overview, saving

PAGE = "index.html"
TABLES = {"index.csv": as_overview.csv, "terms.csv": as_overview.terms, "index.json": as_overview.json}
MEMORY = "memory.{}.{}.tmx"
MADE_OF = "x-align-made-of"  # the prop in which a memory says it
ORIGIN = "x-align-origin"  # the prop in which a unit says from which article it is
HEAD = 2000  # bytes of a file, in which it says what it was made of


@dataclass(frozen=True, slots=True)
class _Part:
    """A memory of one article: its file, the article's name, and the digest of what it was made of."""

    path: Path
    article: str
    digest: str


def overview(index: Index, passed: tuple[str, ...] = ()) -> Path:
    """Where the page on all articles is, once it and what belongs to it say what the index does, and what was passed over.

    `InputError` where one cannot write.
    """
    page = index.out / PAGE
    now = _hashed([digests.program(), index.digest, *passed])
    if not (_says(page, now) and all((index.out / name).exists() for name in TABLES)):
        found = align.overview.overview(index.rows, tuple(_memories(index.out, index.rows())), now, passed)
        # The page says what all were made of, and so is put in place last.
        files = {**TABLES, PAGE: as_overview.html}
        with saving.files([index.out / name for name in files]) as opened:
            for file, made in zip(opened, files.values(), strict=True):
                for piece in made(found):
                    file.write(piece.encode("utf-8", "replace"))
    return page


def _memories(out: Path, rows: Iterable[Row]) -> Iterator[Memory]:
    """A memory for each pair of languages, made anew where it must be; those of pairs that are no more are taken away."""
    made: set[Path] = set()
    for languages, parts in sorted(_parts(out, rows).items()):
        path = out / MEMORY.format(*languages)
        now = _hashed([digests.program(), *(f"{part.article} {part.digest} {part.path.name}" for part in parts)])
        if not _says(path, now):
            _merge(parts, path, Heading(languages[0], remarks=(Remark(now, MADE_OF),)))
        made.add(path)
        yield Memory(path.name, languages)
    for path in out.glob(MEMORY.format("*", "*")):
        if path not in made and _says(path, MADE_OF):
            path.unlink()


def _parts(out: Path, rows: Iterable[Row]) -> Mapping[tuple[str, str], Sequence[_Part]]:
    """The memories of all articles, the sure pairs in each, by their languages."""
    found: defaultdict[tuple[str, str], list[_Part]] = defaultdict(list)
    for row in rows:
        for told, step in zip(row.reports, row.steps, strict=False):
            for file in row.files:
                if PurePosixPath(file).parent == PurePosixPath(step) and file.endswith(".tmx") and not file.endswith(".review.tmx"):
                    found[told.languages].append(_Part(out / REPORTS / row.name / file, row.name, row.digest))
    return found


def _merge(parts: Sequence[_Part], path: Path, heading: Heading) -> None:
    fates = memories.merged(partial(_entries, parts))
    with saving.files([path]) as (file,):
        for (piece,) in as_memory.memory((fate.entry for fate in fates if not fate.dropped), heading):
            file.write(piece)


def _entries(parts: Sequence[_Part]) -> Iterator[Entry]:
    for part in parts:
        for entry in entries.entries((str(part.path),)):
            if isinstance(entry, Entry):
                yield replace(entry, remarks=(*entry.remarks, Remark(part.article, ORIGIN)))


def _says(path: Path, what: str) -> bool:
    """Whether a file says that in its head."""
    with suppress(OSError), path.open("rb") as file:
        return what.encode() in file.read(HEAD)
    return False


def _hashed(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
