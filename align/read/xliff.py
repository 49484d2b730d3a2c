"""An XLIFF file in, its units out: version 1.2 and those before it. What is not translated yet is left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from align.errors import refuse
from align.read import files
from align.read.streamed import LANG, Unit, Variant, children, elements, language, local, said

# What a target's state says of one that is there but is not a translation yet.
_NOT_YET = frozenset(("new", "needs-translation"))


def units(place: str) -> Iterator[Unit]:
    """The units that have a text and its translation."""
    number = 0
    for element in elements(place, "xliff", ("trans-unit", "group", "file")):
        if local(element) == "xliff" and element.get("version", "1.2").startswith("2"):
            raise refuse(files.name(place), f"is XLIFF {element.get('version')}", "save it as XLIFF 1.2")
        if local(element) == "trans-unit":
            number += 1
            sides = [_variant(element, name) for name in ("source", "target")]
            variants = tuple(side for side in sides if side is not None)
            if len(variants) == len(sides):
                yield Unit(element.get("id") or number, variants)


def _variant(unit: etree._Element, name: str) -> Variant | None:
    """The unit's own source or target; alternatives stand deeper, and are not looked at."""
    found = children(unit, name)
    if not found or found[0].get("state") in _NOT_YET:
        return None
    file = next((above for above in unit.iterancestors() if local(above) == "file"), unit)
    text = said(found[0])
    return Variant(language(found[0].get(LANG) or file.get(f"{name}-language")), text) if text else None
