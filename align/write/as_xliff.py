"""Entries in, an XLIFF 1.2 file of one pair of languages out; notes stay notes, and props become contexts of the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count

from align.entry import Entry, Remark
from align.write.as_memory import attributes, illegal, plain
from align.write.as_rows import Sides, lost_in_a_pair


def xliff(entries: Iterable[Entry], sides: Sides) -> Iterator[tuple[bytes, ...]]:
    """The file's pieces, in order; a unit without a name is called by its number."""
    named = (("source-language", sides[0]), ("target-language", sides[1]), ("datatype", "plaintext"), ("original", "memory"))
    head = f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n  <file{attributes(named)}>\n    <body>\n'
    yield (f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'.encode(),)
    taken: set[str] = set()
    for number, entry in enumerate(entries, 1):
        if pair := entry.pair(*sides):
            texts = (f"<{name}>{plain(wording.text)}</{name}>" for name, wording in zip(("source", "target"), pair, strict=True))
            remarks = (*entry.remarks, *(remark for wording in pair for remark in wording.remarks))
            lines = "".join(f"        {line}\n" for line in (*texts, *_remarks(remarks)))
            name = _free(entry.name or str(number), taken)
            opening = f'<trans-unit{attributes((("id", name),))} xml:space="preserve">'
            yield (f"      {opening}\n{lines}      </trans-unit>\n".encode(),)
    yield (b"    </body>\n  </file>\n</xliff>\n",)


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first like it that no unit before has."""
    called = next(called for called in chain([name], (f"{name}-{number}" for number in count(2))) if called not in taken)
    taken.add(called)
    return called


def lost(entry: Entry, sides: Sides) -> Iterator[str]:
    """What of an entry the format cannot hold."""
    yield from lost_in_a_pair(entry, sides)
    pair = entry.pair(*sides) or ()
    remarks = chain(entry.remarks, *(wording.remarks for wording in pair))
    if any(map(illegal, chain([entry.name], (wording.text for wording in pair), (remark.text for remark in remarks)))):
        yield "characters that no XML can hold are taken out"
    if any(wording.remarks for wording in pair):
        yield "notes and props of one text become those of the unit"
    if any(remark.type and not remark.type.startswith("x-") for remark in entry.remarks):
        yield "props whose type does not begin with x- are left out"
    if any(remark.type and remark.language for remark in entry.remarks):
        yield "languages of props are left out"


def _remarks(remarks: Iterable[Remark]) -> Iterator[str]:
    for remark in remarks:
        if remark.type.startswith("x-"):
            context = f"<context{attributes((('context-type', remark.type),))}>{plain(remark.text)}</context>"
            yield f'<context-group purpose="information">{context}</context-group>'
        elif not remark.type:
            yield f"<note{attributes((('xml:lang', remark.language),))}>{plain(remark.text)}</note>"
