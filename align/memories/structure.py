"""An element of a memory in, what TMX 1.4 has no place for out: the format's own grammar, a line for each element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from align.read.streamed import LANG, Element, at, local


class Grammar(NamedTuple):
    """What an element may hold, one word for each place, in order (* any number, + one or more), and its attributes.

    A place is a name, or several with | between. Those attributes that must be there come first.
    """

    places: str
    required: frozenset[str]
    optional: frozenset[str]
    text: bool = False


def _grammar(places: str, required: str = "", optional: str = "", text: bool = False) -> Grammar:
    return Grammar(places, frozenset(required.split()), frozenset(optional.replace("xml:lang", LANG).split()), text)


_CODES = "bpt|ept|ph|it|hi|ut*"
_HISTORY = "o-encoding creationdate creationid changedate changeid"
_USE = f"{_HISTORY} datatype usagecount lastusagedate creationtool creationtoolversion o-tmf"
GRAMMAR = {
    "header": _grammar("note|prop|ude*", "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype", _HISTORY),
    "note": _grammar("", "", "o-encoding lang xml:lang", text=True),
    "prop": _grammar("", "type", "o-encoding lang xml:lang", text=True),
    "ude": _grammar("map+", "name", "base"),
    "map": _grammar("", "unicode", "code ent subst"),
    "tu": _grammar("note|prop* tuv+", "", f"{_USE} tuid segtype srclang"),
    # A text without xml:lang is a fault with a name of its own, so it is not required here.
    "tuv": _grammar("note|prop* seg", "", f"{_USE} lang xml:lang"),
    "seg": _grammar(_CODES, text=True),
    "bpt": _grammar("sub*", "i", "x type", text=True),
    "ept": _grammar("sub*", "i", text=True),
    "it": _grammar("sub*", "pos", "x type", text=True),
    "ph": _grammar("sub*", "", "x assoc type", text=True),
    "hi": _grammar(_CODES, "", "x type", text=True),
    "ut": _grammar("sub*", "", "x", text=True),
    "sub": _grammar(_CODES, "", "datatype type", text=True),
}
SEGTYPES = ("block", "paragraph", "sentence", "phrase")
VALUES = {("header", "segtype"): SEGTYPES, ("tu", "segtype"): SEGTYPES, ("it", "pos"): ("begin", "end")}


def broken(element: Element) -> Iterator[tuple[int, str]]:
    """The lines of an element and of all that is in it that break the grammar, and how."""
    name = local(element)
    grammar = GRAMMAR.get(name)
    if grammar is None:  # whoever holds it has said so
        return
    line = at(element)
    for attribute, value in element.items():
        if attribute not in grammar.required and attribute not in grammar.optional:
            yield line, f"<{name}> has no attribute {str(attribute).rpartition('}')[2]}"
        elif value not in VALUES.get((name, str(attribute)), (value,)):
            yield line, f"{attribute}={value!r} is none of {', '.join(VALUES[name, str(attribute)])}"
    if name != "header":  # whose attributes are told one by one, with what they are for
        yield from ((line, f"<{name}> without {missing}") for missing in sorted(grammar.required - set(element.keys())))
    held = [child for child in element if local(child)]
    yield from _misplaced(name, line, held, grammar.places.split())
    if not grammar.text and any(text.strip() for text in (element.text or "", *(child.tail or "" for child in element))):
        yield line, f"<{name}> holds text of its own"
    for child in held:
        yield from broken(child)


def _misplaced(name: str, line: int, held: list[Element], places: list[str]) -> Iterator[tuple[int, str]]:
    """The children that are not where they belong, in the order of the places."""
    known = {each for place in places for each in place.rstrip("*+").split("|")}
    reached = 0
    counts = [0] * len(places)
    for child in held:
        its = local(child)
        if its not in known:
            yield at(child), f"<{its}> within <{name}>"
            continue
        place = next(number for number, names in enumerate(places) if its in names.rstrip("*+").split("|"))
        if place < reached:
            yield at(child), f"<{its}> after <{places[reached].rstrip('*+')}>"
        reached = max(reached, place)
        counts[place] += 1
    for names, count in zip(places, counts, strict=True):
        if not names.endswith("*") and not count:
            yield line, f"<{name}> without <{names.rstrip('+')}>"
        elif names[-1] not in "*+" and count > 1:
            yield line, f"<{name}> with {count} <{names}>"
