"""A bitext in, its pairs out, one at a time: a million of them need no more room than one.

A file of lines is read twice, first for its faults, so that what cannot be used is told whole and before anything is done with the
rest. Memories come from other people's programs, and few are without a fault: of those the sound units are given, and the others
are told by `passed_over`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

from align.errors import Fault, InputError, refuse
from align.language import canonical, detect, exact, fits
from align.model import Alignment, Bead, Block, Document, Sentence, Span
from align.read import by_line, files, misnamed, tmx, xliff
from align.read.streamed import Unit, language

SAMPLE = 200  # pairs from which a language is told where nobody names it
TOLD = 100  # faults, after which the rest are only counted


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


def pairs(place: str, original: str | None = None, translation: str | None = None) -> Iterator[Pair]:
    """The pairs of a file, in its order. `InputError` names all faulty lines at once, before the first pair.

    The languages are those that the file names, else those given, else those that the first pairs are clearly written in. Of a
    memory in several languages it is those given, else the one written first and the next; what of it is not used is told by
    `passed_over`.
    """
    rows = _reader(place, original, translation)
    suffix = Path(place).suffix.lower()
    remedy = REMEDIES[suffix]
    if suffix not in UNITS and (faults := _told(place, rows(), "faulty lines")):
        raise InputError(faults, remedy)
    sample = list(islice((row for row in rows() if isinstance(row, Pair)), SAMPLE))
    if not sample:
        faults = _told(place, rows(), "faulty units")
        raise InputError([*faults, Fault(place, "has no pairs in it")], remedy)
    originals = [pair.original for pair in sample if not pair.original_language]
    translations = [pair.translation for pair in sample if not pair.translation_language]
    original, translation = spoken(place, "original", original, originals), spoken(place, "translation", translation, translations)
    return _named(rows(), original, translation)


def passed_over(place: str, original: str | None = None, translation: str | None = None) -> tuple[Fault, ...]:
    """What of a memory `pairs` leaves out, each with its line, the first hundred at most; nothing of a file of lines."""
    if Path(place).suffix.lower() not in UNITS:
        return ()
    return tuple(_told(place, _reader(place, original, translation)(), "units that are passed over"))


def doubt(place: str, original: str | None = None, translation: str | None = None) -> str:
    """What to say of the languages of a file, where its first pairs look like others; nothing where they do not."""
    rows = (row for row in _reader(place, original, translation)() if isinstance(row, Pair))
    sides = (
        ((pair.original_language or original, pair.original), (pair.translation_language or translation, pair.translation))
        for pair in islice(rows, SAMPLE)
    )
    found = misnamed.texts((tag, text) for pair in sides for tag, text in pair if tag)
    return f"{files.name(place)}: {found}" if found else ""


def spoken(place: str, side: Literal["original", "translation"], given: str | None, texts: Sequence[str]) -> str:
    """The language of a side: the one given, else that in which its texts are clearly written; nothing where there are none."""
    option = {"original": "--from", "translation": "--to"}[side]
    if given is not None:
        try:
            return exact(canonical(given), "\n".join(texts))
        except ValueError as error:
            raise refuse(option, str(error), "a tag is such as en, zh-CN, zh-TW, de") from None
    if not texts:
        return ""
    guess = detect("\n".join(texts))
    if guess.doubtful:
        raise refuse(place, f"the language of its {side}s is not clear", f"name it: {option}")
    return guess.tag


def _told(place: str, rows: Iterator[Pair | Fault], more: str) -> list[Fault]:
    """The faults among the rows; of a flood the first, and how many more."""
    faulty = (row for row in rows if isinstance(row, Fault))
    faults = list(islice(faulty, TOLD))
    rest = sum(1 for _ in faulty)
    return [*faults, *([Fault(files.name(place), f"{rest} more {more}")] if rest else [])]


def _named(rows: Iterator[Pair | Fault], original: str, translation: str) -> Iterator[Pair]:
    for row in rows:
        if isinstance(row, Pair):
            ours, theirs = row.original_language or original, row.translation_language or translation
            yield Pair(row.id, row.original, row.translation, ours, theirs)


# ---- lines


def _object(line: str, number: int) -> Pair:
    row = by_line.pair(line)
    return Pair(row.get("id", number), row["src"], row["tgt"], row["lang_src"], row["lang_tgt"])


def _columns(line: str, number: int) -> Pair:
    return Pair(number, *by_line.columns(line), "", "")


def _document(name: str, language: str, text: str) -> Document:
    span = Span(0, len(text))
    sentences = (Sentence(span, 0),) if text.strip() else ()
    return Document(name, language if fits(text, language) else "und", text, (Block("paragraph", span),), sentences)


# ---- units


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


# ---- formats


Reader = Callable[[str, int], Pair]
READERS: dict[str, Reader] = {".jsonl": _object, ".tsv": _columns}
UNITS: dict[str, Callable[[str], Iterator[Unit]]] = {".tmx": tmx.units, ".xliff": xliff.units, ".xlf": xliff.units}
SOUND: dict[str, Callable[[str], Iterator[Unit | Fault]]] = {".tmx": tmx.sound, ".xliff": xliff.sound, ".xlf": xliff.sound}
REMEDIES = {
    ".jsonl": 'each line is an object such as {"id": "1", "src": "…", "tgt": "…"}, with lang_src and lang_tgt if need be',
    ".tsv": "each line is an original, a tab, and its translation",
    **dict.fromkeys(UNITS, "each unit is a text and its translation; name their languages with --from and --to"),
}


def _reader(place: str, original: str | None, translation: str | None) -> Callable[[], Iterator[Pair | Fault]]:
    """What reads the file from its beginning."""
    suffix = Path(place).suffix.lower()
    if suffix in READERS:
        return partial(by_line.rows, place, READERS[suffix])
    if suffix in UNITS:
        return partial(_chosen, place, SOUND[suffix], original, translation)
    raise refuse(place, "is no bitext by its name", f"what is read is {', '.join((*READERS, *UNITS))}")
