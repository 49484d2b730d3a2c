"""An XLIFF file in, its units out: version 1.2 and those before it.

`units` gives texts that are translated; `entries` gives all that TMX can hold of the file, those that still wait for a translation
too, with one wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from align.entry import Entry, Remark, Wording
from align.errors import Fault, refuse
from align.read import files
from align.read.coded import exact, said
from align.read.streamed import LANG, Element, Unit, Variant, before_the_break, children, elements, language, line, local

# What a target's state says of one that is there but is not a translation yet.
_NOT_YET = frozenset(("new", "needs-translation"))


def units(place: str) -> Iterator[Unit]:
    """The units that have a text and its translation."""
    return (row for row in _units(place) if isinstance(row, Unit))


def sound(place: str) -> Iterator[Unit | Fault]:
    """As `units`, with a fault for all that are not translated, and one for a file that breaks off half-way."""
    return before_the_break(_units(place))


def entries(place: str) -> Iterator[Entry | Fault]:
    """Each unit with its notes, in the order of the file; a fault for one that cannot be kept, and for codes that are taken out."""
    return before_the_break(_entries(place))


def _units(place: str) -> Iterator[Unit | Fault]:
    waiting = 0
    for number, element in enumerate(_elements(place), 1):
        sides = [_variant(element, name) for name in ("source", "target")]
        variants = tuple(side for side in sides if side is not None)
        if len(variants) == len(sides):
            yield Unit(element.get("id") or number, variants)
        else:
            waiting += 1
    if waiting:
        yield Fault(files.name(place), f"{waiting} unit{'s' * (waiting > 1)} not translated yet")


def _elements(place: str) -> Iterator[Element]:
    for element in elements(place, "xliff", ("trans-unit", "group", "file")):
        if local(element) == "xliff" and element.get("version", "1.2").startswith("2"):
            raise refuse(files.name(place), f"is XLIFF {element.get('version')}", "save it as XLIFF 1.2")
        if local(element) == "trans-unit":
            yield element


def _variant(unit: Element, name: str) -> Variant | None:
    """The unit's own source or target; alternatives stand deeper, and are not looked at."""
    found = children(unit, name)
    if not found or found[0].get("state") in _NOT_YET:
        return None
    text = said(found[0])
    return Variant(language(_tag(unit, found[0], name)), text) if text else None


def _tag(unit: Element, text: Element, name: str) -> str:
    file = next((above for above in unit.iterancestors() if local(above) == "file"), unit)
    tag = (text.get(LANG) or file.get(f"{name}-language") or "").strip()
    return "" if tag == "*all*" else tag  # what a memory says where it means any language


def _entries(place: str) -> Iterator[Entry | Fault]:
    lost = Counter[str]()
    for unit in _elements(place):
        sides = [(side, _tag(unit, side, name)) for name in ("source", "target") for side in children(unit, name)[:1]]
        lost["targets that wait for a translator are not kept"] += any(side.get("state") in _NOT_YET for side, _ in sides)
        sides = [(side, tag) for side, tag in sides if side.get("state") not in _NOT_YET]
        if not sides or not all(tag for _, tag in sides):
            yield Fault(line(place, unit), "a unit with a text in no language is passed over")
            continue
        lost["codes within the text are taken out"] += any(len(side) for side, _ in sides)
        lost["alternative translations are not kept"] += bool(children(unit, "alt-trans"))
        wordings = tuple(Wording(language(tag) or tag, exact(side)) for side, tag in sides)
        yield Entry(wordings, unit.get("id", ""), wordings[0].language, (), tuple(_remarks(unit)), line(place, unit))
    for what, count in lost.items():
        if count:
            yield Fault(files.name(place), f"{what}: {count} unit{'s' * (count > 1)}")


def _remarks(unit: Element) -> Iterator[Remark]:
    """Notes, and contexts of a kind of their own, which is where our writer puts the props of a memory."""
    for child in unit:
        if local(child) == "note":
            yield Remark(exact(child), language=child.get(LANG) or "")
        elif local(child) == "context-group":
            for context in children(child, "context"):
                if context.get("context-type", "").startswith("x-"):
                    yield Remark(exact(context), context.get("context-type", ""))
