"""A translation memory in, its units out: TMX 1.1 to 1.4, as the standard has it and as people write it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from align.language import base
from align.read.streamed import LANG, Unit, Variant, children, elements, language, local, said


def units(place: str) -> Iterator[Unit]:
    """The units that have at least two variants with text, each with the variant that was translated first.

    An `InputError` names the line from which on the file is no XML.
    """
    source, number = "", 0
    for element in elements(place, "tmx", ("header", "tu")):
        if local(element) == "header":
            source = language(element.get("srclang"))
        elif local(element) == "tu":
            number += 1
            first = language(element.get("srclang")) or source
            variants = tuple(sorted(_variants(element), key=lambda variant: _distance(variant.language, first)))
            if len(variants) > 1:
                yield Unit(element.get("tuid") or number, variants)


def _distance(tag: str, first: str) -> int:
    return 0 if tag == first else 1 if tag and base(tag) == base(first) else 2


def _variants(unit: etree._Element) -> Iterator[Variant]:
    for variant in children(unit, "tuv"):
        text = " ".join(said(segment) for segment in children(variant, "seg"))
        if text:
            # TMX 1.1 and 1.2 have `lang`.
            yield Variant(language(variant.get(LANG) or variant.get("lang")), text)
