"""A translation memory in, its units out: TMX 1.1 to 1.4, as the standard has it and as people write it.

Two readers stand side by side. `units` gives texts, for learning and for checking; `entries` gives all that the file says, for
those who write it out again.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.entry import Attributes, Entry, Heading, Remark, Wording
from align.errors import Fault
from align.language import base
from align.read.coded import exact, markup, said, unresolved
from align.read.streamed import LANG, Element, Unit, Variant, before_the_break, children, elements, language, line, local

# What an entry has fields of its own for; and o-encoding, which tells of an encoding that is no longer there.
_FIELDS = frozenset(("tuid", "srclang", "lang", LANG, "o-encoding"))


def units(place: str) -> Iterator[Unit]:
    """The units that have at least two variants with text, each with the variant that was translated first.

    An `InputError` names the line from which on the file is no XML.
    """
    return (row for row in _units(place) if isinstance(row, Unit))


def sound(place: str) -> Iterator[Unit | Fault]:
    """As `units`, with a fault for each unit that is passed over, and for a file that breaks off half-way."""
    return before_the_break(_units(place))


def entries(place: str) -> Iterator[Entry | Fault]:
    """Each unit whole, in the order of the file; a fault for one that cannot be kept, and for a file that breaks off half-way."""
    return before_the_break(_entries(place))


def heading(place: str) -> Heading:
    """What the file's header says; nothing, where it has none."""
    for element in elements(place, "tmx", ("header", "tu")):
        if local(element) == "header":
            source = _source(element)
            rest = tuple(
                (name, value) for name, value in _attributes(element) if name not in ("creationtool", "creationtoolversion")
            )
            return Heading(source, rest, _remarks(element))
        if local(element) == "tu":
            break
    return Heading()


def _units(place: str) -> Iterator[Unit | Fault]:
    source, number = "", 0
    for element in elements(place, "tmx", ("header", "tu")):
        if local(element) == "header":
            source = language(element.get("srclang"))
        elif local(element) == "tu":
            number += 1
            first = language(element.get("srclang")) or source
            variants = tuple(sorted(_variants(element), key=lambda variant: _distance(variant.language, first)))
            if lost := unresolved(element):
                yield Fault(
                    line(place, element), f"{lost[0]} stands for something that is not in the file; the unit is passed over"
                )
            elif len(variants) > 1:
                yield Unit(element.get("tuid") or number, variants)
            else:
                yield Fault(line(place, element), "has no text in two languages, and is passed over")


def _distance(tag: str, first: str) -> int:
    return 0 if tag == first else 1 if tag and base(tag) == base(first) else 2


def _variants(unit: Element) -> Iterator[Variant]:
    for variant in children(unit, "tuv"):
        text = " ".join(said(segment) for segment in children(variant, "seg"))
        if text:
            # TMX 1.1 and 1.2 have `lang`.
            yield Variant(language(variant.get(LANG) or variant.get("lang")), text)


def _entries(place: str) -> Iterator[Entry | Fault]:
    source = ""
    for element in elements(place, "tmx", ("header", "tu", "ude")):
        name = local(element)
        if name == "header":
            source = _source(element)
        elif name == "ude":
            yield Fault(line(place, element), "characters of the file's own making (<ude>) are not kept")
        elif name == "tu":
            if next(element.iterancestors(element.tag), None) is not None:
                yield Fault(line(place, element), "a unit within a unit is read as one of its own")
            wrong = list(_unkeepable(element))
            yield from (Fault(line(place, element), what) for what in wrong)
            if not wrong:
                wordings, where = tuple(map(_wording, children(element, "tuv"))), line(place, element)
                first = source if element.get("srclang") is None else _source(element)
                yield Entry(wordings, element.get("tuid", ""), first, _attributes(element), _remarks(element), where)


def _unkeepable(unit: Element) -> Iterator[str]:
    """Why a unit cannot be written out again with all that it says."""
    if any(inner.getparent() not in (None, unit) and inner is not unit for inner in unit.iter(unit.tag)):
        yield "a unit with another in its text is passed over"
    if lost := unresolved(unit):
        yield f"{lost[0]} stands for something that is not in the file; the unit is passed over"
    variants = children(unit, "tuv")
    if not variants:
        yield "a unit without any text is passed over"
    if not all(_tag(variant) for variant in variants):
        yield "a unit with a text in no language is passed over"
    if any(len(children(variant, "seg")) != 1 for variant in variants):
        yield "a unit with a <tuv> that has not one <seg> is passed over"


def _wording(variant: Element) -> Wording:
    (segment,) = children(variant, "seg")
    return Wording(_tag(variant), exact(segment), markup(segment), _attributes(variant), _remarks(variant))


def _tag(variant: Element) -> str:
    """The language's tag in canonical form, or as it stands where it is none."""
    said = (variant.get(LANG) or variant.get("lang") or "").strip()
    return language(said) or said


def _source(element: Element) -> str:
    """The language of the original; nothing where it may be any."""
    said = (element.get("srclang") or "").strip()
    return "" if said == "*all*" else language(said) or said


def _attributes(element: Element) -> Attributes:
    return tuple((str(name), str(value)) for name, value in element.items() if name not in _FIELDS)


def _remarks(element: Element) -> tuple[Remark, ...]:
    found = (child for child in element if local(child) in ("note", "prop"))
    return tuple(
        Remark("".join(map(str, child.itertext())), child.get("type", ""), child.get(LANG) or child.get("lang") or "")
        for child in found
    )
