"""A bitext in, its pairs out, one at a time: a million of them need no more room than one.

The file is read twice, first for its faults, so that what cannot be used is told whole and before anything is done with the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from align.errors import Fault, InputError, refuse
from align.language import canonical, detect
from align.model import Alignment, Bead, Block, Document, Sentence, Span
from align.read import tmx, xliff
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
    memory in several languages it is those given, else the one written first and the next.
    """
    rows = _reader(place, original, translation)
    remedy = REMEDIES[Path(place).suffix.lower()]
    faulty = (row for row in rows() if isinstance(row, Fault))
    if faults := list(islice(faulty, TOLD)):
        rest = sum(1 for _ in faulty)
        raise InputError([*faults, *([Fault(place, f"{rest} more faulty lines")] if rest else [])], remedy)
    sample = [row for row in islice(rows(), SAMPLE) if not isinstance(row, Fault)]
    if not sample:
        raise refuse(place, "has no pairs in it", remedy)
    original = _language(place, original, "--from", [pair for pair in sample if not pair.original_language], "original")
    translation = _language(place, translation, "--to", [pair for pair in sample if not pair.translation_language], "translation")
    return _named(rows(), original, translation)


def _named(rows: Iterator[Pair | Fault], original: str, translation: str) -> Iterator[Pair]:
    for row in rows:
        if isinstance(row, Pair):
            ours, theirs = row.original_language or original, row.translation_language or translation
            yield Pair(row.id, row.original, row.translation, ours, theirs)


def _language(place: str, given: str | None, option: str, sample: list[Pair], side: str) -> str:
    if given is not None:
        try:
            return canonical(given)
        except ValueError as error:
            raise refuse(option, str(error), "a tag is such as en, zh-CN, zh-TW, de") from None
    if not sample:
        return ""
    guess = detect("\n".join(getattr(pair, side) for pair in sample))
    if guess.doubtful:
        raise refuse(place, f"the language of its {side}s is not clear", f"name it: {option}")
    return guess.tag


# ---- lines


def _lines(place: str, reader: Reader) -> Iterator[Pair | Fault]:
    """Each line that is not blank as a pair, its language empty where the line names none, or as what is wrong with it."""
    try:
        with Path(place).open("rb") as file:
            for number, line in enumerate(file, 1):
                where = f"{place}: line {number}"
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n")
                    if text.strip():
                        yield reader(text, number)
                except UnicodeDecodeError:
                    yield Fault(where, "is not UTF-8")
                except _LineError as error:
                    yield Fault(where, str(error))
    except FileNotFoundError:
        raise refuse(place, "no such file", "check the name, and the folder that it is looked for in") from None
    except IsADirectoryError:
        raise refuse(place, "is a folder", "give a file in it") from None
    except OSError as error:
        raise refuse(place, f"cannot be read: {error.strerror or error}") from None


class _LineError(Exception):
    """What is wrong with a line."""


def _object(line: str, number: int) -> Pair:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise _LineError("is no JSON") from None
    if not isinstance(row, dict):
        raise _LineError("is no JSON object")
    wrong = [f"`{key}` is missing" for key in ("src", "tgt") if key not in row]
    wrong += [f"`{key}` is no text" for key in ("src", "tgt", "lang_src", "lang_tgt") if not isinstance(row.get(key, ""), str)]
    name = row.get("id", number)
    if isinstance(name, bool) or not isinstance(name, str | int):
        wrong.append("`id` is neither a text nor a whole number")
    tags = []
    for key in ("lang_src", "lang_tgt"):
        tag = row.get(key, "")
        try:
            tags.append(canonical(tag) if tag and isinstance(tag, str) else "")
        except ValueError as error:
            wrong.append(f"`{key}`: {error}")
    if wrong:
        raise _LineError("; ".join(wrong))
    return Pair(name, _whole(row["src"]), _whole(row["tgt"]), *tags)


def _columns(line: str, number: int) -> Pair:
    columns = line.split("\t")
    if len(columns) != 2:
        raise _LineError(f"has {len(columns)} column{'s' * (len(columns) != 1)}, not 2")
    return Pair(number, columns[0], columns[1], "", "")


def _whole(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair that stands alone: it cannot be written out again."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _document(name: str, language: str, text: str) -> Document:
    span = Span(0, len(text))
    sentences = (Sentence(span, 0),) if text.strip() else ()
    return Document(name, language, text, (Block("paragraph", span),), sentences)


# ---- units


def _chosen(
    place: str, units: Callable[[str], Iterator[Unit]], original: str | None, translation: str | None
) -> Iterator[Pair | Fault]:
    """Each unit that has both languages."""
    wanted = language(original) or None, language(translation) or None
    for unit in units(place):
        if found := unit.pair(*wanted):
            one, two = found
            yield Pair(unit.name, one.text, two.text, one.language, two.language)


# ---- formats


Reader = Callable[[str, int], Pair]
READERS: dict[str, Reader] = {".jsonl": _object, ".tsv": _columns}
UNITS: dict[str, Callable[[str], Iterator[Unit]]] = {".tmx": tmx.units, ".xliff": xliff.units, ".xlf": xliff.units}
REMEDIES = {
    ".jsonl": 'each line is an object such as {"id": "1", "src": "…", "tgt": "…"}, with lang_src and lang_tgt if need be',
    ".tsv": "each line is an original, a tab, and its translation",
    **dict.fromkeys(UNITS, "each unit is a text and its translation; name their languages with --from and --to"),
}


def _reader(place: str, original: str | None, translation: str | None) -> Callable[[], Iterator[Pair | Fault]]:
    """What reads the file from its beginning."""
    suffix = Path(place).suffix.lower()
    if suffix in READERS:
        return partial(_lines, place, READERS[suffix])
    if suffix in UNITS:
        return partial(_chosen, place, UNITS[suffix], original, translation)
    raise refuse(place, "is no bitext by its name", f"what is read is {', '.join((*READERS, *UNITS))}")
