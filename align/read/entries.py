"""Files of translations in, the entries of a memory out, each with all that its format says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from align.entry import Entry, Heading, Remark, Wording
from align.errors import Fault, refuse
from align.language import canonical
from align.read import bitext, by_line, coded, files, from_xlsx, tmx, xliff
from align.read.streamed import LARGEST


def entries(places: Sequence[str], original: str | None = None, translation: str | None = None) -> Iterator[Entry | Fault]:
    """The entries of a file, in its order, and a fault for each that cannot be kept; the languages are those that the file names.

    A file that names none is in those given, else in those that its first pairs are clearly written in. Two files are one text and
    its translation line by line, and each is named after its language: `corpus.en`, `corpus.zh-CN`.
    """
    if paired(places):
        return _side_by_side(places[0], places[1])
    (place,) = places
    suffix = Path(place).suffix.lower()
    if suffix not in READERS:
        known = ", ".join(READERS)
        raise refuse(files.name(place), "is no memory by its name", f"what is read is {known}; or a pair of files: a.en a.de")
    return READERS[suffix](place, original, translation)


def heading(places: Sequence[str]) -> Heading:
    """What a memory says of itself; nothing, of a file that is no TMX."""
    return tmx.heading(places[0]) if [Path(place).suffix.lower() for place in places] == [".tmx"] else Heading()


def paired(places: Sequence[str]) -> bool:
    """Whether these files are a text and its translation line by line, by their names.

    >>> paired(["talks.en", "talks.zh-CN"]), paired(["one/talks.tmx", "two/talks.tmx"]), paired(["talks.en", "talks.en"])
    (True, False, False)
    """
    return len({_named(place) for place in places} - {""}) == len(places) == 2 and len({Path(place).stem for place in places}) == 1


def _named(place: str) -> str:
    """The language after which a file is named; nothing where it is not."""
    suffix = Path(place).suffix
    try:
        return "" if suffix.lower() in READERS else canonical(suffix.removeprefix("."))
    except ValueError:
        return ""


def _side_by_side(one: str, two: str) -> Iterator[Entry | Fault]:
    tags = _named(one), _named(two)
    with files.opened(one, LARGEST) as first, files.opened(two, LARGEST) as second:
        for number, sides in enumerate(zip(first, second, strict=False), 1):
            where = f"{files.name(one)}: line {number}"
            try:
                texts = [side.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n") for side in sides]
            except UnicodeDecodeError:
                yield Fault(where, "is not UTF-8, here or in its translation")
                continue
            if any(map(str.strip, texts)):
                yield Entry(tuple(map(Wording, tags, texts)), source=tags[0], where=where)
        for place, rest in ((one, first), (two, second)):
            if longer := sum(1 for _ in rest):
                yield Fault(files.name(place), f"has {longer} more lines than the other file, and they are not read")


def _of_lines(reader: Callable[[str, int], Entry]) -> Reader:
    """A reader of a file in which each line is a pair, and perhaps does not say in which languages."""

    def read(place: str, original: str | None, translation: str | None) -> Iterator[Entry | Fault]:
        found = (row for row in by_line.rows(place, reader) if isinstance(row, Entry))
        sample = [row.wordings for row in islice(found, bitext.SAMPLE)]
        ones, twos = ([sides[side].text for sides in sample if not sides[side].language] for side in (0, 1))
        one, two = bitext.spoken(place, "original", original, ones), bitext.spoken(place, "translation", translation, twos)
        for row in by_line.rows(place, reader):
            if isinstance(row, Entry):
                wordings = tuple(
                    replace(wording, language=wording.language or tag)
                    for wording, tag in zip(row.wordings, (one, two), strict=True)
                )
                yield replace(
                    row, wordings=wordings, source=row.source or wordings[0].language, where=f"{files.name(place)}: {row.where}"
                )
            else:
                yield row

    return read


def _columns(line: str, number: int) -> Entry:
    one, two = by_line.columns(line)
    return Entry((Wording("", one), Wording("", two)), where=f"line {number}")


def _object(line: str, number: int) -> Entry:
    row = by_line.pair(line)
    wordings = tuple(
        Wording(row[f"lang_{side}"], row[side], _markup(row, side), **_said(row.get(f"{side}_said", {}))) for side in ("src", "tgt")
    )
    return Entry(wordings, str(row.get("id", "")), row["lang_src"], where=f"line {number}", **_said(row))


def _rows(place: str, original: str | None, translation: str | None) -> Iterator[Entry | Fault]:
    """The rows of a workbook; a language that a row does not name is the one given."""
    for row in from_xlsx.workbook(place, {"Memory": ("from", "original", "to", "translation")}).sheets["Memory"]:
        try:
            tags = [canonical(row[heading] or tag or "") for heading, tag in (("from", original), ("to", translation))]
        except ValueError as error:
            yield Fault(f"{files.name(place)}: {row.where('from')}", str(error))
            continue
        wordings = Wording(tags[0], row["original"]), Wording(tags[1], row["translation"])
        yield Entry(wordings, source=tags[0], where=f"{files.name(place)}: {row.where('original')}")


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """What our own writer says of an entry or a wording beside its text."""
    try:
        attributes = tuple((str(name), str(value)) for name, value in row.get("attributes", {}).items())
        return {"attributes": attributes, "remarks": tuple(Remark(*map(str, remark)) for remark in row.get("remarks", ()))}
    except (AttributeError, TypeError):
        raise by_line.LineError("`attributes` is no object, or `remarks` no list of lists") from None


def _markup(row: dict[str, Any], side: str) -> str:
    said = row.get(f"{side}_markup", "")
    return coded.sound(said, row[side]) if said and isinstance(said, str) else ""


Reader = Callable[[str, str | None, str | None], Iterator[Entry | Fault]]
READERS: dict[str, Reader] = {
    ".tmx": lambda place, _original, _translation: tmx.entries(place),
    ".xliff": lambda place, _original, _translation: xliff.entries(place),
    ".xlf": lambda place, _original, _translation: xliff.entries(place),
    ".jsonl": _of_lines(_object),
    ".tsv": _of_lines(_columns),
    ".xlsx": _rows,
}
