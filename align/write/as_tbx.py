"""A glossary in, a TBX file out: the martif of 2008 (ISO 30042), which every tool reads; TBX 3 is read by few.

A concept is an entry and its name the entry's id. TBX knows no forbidden terms: what we forbid is deprecated there, which means
undesired, and what we call deprecated is superseded. Weblate knows words of its own for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from align.model import Glossary, Status, Term
from align.write.as_memory import attributes, illegal, plain

STATUSES: Mapping[Status, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "supersededTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
WEBLATE = {**STATUSES, "deprecated": "obsolete", "forbidden": "forbidden"}

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
  <martifHeader>
    <fileDesc>
      <titleStmt><title>{title}</title></titleStmt>
      <sourceDesc><p>written by align</p></sourceDesc>
    </fileDesc>
    <encodingDesc><p type="XCSURI">TBXXCSV02.xcs</p></encodingDesc>
  </martifHeader>
  <text>
    <body>
"""
_TAIL = "    </body>\n  </text>\n</martif>\n"
# What a name of XML may have, of what is wanted in one; and what looks like the escape of something else.
_NO_NAME = re.compile(r"_(?=x[0-9A-F]{4})|[^A-Za-z0-9_.\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u3400-\u9fff]")
_NO_BEGINNING = re.compile(r"[0-9.\-]")


def tbx(glossary: Glossary, statuses: Mapping[Status, str] = STATUSES) -> str:
    """The file. Entries come in the order of their first terms, and so do the languages of each."""
    entries = "".join("".join(_entry(concept, terms, statuses)) for concept, terms in _grouped(glossary, "concept"))
    return _HEAD.format(title=plain(f"{glossary.name} {glossary.digest}".rstrip())) + entries + _TAIL


def weblate_tbx(glossary: Glossary) -> str:
    """The same with Weblate's words for what is not wanted, and for names that stay as they are in every language."""
    return tbx(glossary, WEBLATE)


def lost(glossary: Glossary) -> Iterator[tuple[str, Term]]:
    """What of the glossary the file cannot hold, and where."""
    for term in glossary:
        if any(illegal(text) for text in (term.concept, term.kind, term.text, term.note)):
            yield "characters that no XML can hold are taken out", term


def name(concept: str) -> str:
    """A concept as an id of XML: what may not stand there is written as its code.

    >>> name("open-source"), name("01ai"), name("open source")
    ('open-source', '_x0030_1ai', 'open_x0020_source')
    """
    said = _NO_NAME.sub(lambda sign: _coded(sign[0]), concept)
    return f"{_coded(said[0])}{said[1:]}" if _NO_BEGINNING.match(said) else said


def _coded(sign: str) -> str:
    return f"_x{ord(sign):04X}_"


def _grouped(terms: Iterable[Term], field: str) -> Iterator[tuple[str, list[Term]]]:
    """The terms by one of their fields, in the order in which its values first come."""
    first: dict[str, int] = {}
    for term in (found := list(terms)):
        first.setdefault(getattr(term, field), len(first))
    for value, group in groupby(sorted(found, key=lambda term: first[getattr(term, field)]), key=lambda term: getattr(term, field)):
        yield value, list(group)


def _entry(concept: str, terms: list[Term], statuses: Mapping[Status, str]) -> Iterator[str]:
    kinds = {term.kind for term in terms}
    yield f"      <termEntry{attributes((('id', name(concept)),))}>\n"
    if len(kinds) == 1:
        yield f"        {_kind(terms[0])}\n"
    if statuses is WEBLATE and len({term.text for term in terms}) == 1:
        yield '        <descrip type="Translation needed">No</descrip>\n'
    for language, found in _grouped(terms, "language"):
        yield f"        <langSet{attributes((('xml:lang', language),))}>\n"
        for term in found:
            parts = [
                f"<term>{plain(term.text)}</term>",
                f'<termNote type="administrativeStatus">{statuses[term.status]}</termNote>',
                *([_kind(term)] if len(kinds) > 1 else []),
                *([f"<note>{plain(term.note)}</note>"] if term.note else []),
            ]
            yield "          <tig>\n" + "".join(f"            {part}\n" for part in parts) + "          </tig>\n"
        yield "        </langSet>\n"
    yield "      </termEntry>\n"


def _kind(term: Term) -> str:
    return f'<descrip type="subjectField">{plain(term.kind)}</descrip>'
