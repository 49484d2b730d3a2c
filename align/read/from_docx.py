"""A Word document in, a `Page` out: headings, lists, tables, quotations, footnotes and links, as mammoth finds them.

Of tracked changes the inserted words are read and the deleted ones are not; comments are not read. The page's notes say so. Nothing
outside the file is ever read, and no picture within it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.parsers.expat import ExpatError

import regex
from lxml import etree

from align.errors import refuse
from align.read import from_html, package
from align.read.page import Page, Scribe

_REMEDY = "open it in a word processor and save it as .docx again, or as .txt"
_OLD = b"\xd0\xcf\x11\xe0"  # how .doc begins, and a .docx with a password

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
"""
# mammoth sets a list of notes behind the text, each with a way back to its number; in a page we know them by their role.
_NOTE = regex.compile(r'<li id="(?=(?:foot|end)note-\d)')
_BACK = regex.compile(r' ?<a href="#(?:foot|end)note-ref-[\w-]+">↑</a>')
_FACTS = {"title": "title", "creator": "author", "description": "description", "keywords": "keywords"}


def read(content: bytes, name: str) -> Page:
    """The page of a Word document's bytes; `name` is for errors. What is no Word document, or packs too much, is refused."""
    import mammoth

    if content.startswith(_OLD):
        raise refuse(name, "an old Word document (.doc), or one with a password", _REMEDY)
    parts = package.parts(content, name, "Word document", _REMEDY)
    if not any(root.tag.endswith("}document") for root in parts.values()):
        raise refuse(name, "is no Word document: it has no text part", _REMEDY)
    try:
        found = mammoth.convert_to_html(
            package.cleaned(parts), style_map=_STYLES, convert_image=mammoth.images.img_element(_unseen)
        )
    except RecursionError:
        raise refuse(name, "tables or boxes within each other, deeper than a text can be", _REMEDY) from None
    except (LookupError, ValueError, TypeError, AttributeError, OSError, ExpatError) as error:  # whatever mammoth stumbles over
        raise refuse(name, f"is no Word document that can be read: {error}", _REMEDY) from None
    html = _BACK.sub("", _NOTE.sub(r'<li role="doc-footnote" id="', found.value))
    scribe = Scribe()
    from_html.write(scribe, html, name)
    return replace(scribe.page(tuple(_facts(parts))), notes=tuple(_notes(parts, name)))


def _unseen(_picture: object) -> dict[str, str]:
    return {}


def _facts(parts: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    core = parts.get("docProps/core.xml")
    for element in core if core is not None else ():
        fact = _FACTS.get(etree.QName(element).localname) if isinstance(element.tag, str) else None
        if fact and (said := " ".join((element.text or "").split())):
            yield fact, said


def _notes(parts: dict[str, etree._Element], name: str) -> Iterator[str]:
    """What was in the file and was not read."""
    counts = {what: sum(1 for root in parts.values() for _ in root.iter(f"{{*}}{what}")) for what in ("ins", "del", "comment")}
    if counts["ins"] or counts["del"]:
        yield f"{name}: tracked changes were read as if all were accepted: {counts['ins']} inserted, {counts['del']} deleted."
    if counts["comment"]:
        yield f"{name}: comments were not read: {counts['comment']}."
