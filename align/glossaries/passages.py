"""Articles in, their aligned passages out: from the records of runs, or from two texts that are paired for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align import lexicon, pair, pipeline, read
from align.decisions.record import FILE, record
from align.errors import Fault, InputError, refuse
from align.language import distinct, same
from align.model import Glossary
from align.settings import Settings, Source

CONFIDENT = 0.5  # pairs that are less sure teach nothing

Texts = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Passages:
    """What both sides say, passage by passage, and their two languages."""

    texts: tuple[Texts, ...]
    languages: tuple[str, str]


def passages(places: Sequence[str], tags: tuple[str | None, str | None], glossary: Glossary, settings: Settings) -> Passages:
    """The passages of reports (`report.json`, the folder of a run, or a folder of many), else of an original and its translation.

    `tags` name the languages of texts; reports know theirs, and those in others are left out. `InputError` where the reports that
    are left are in different languages.
    """
    if places and all(map(_is_report, places)):
        found = {one: _reported(Path(one)) for place in places for one in _reports(place)}
        wanted = {one: told for one, told in found.items() if _suits(told.languages, tags)}
        if not wanted:
            languages = " and ".join(sorted({" to ".join(told.languages) for told in found.values()}))
            raise refuse(", ".join(places), f"has reports from {languages} only", "name other languages with --from and --to")
        return _joined(tuple(wanted), tuple(wanted.values()))
    if len(places) != 2:
        remedy = "name reports (report.json, or folders of runs), or an original and its translation"
        raise refuse(", ".join(places) or "nothing", "is neither reports nor two texts", remedy)
    one, two = pipeline.sides(Source(places[0], tags[0]), Source(places[1], tags[1]), settings)
    two = replace(two, language=distinct(one.language, two.language))
    alignment = pair.documents(
        one, two, lexicon.between(one, two, glossary, read.memories(settings.lexicons, one.language, two.language))
    )
    sure = [number for number, bead in enumerate(alignment.beads) if bead.paired and bead.confidence >= CONFIDENT]
    return Passages(tuple(map(alignment.texts, sure)), (one.language, two.language))


def _is_report(place: str) -> bool:
    return place.endswith(".json") or Path(place).is_dir()


def _reports(place: str) -> Sequence[str]:
    """The report of a run, or those of all runs whose folders are in this one, however deep."""
    folder = Path(place)
    if not folder.is_dir() or (folder / FILE).exists():
        return (place,)
    return [str(path.parent) for path in sorted(folder.rglob(FILE))] or [place]


def _suits(languages: Texts, tags: tuple[str | None, str | None]) -> bool:
    """Whether they are the languages asked for; one that is asked for without a region may have any."""
    asked = [(language, tag) for language, tag in zip(languages, tags, strict=True) if tag]
    return all(language == tag or ("-" not in tag and same(language, tag)) for language, tag in asked)


def _reported(place: Path) -> Passages:
    """The sure pairs of one record."""
    found = record(place)
    alignment = found.alignment
    texts = tuple((told.original, told.translation) for told in found.pairs if alignment.beads[told.number].confidence >= CONFIDENT)
    return Passages(texts, (alignment.original.language, alignment.translation.language))


def _joined(places: Sequence[str], found: Sequence[Passages]) -> Passages:
    first = found[0].languages
    if faults := list(_strange(places, found)):
        raise InputError(faults, "choose one pair of languages with --from and --to")
    return Passages(tuple(texts for one in found for texts in one.texts), first)


def _strange(places: Sequence[str], found: Sequence[Passages]) -> Iterator[Fault]:
    for place, one in zip(places, found, strict=True):
        if one.languages != found[0].languages:
            yield Fault(place, f"is from {' to '.join(one.languages)}, and {places[0]} from {' to '.join(found[0].languages)}")
