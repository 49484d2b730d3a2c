"""XML in, its elements one at a time, each forgotten when the next comes; and what a translator sees of one that holds text.

Nothing outside the file is ever read. A file with declarations of its own is refused: translations need none, and attacks do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex
from lxml import etree

from align.errors import refuse
from align.language import base, canonical
from align.read import files

LARGEST = 1_000_000_000  # bytes
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# A tool's codes within a text: what they hold is not the translator's. Some stand where a reader sees a gap.
_CODES = frozenset("bpt ept it ph ut x bx ex sub".split())
_GAPS = frozenset("ph ut x".split())
_DECLARES = regex.compile(r"<!DOCTYPE[^>\[]*\[")
_BLANK = regex.compile(r"[ \t\r\n]+")


class Variant(NamedTuple):
    """A text in a language; the tag is empty where the file names none, or none that can be understood."""

    language: str
    text: str


class Unit(NamedTuple):
    """A passage in two languages or more, the one it was written in first; `name` is the file's own, or its number from 1."""

    name: str | int
    variants: tuple[Variant, ...]

    def pair(self, original: str | None, translation: str | None) -> tuple[Variant, Variant] | None:
        """The variants in these two languages; for a language not named the first that is left. None where one is missing.

        >>> unit = Unit(1, (Variant("en-GB", "Rain."), Variant("de", "Regen."), Variant("fr", "Pluie.")))
        >>> [variant.text for variant in unit.pair("fr", "en") or ()]
        ['Pluie.', 'Rain.']
        """
        left = list(self.variants)
        chosen = []
        for wanted in (original, translation):
            found = _nearest(left, wanted)
            if found is None:
                return None
            left.remove(found)
            chosen.append(found)
        return chosen[0], chosen[1]


def elements(place: str, root: str, names: Iterable[str]) -> Iterator[etree._Element]:
    """The file's root as it begins, and then each of the named elements, complete; only until the next is asked for.

    `InputError` where the file cannot be had, is no XML, has another root or declarations of its own.
    """
    what = f"is no {root.upper()}"
    with files.opened(place, LARGEST) as file:
        # By name, for lxml's other ways to keep entities from being read lose text without a word.
        found = etree.iterparse(
            file, events=("start", "end"), tag=[f"{{*}}{name}" for name in (root, *names)],
            load_dtd=False, no_network=True, resolve_entities="internal", huge_tree=False,
        )  # fmt: skip
        begun = False
        try:
            for event, element in found:
                if not begun:
                    if local(element) != root or element.getparent() is not None:
                        break
                    _refuse_declarations(place, element)
                    begun = True
                    yield element
                elif event == "end" and local(element) != root:
                    yield element
                    _forget(element)
        except etree.XMLSyntaxError as error:
            where = f"{files.name(place)}: line {error.lineno}" if error.lineno else files.name(place)
            raise refuse(where, f"{what}: {(error.msg or 'broken').partition(', line ')[0]}") from None
    if not begun:
        raise refuse(files.name(place), f"{what}: its root is not <{root}>")


def said(element: etree._Element) -> str:
    """The element's text without the codes in it, white space collapsed and trimmed."""
    text = "".join(_pieces(element)) if len(element) else element.text or ""
    return _BLANK.sub(" ", text).strip(" ")


@lru_cache(maxsize=256)
def language(tag: str | None) -> str:
    """The tag in canonical form; nothing for none, or for what is no tag."""
    try:
        return canonical(tag or "")
    except ValueError:
        return ""


def local(element: etree._Element) -> str:
    """An element's name without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of that name, in any namespace."""
    return [child for child in element if local(child) == name]


def _nearest(variants: list[Variant], wanted: str | None) -> Variant | None:
    """The variant in the wanted language: by its whole tag, by its language, or one that names no language."""
    if wanted is None:
        return next(iter(variants), None)
    tests = (lambda tag: tag == wanted, lambda tag: base(tag) == base(wanted), lambda tag: not tag)
    return next((variant for fits in tests for variant in variants if fits(variant.language)), None)


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in _GAPS and (child.tail or " ")[0].isalnum():
            yield " "
        elif name and name not in _CODES:
            yield from _pieces(child)
        yield child.tail or ""


def _refuse_declarations(place: str, root: etree._Element) -> None:
    if _DECLARES.search(etree.tostring(root.getroottree(), encoding="unicode")):
        raise refuse(files.name(place), "brings declarations of its own (<!DOCTYPE … [ … ]>)", "take them out")


def _forget(element: etree._Element) -> None:
    """Empties an element that is done with, and takes those before it out of the tree."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
