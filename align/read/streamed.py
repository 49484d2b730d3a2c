"""XML in, its elements one at a time, each forgotten when the next comes.

Nothing outside the file is ever read. A file with declarations of its own is refused: translations need none, and attacks do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

import regex
from lxml import etree

from align.entry import chosen
from align.errors import Fault, InputError, refuse
from align.language import canonical
from align.read import files

Element: TypeAlias = etree._Element
Read = TypeVar("Read")

LARGEST = 1_000_000_000  # bytes
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What only holds other elements.
_HOLDERS = frozenset("tmx body xliff file group".split())
_DECLARES = regex.compile(r"<!DOCTYPE[^>\[]*\[")


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
        return chosen(self.variants, (original, translation))


def elements(place: str, root: str, names: Iterable[str]) -> Iterator[Element]:
    """The file's root as it begins, and then each of the named elements, complete; only until the next is asked for.

    `InputError` where the file cannot be had, is no XML, has another root or declarations of its own.
    """
    what = f"is no {root.upper()}"
    # A file with a document type may name what only that type defines, and to the parser this is no fault. Kept as entities such
    # names can be told (`coded.unresolved`); read by name they would be lost without a word. In other files they are a fault of
    # which the parser tells the line only if it reads entities by name.
    by_name: Any = False if b"<!DOCTYPE" in beginning(place).replace(b"\0", b"") else "internal"
    with files.opened(place, LARGEST) as file:
        found = etree.iterparse(
            file, events=("start", "end"), tag=[f"{{*}}{name}" for name in (root, *names)],
            load_dtd=False, no_network=True, resolve_entities=by_name, huge_tree=False,
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


def beginning(place: str) -> bytes:
    """The bytes with which the file begins: enough for its declarations."""
    with files.opened(place, LARGEST) as file:
        return file.read(4096)


def before_the_break(rows: Iterable[Read | Fault]) -> Iterator[Read | Fault]:
    """The rows; where the file breaks off after the first of them, a last fault that says so instead of an error."""
    begun = False
    try:
        for row in rows:
            begun = True
            yield row
    except InputError as error:
        if not begun:
            raise
        yield from (
            Fault(fault.where, f"{fault.what}; what stands before it is read, and nothing after it") for fault in error.faults
        )


def line(place: str, element: Element) -> str:
    """Where an element begins, for a fault: the file, and the line."""
    return f"{files.name(place)}: line {at(element)}"


def at(element: Element) -> int:
    """The number of the line on which an element begins, from 1; 0 where it was not read from a file."""
    return cast(int | None, element.sourceline) or 0


@lru_cache(maxsize=256)
def language(tag: str | None) -> str:
    """The tag in canonical form; nothing for none, or for what is no tag."""
    try:
        return canonical(tag or "")
    except ValueError:
        return ""


def local(element: Element) -> str:
    """An element's name without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    """The children of that name, in any namespace."""
    return [child for child in element if local(child) == name]


def _refuse_declarations(place: str, root: Element) -> None:
    if _DECLARES.search(etree.tostring(root.getroottree(), encoding="unicode")):
        raise refuse(files.name(place), "brings declarations of its own (<!DOCTYPE … [ … ]>)", "take them out")


def _forget(element: Element) -> None:
    """Empties an element that is done with, and takes those before it out of the tree; not where it is part of another's text."""
    parent = element.getparent()
    if parent is None or local(parent) in _HOLDERS:
        element.clear()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
