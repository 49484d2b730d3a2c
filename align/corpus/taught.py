"""Articles in, lists of words out: what pairing all of them taught about each pair of languages, to pair the next one with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from align import lexicon, pair, read
from align.corpus import folders
from align.corpus.folders import Passed
from align.errors import Fault, InputError
from align.language import base
from align.lexicon.frozen import Row
from align.lexicon.frozen import words as frozen
from align.model import Alignment
from align.settings import Settings

Languages = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taught:
    """By two languages, in alphabetical order, the words that articles taught; and what kept others from being read."""

    words: Mapping[Languages, tuple[Row, ...]]
    faults: tuple[Fault, ...]


def taught(root: Path, settings: Settings) -> Taught:
    """What the steps of all articles in a folder taught; a step within one language has nothing to teach."""
    alignments: defaultdict[Languages, list[Alignment]] = defaultdict(list)
    faults: list[Fault] = []
    glossary = read.glossary(settings.glossaries)
    for place in sorted(folders.found(root), key=str):
        if isinstance(place, Passed):
            faults.append(Fault(str(place.path), place.why))
            continue
        try:
            _, lineage = folders.lineage(place.folder)
            texts = {name: read.document(source, settings) for name, source in lineage.sources}
        except InputError as error:
            faults += error.faults
            continue
        for one, two in lineage.steps:
            languages = base(texts[one].language), base(texts[two].language)
            if languages[0] != languages[1]:
                known = lexicon.between(texts[one], texts[two], glossary)
                alignments[languages].append(pair.documents(texts[one], texts[two], known))
    return Taught({languages: frozen(alignments[languages]) for languages in sorted(alignments)}, tuple(faults))
