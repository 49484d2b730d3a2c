"""Several texts of one article, and which was made from which: a report for each step between them, and the record of them all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, count, pairwise
from pathlib import PurePath, PurePosixPath
from types import MappingProxyType

from align import pipeline, read, write
from align.decisions import NOTHING, Decided
from align.errors import Fault, InputError
from align.language import SRX
from align.model import Document, Report
from align.settings import Settings, Source
from align.write import File

SCHEMA = "align/versions/1"
NO_DECISIONS: Mapping[str, Decided] = MappingProxyType({})
LONGEST = 30  # characters of a name, so that two of them, in any script, are a folder's


@dataclass(frozen=True, slots=True)
class Lineage:
    """Texts by name, and the steps from one to another that was made from it; `notes` say which are missing."""

    sources: tuple[tuple[str, Source], ...]
    steps: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()

    @property
    def folders(self) -> tuple[str, ...]:
        """For each step the name of the folder for its files: none of its own where there is but one."""
        return tuple(f"{one}-{two}" if len(self.steps) > 1 else "" for one, two in self.steps)


@dataclass(frozen=True, slots=True)
class Step:
    """Two versions by name, and what became of the first in the second."""

    original: str
    translation: str
    report: Report
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """All texts of a lineage by name, as they were read, and all its steps."""

    texts: tuple[tuple[str, Document], ...]
    steps: tuple[Step, ...]

    @property
    def folders(self) -> Iterator[tuple[str, Step]]:
        """Each step with the name of the folder for its files."""
        return ((step.folder, step) for step in self.steps)


def chain(sources: Sequence[Source]) -> Lineage:
    """Texts each of which was made from the one before. They are called after their files; one that comes twice is refused."""
    twice = dict.fromkeys(two.place for one, two in combinations(sources, 2) if read.same(one, two))
    if twice:
        raise InputError([Fault(place, "is given twice") for place in twice], "name different files, the original first")
    names = list(_names(source.place for source in sources))
    return Lineage(tuple(zip(names, sources, strict=True)), tuple(pairwise(names)))


def run(lineage: Lineage, settings: Settings, decided: Mapping[str, Decided] = NO_DECISIONS) -> Versions:
    """A report for each step. Every text is read once, and all of them before the first step is taken.

    `decided` is what people decided in the folder of a step, by its name.
    """
    texts = {name: read.document(source, settings) for name, source in lineage.sources}
    steps = (
        Step(one, two, pipeline.report(texts[one], texts[two], settings, decided.get(folder, NOTHING)), folder)
        for (one, two), folder in zip(lineage.steps, lineage.folders, strict=True)
    )
    return Versions(tuple(texts.items()), tuple(steps))


def files(versions: Versions, settings: Settings) -> Iterator[File]:
    """All that is to be saved, each file by its path from the folder of the whole."""
    glossary, rules = read.glossary(settings.glossaries), (settings.srx or SRX).read_bytes()
    for folder, step in versions.folders:
        for file in write.folder(step.report, glossary, settings, rules):
            yield replace(file, name=str(PurePosixPath(folder, file.name)))
    if len(versions.steps) > 1:
        yield File("versions.json", record(versions).encode("utf-8"))


def record(versions: Versions) -> str:
    """`versions.json`: the texts, and for each step the path of its record from here."""
    texts = [
        {"name": name, "document": text.name, "language": text.language, "sha256": text.sha256} for name, text in versions.texts
    ]
    steps = [
        {"original": step.original, "translation": step.translation, "path": str(PurePosixPath(folder, "report.json"))}
        for folder, step in versions.folders
    ]
    return json.dumps({"schema": SCHEMA, "versions": texts, "records": steps}, ensure_ascii=False, indent=2) + "\n"


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
