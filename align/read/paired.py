"""A file of pairs in, each line or unit of it out as a `Pair`, or as a fault: a row for each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from align.errors import Fault, refuse
from align.language import fits
from align.model import Alignment, Bead, Block, Document, Sentence, Span
from align.read import by_line, files, tmx, xliff
from align.read.streamed import Unit, language


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage and its translation; `id` is the file's own name for it, or the number of its line, from 1."""

    id: str | int
    original: str
    translation: str
    original_language: str
    translation_language: str

    @property
    def alignment(self) -> Alignment:
        """The pair as an alignment of one bead; an empty side has no sentence.

        A side that cannot be in its language, for its letters are not, is in none that we know: `und`.

        >>> [bead.shape for bead in Pair("a", "It rains.", "", "en", "de").alignment.beads]
        [(1, 0)]
        """
        one = _document("original", self.original_language, self.original)
        two = _document("translation", self.translation_language, self.translation)
        bead = Bead(range(len(one.sentences)), range(len(two.sentences)))
        return Alignment(one, two, (bead,) if one.sentences or two.sentences else ())


def reader(place: str, original: str | None, translation: str | None) -> Callable[[], Iterator[Pair | Fault]]:
    """What reads the file from its beginning."""
    suffix = Path(place).suffix.lower()
    if suffix in READERS:
        return partial(by_line.rows, place, READERS[suffix])
    if suffix in UNITS:
        return partial(_chosen, place, SOUND[suffix], original, translation)
    raise refuse(place, "is no bitext by its name", f"what is read is {', '.join((*READERS, *UNITS))}")


def _document(name: str, language: str, text: str) -> Document:
    span = Span(0, len(text))
    sentences = (Sentence(span, 0),) if text.strip() else ()
    return Document(name, language if fits(text, language) else "und", text, (Block("paragraph", span),), sentences)


def _object(line: str, number: int) -> Pair:
    row = by_line.pair(line)
    return Pair(row.get("id", number), row["src"], row["tgt"], row["lang_src"], row["lang_tgt"])


def _columns(line: str, number: int) -> Pair:
    return Pair(number, *by_line.columns(line), "", "")


def _chosen(
    place: str, units: Callable[[str], Iterator[Unit | Fault]], original: str | None, translation: str | None
) -> Iterator[Pair | Fault]:
    """Each unit that has both languages; a fault for one that is faulty, and one for all those in other languages."""
    wanted = language(original) or None, language(translation) or None
    others = 0
    for unit in units(place):
        if isinstance(unit, Fault):
            yield unit
        elif found := unit.pair(*wanted):
            one, two = found
            yield Pair(unit.name, one.text, two.text, one.language, two.language)
        else:
            others += 1
    if others:
        yield Fault(files.name(place), f"{others} unit{'s' * (others > 1)} without both {original} and {translation}")


Reader = Callable[[str, int], Pair]
READERS: dict[str, Reader] = {".jsonl": _object, ".tsv": _columns}
UNITS: dict[str, Callable[[str], Iterator[Unit]]] = {".tmx": tmx.units, ".xliff": xliff.units, ".xlf": xliff.units}
SOUND: dict[str, Callable[[str], Iterator[Unit | Fault]]] = {".tmx": tmx.sound, ".xliff": xliff.sound, ".xlf": xliff.sound}
REMEDIES = {
    ".jsonl": 'each line is an object such as {"id": "1", "src": "…", "tgt": "…"}, with lang_src and lang_tgt if need be',
    ".tsv": "each line is an original, a tab, and its translation",
    **dict.fromkeys(UNITS, "each unit is a text and its translation; name their languages with --from and --to"),
}
