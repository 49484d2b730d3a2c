"""Entries in, a translation memory out: TMX 1.4 as OmegaT 6.1 and the others want it, piece by piece, whatever it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.sax.saxutils import escape

import regex

from align import __version__
from align.entry import Attributes, Entry, Heading, Remark, Wording

# What TMX 1.4 has attributes for; anything else that came with an entry is no part of the format.
OF_UNIT = frozenset(
    """datatype usagecount lastusagedate creationtool creationtoolversion creationdate creationid changedate segtype changeid
    o-tmf""".split()
)
OF_WORDING = OF_UNIT - {"segtype"}
# Every header has these, in this order; what the memory's own says of them stands.
_HEADER = {"segtype": "sentence", "o-tmf": "align", "adminlang": "en", "srclang": "", "datatype": "plaintext"}
_OF_HEADER = frozenset(("creationdate", "creationid", "changedate", "changeid"))
_REFUSED = regex.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def memory(entries: Iterable[Entry], heading: Heading) -> Iterator[tuple[bytes, ...]]:
    """The file's pieces, in order. Every entry with text is in it; one without any would cost the whole memory, and is left out."""
    yield (_head(heading).encode(),)
    for entry in entries:
        if entry.wordings:
            yield (_unit(entry, heading).encode(),)
    yield (b"  </body>\n</tmx>\n",)


def lost(entry: Entry) -> Iterator[str]:
    """What of an entry the format cannot hold."""
    wordings = ((wording.text, *_around(wording.attributes, wording.remarks)) for wording in entry.wordings)
    if any(map(illegal, chain([entry.name], _around(entry.attributes, entry.remarks), *wordings))):
        yield "characters that no XML can hold are taken out"
    foreign = {name for name, _ in entry.attributes} - OF_UNIT
    if foreign | {name for wording in entry.wordings for name, _ in wording.attributes} - OF_UNIT:
        yield "attributes that TMX 1.4 does not know are left out"


def attributes(said: Attributes) -> str:
    """XML attributes, each after a space; only those that say something."""
    return "".join(f' {name}="{escape(_REFUSED.sub("", value), _QUOTED)}"' for name, value in said if value)


def plain(text: str) -> str:
    """The text as XML, without the characters that no XML can hold."""
    # A carriage return that is written as it is comes back as a line break.
    return escape(_REFUSED.sub("", text), {"\r": "&#13;"})


def illegal(text: str) -> bool:
    """Whether the text has characters that no XML can hold."""
    return _REFUSED.search(text) is not None


def _around(attributes: Attributes, remarks: Iterable[Remark]) -> Iterator[str]:
    """All that is said beside a text."""
    yield from (value for _, value in attributes)
    yield from chain.from_iterable((remark.text, remark.type, remark.language) for remark in remarks)


def _head(heading: Heading) -> str:
    said = _HEADER | {name: value for name, value in heading.attributes if name in _HEADER and value}
    said |= {"srclang": heading.source or "*all*"} | {name: value for name, value in heading.attributes if name in _OF_HEADER}
    named = attributes((("creationtool", "align"), ("creationtoolversion", __version__), *said.items()))
    remarks = "".join(f"    {each}\n" for each in map(_remark, heading.remarks))
    header = f"  <header{named}>\n{remarks}  </header>" if remarks else f"  <header{named}/>"
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n{header}\n  <body>\n"
    )


def _unit(entry: Entry, heading: Heading) -> str:
    of_its_own = entry.source or "*all*" if entry.source != heading.source else ""
    named = (("tuid", entry.name), ("srclang", of_its_own), *(each for each in entry.attributes if each[0] in OF_UNIT))
    # Notes and props stand before the first text, or OmegaT 6 drops the whole file.
    lines = [*map(_remark, entry.remarks), *map(_wording, entry.wordings)]
    return f"    <tu{attributes(named)}>\n" + "".join(f"      {line}\n" for line in lines) + "    </tu>\n"


def _wording(wording: Wording) -> str:
    own = tuple(each for each in wording.attributes if each[0] in OF_WORDING)
    remarks = "".join(map(_remark, wording.remarks))
    inside = wording.markup or plain(wording.text)
    return f"<tuv{attributes((('xml:lang', wording.language), *own))}>{remarks}<seg>{inside}</seg></tuv>"


def _remark(remark: Remark) -> str:
    kind = "prop" if remark.type else "note"
    named = attributes((("type", remark.type), ("xml:lang", remark.language)))
    return f"<{kind}{named}>{plain(remark.text)}</{kind}>"
