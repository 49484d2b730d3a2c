"""A TBX file in, rows of terms out: the martif of 2008 (termEntry, langSet, tig, ntig) and TBX 3 (conceptEntry, langSec, termSec).

Nothing outside the file is read, and a file with declarations of its own is refused, see `read.streamed`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from align.errors import Fault
from align.read.decided import Row, ranked, tidy
from align.read.page import whole
from align.read.streamed import LANG, Element, at, beginning, children, elements, local

# The values of TBX's own list and of common tools. What is superseded was right once; what is deprecated there is undesired.
STATUSES = {
    "preferredterm": "preferred", "preferred": "preferred", "standardizedterm": "preferred", "regulatedterm": "preferred",
    "legalterm": "preferred", "approved": "preferred", "admittedterm": "admitted", "admitted": "admitted", "allowed": "admitted",
    "supersededterm": "deprecated", "superseded": "deprecated", "obsolete": "deprecated", "deprecatedterm": "forbidden",
    "deprecated": "forbidden", "forbidden": "forbidden", "notrecommended": "deprecated",
}  # fmt: skip

_ENTRIES, _LANGUAGES, _TERMS = ("termEntry", "conceptEntry"), ("langSet", "langSec"), ("tig", "ntig", "termSec")
_ESCAPED = re.compile(r"_x([0-9A-F]{4,6})_")
_KEPT = ("administrativeStatus", "subjectField")
_VERSION_3 = re.compile(rb"<(?:\w+:)?tbx[\s>]")


def rows(place: str) -> Iterator[Row | Fault]:
    """The terms of all entries; an `InputError`, after those before it, where the file breaks off.

    The concept is the entry's id, or the text of its first term; the kind is its subject field.
    """
    for element in elements(place, _root(place), _ENTRIES):
        if local(element) in _ENTRIES:
            yield from ranked(_terms(place, element))


def left_out(place: str) -> Counter[str]:
    """What the file says that no row has: how often, by the type under which it says so."""
    found: Counter[str] = Counter()
    for element in elements(place, _root(place), _ENTRIES):
        if local(element) in _ENTRIES:
            for each in element.iter():
                kind = each.get("type") if local(each) in ("descrip", "termNote", "admin", "transac", "ref", "xref") else None
                if kind and kind not in _KEPT:
                    found[kind] += 1
            for outer in (element, *(child for child in element if local(child) in _LANGUAGES)):
                found["note of a concept or a language"] += len(children(outer, "note"))
    return +found


def _root(place: str) -> str:
    return "tbx" if _VERSION_3.search(beginning(place)) else "martif"


def _terms(place: str, entry: Element) -> Iterator[Row | Fault]:
    """The terms of one entry, in its order."""
    concept, subject = _concept(entry), _said(entry, "subjectField") or "term"
    found = 0
    for language in (child for child in entry if local(child) in _LANGUAGES):
        tag = (language.get(LANG) or language.get("lang") or "").strip()
        kind = _said(language, "subjectField") or subject
        for group in (child for child in language if local(child) in _TERMS):
            found += 1
            yield _row(group, concept, _said(group, "subjectField") or kind, tag)
    if not found:
        yield Fault(f"{place}: line {at(entry)}", f"<{local(entry)}> has no terms")


def _row(group: Element, concept: str, kind: str, tag: str) -> Row:
    status = _said(group, "administrativeStatus")
    plain = STATUSES.get(status.lower().removesuffix("-admn-sts"), status)
    return Row(at(group), concept, kind, tag, _term(group), plain, _note(group))


def _concept(entry: Element) -> str:
    """The entry's id, without what makes a name of XML of it; else its first term."""
    name = _ESCAPED.sub(lambda code: whole(chr(min(int(code[1], 16), 0x10FFFF))), tidy(entry.get("id") or ""))
    return name or _term(entry)


def _term(element: Element) -> str:
    """The first term in an element."""
    return next((_text(each) for each in element.iter() if local(each) == "term"), "")


def _note(group: Element) -> str:
    """The notes of one term, in their order."""
    return "; ".join(filter(None, (_text(child) for each in (group, *_groups(group)) for child in each if local(child) == "note")))


def _groups(group: Element) -> list[Element]:
    return [child for child in group if local(child) in ("termGrp", "termNoteGrp", "descripGrp")]


def _said(element: Element, kind: str) -> str:
    """What an element says of that kind about itself: in a termNote, a descrip or an admin, alone or in a group."""
    for each in (element, *_groups(element)):
        for child in each:
            if local(child) in ("termNote", "descrip", "admin") and child.get("type") == kind:
                return _text(child)
    return ""


def _text(element: Element) -> str:
    return tidy(str(element.xpath("string()")))  # without comments
