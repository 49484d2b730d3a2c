"""An element that holds a text with codes in it, and what a translator sees of it."""

from __future__ import annotations

from copy import deepcopy

import regex
from lxml import etree

from align.read.streamed import Element, local

# A tool's codes within a text: what they hold is not the translator's. Some stand where a reader sees a gap.
_CODES = frozenset("bpt ept it ph ut x bx ex sub".split())
_GAPS = frozenset("ph ut x".split())
_BLANK = regex.compile(r"[ \t\r\n]+")
_TAGS = regex.compile(r"\A<[^>]*>|</[^>]*>\Z")
_PLAIN = etree.XMLParser(remove_comments=True, remove_pis=True, load_dtd=False, no_network=True)


def said(element: Element) -> str:
    """The element's text without the codes in it, white space collapsed and trimmed."""
    return _BLANK.sub(" ", exact(element)).strip(" ")


def exact(element: Element) -> str:
    """The element's text without the codes in it, white space as it is."""
    if not len(element):
        return element.text or ""
    pieces: list[str] = []
    _gather(element, pieces)
    return "".join(pieces)


def unresolved(element: Element) -> list[str]:
    """The entities that the element names and nobody has defined: what they stand for is not in the file."""
    return [str(entity.text) for entity in element.iter(etree.Entity)]


def markup(element: Element) -> str:
    """What stands in the element, as XML; nothing where it is text alone."""
    if not any(map(local, element)):
        return ""
    inside = deepcopy(element)
    etree.strip_elements(inside, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    etree.cleanup_namespaces(inside)
    return _TAGS.sub("", etree.tostring(inside, encoding="unicode", with_tail=False))


def sound(content: str, text: str) -> str:
    """The content of a segment, as XML, if it is that and says this text; else nothing, for it would break or belie the file."""
    try:
        inside = etree.fromstring(f"<seg>{content}</seg>", _PLAIN)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return markup(inside) if exact(inside) == text else ""


def _gather(element: Element, pieces: list[str]) -> None:
    """Adds what a reader sees of the element to the pieces, none of which is empty."""
    if element.text:
        pieces.append(element.text)
    gap = False
    for child in element:
        name, tail = local(child), child.tail or ""
        gap = name in _GAPS or (gap and not name)  # a comment does not close it
        if name and name not in _CODES:
            _gather(child, pieces)
        if tail:
            if gap and tail[:1].isalnum() and pieces and not pieces[-1][-1].isspace():
                pieces.append(" ")
            pieces.append(tail)
            gap = False
