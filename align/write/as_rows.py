"""Entries in, lines out: a table of two columns, a pair of files, or an object of JSON each, which holds all that a memory says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from align.entry import Attributes, Entry, Remark
from align.language import canonical

Sides = tuple[str, str]

_ENDS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_MARK = "\ufeff"  # at the beginning of a file it says in which order bytes stand


def table(entries: Iterable[Entry], sides: Sides) -> Iterator[tuple[bytes, ...]]:
    """Two columns, with a tab between: the pairs in these languages."""
    for one, two in _texts(entries, sides):
        yield (f"{one}\t{two}\n".encode("utf-8", "replace"),)


def side_by_side(entries: Iterable[Entry], sides: Sides) -> Iterator[tuple[bytes, ...]]:
    """Two files, whose lines of the same number are a pair."""
    for one, two in _texts(entries, sides):
        yield f"{one}\n".encode("utf-8", "replace"), f"{two}\n".encode("utf-8", "replace")


def objects(entries: Iterable[Entry]) -> Iterator[tuple[bytes, ...]]:
    """An object for each translation, with all that is said of it."""
    for entry in entries:
        original = entry.original
        for translation in entry.translations:
            row: dict[str, object] = {"id": entry.name} if entry.name else {}
            row |= {"src": original.text, "tgt": translation.text, "lang_src": original.language, "lang_tgt": translation.language}
            row |= _said(entry.attributes, entry.remarks)
            for side, wording in (("src", original), ("tgt", translation)):
                row |= {f"{side}_markup": wording.markup} if wording.markup else {}
                said = _said(wording.attributes, wording.remarks)
                row |= {f"{side}_said": said} if said else {}
            yield (f"{json.dumps(row, ensure_ascii=False)}\n".encode("utf-8", "replace"),)


def lost_in_a_table(entry: Entry, sides: Sides) -> Iterator[str]:
    """What of an entry two columns cannot hold."""
    yield from lost_in_a_pair(entry, sides)
    if pair := entry.pair(*sides):
        if any(wording.text != wording.text.translate(_ENDS) for wording in pair):
            yield "line breaks and tabs become spaces"
        if any(wording.text.startswith(_MARK) for wording in pair):
            yield "byte order marks before a text are left out"
        if entry.remarks or any(wording.remarks for wording in pair):
            yield "notes and props are left out"
        if entry.name:
            yield "names of units (tuid) are left out"
        if not any(wording.text.strip() for wording in pair):
            yield "pairs without any text are lines that nobody reads"


def lost_in_a_pair(entry: Entry, sides: Sides) -> Iterator[str]:
    """What of an entry is lost in every format that has two texts and no codes in them."""
    pair = entry.pair(*sides)
    if pair is None:
        return
    if len(entry.wordings) > 2:
        yield "texts in further languages are left out"
    if any(wording.markup for wording in pair):
        yield "codes within the text are taken out"
    if entry.attributes or any(wording.attributes for wording in pair):
        yield "dates, authors and other attributes are left out"


def lost_in_objects(entry: Entry) -> Iterator[str]:
    """What becomes of an entry for which a line is not enough."""
    if len(entry.wordings) > 2:
        yield "units in several languages become several"
    if not all(_is_tag(wording.language) for wording in entry.wordings):
        yield "texts in what is no language tag cannot be read back"


def _texts(entries: Iterable[Entry], sides: Sides) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if pair := entry.pair(*sides):
            yield _line(pair[0].text), _line(pair[1].text)


def _line(text: str) -> str:
    return text.lstrip(_MARK).translate(_ENDS)


def _is_tag(said: str) -> bool:
    try:
        return bool(canonical(said))
    except ValueError:
        return False


def _said(attributes: Attributes, remarks: tuple[Remark, ...]) -> dict[str, object]:
    """Those that there are. A remark is its text, type and language, without the empty ones at its end."""
    found: dict[str, object] = {"attributes": dict(attributes)} if attributes else {}
    rows = [[each.text, each.type, each.language] if each.language else [each.text, each.type] for each in remarks]
    return found | ({"remarks": [row if row[-1] else row[:-1] for row in rows]} if rows else {})
