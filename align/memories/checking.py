"""A memory's file in, its problems out, as the tools that are to use it would meet them; read once, a unit at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import regex

from align.errors import Fault
from align.language import base
from align.memories.kinds import KINDS, Kind
from align.memories.structure import GRAMMAR, broken
from align.memories.texts import untranslated, wrong_tag, wrong_text
from align.read import misnamed
from align.read.coded import exact, unresolved
from align.read.streamed import LANG, Element, at, before_the_break, beginning, children, elements, local

_DATE = regex.compile(r"\d{8}T\d{6}Z")
_DATES = ("creationdate", "changedate", "lastusagedate")
# A unit with such a prop is an "alternative" to OmegaT, of one place in one file.
_BOUND = frozenset("file id prev next path".split())
_PLACES = {"tmx": ("header", "body"), "body": ("tu",)}
_MANY = 2  # languages
_SHOWN = 40  # characters of a text
_SAMPLE = 300  # texts of a language


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and on which line; `kind` is a name in `KINDS`."""

    line: int
    kind: str
    what: str

    @property
    def told(self) -> Kind:
        """How grave it is, and what tools do about it."""
        return KINDS[self.kind]


@dataclass(slots=True)
class _Seen:
    """What was met so far: languages with their first line and texts, and the lines of names, of units, and of translations of a
    text, by their hashes."""

    source: str = ""
    units: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    samples: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    texts: dict[int, int] = field(default_factory=dict)
    translations: dict[int, tuple[int, int]] = field(default_factory=dict)


def problems(place: str) -> Iterator[Problem]:
    """Everything that is wrong, in the order of the file; `InputError` where it is no TMX at all, or not safe to read."""
    yield from _outside(place)
    seen = _Seen()
    headed = False
    root: Element | None = None
    for element in before_the_break(elements(place, "tmx", ("header", "body", "tu"))):
        if isinstance(element, Fault):
            yield _break(element)
            break
        name, line = local(element), at(element)
        if name == "tmx":
            root = element
            if element.get("version") != "1.4":
                yield Problem(line, "version", f"version is {element.get('version', '')!r}, not '1.4'")
        elif name == "header":
            headed = True
            seen.source = element.get("srclang", "")
            yield from _header(element)
        elif name == "tu":
            if not headed:
                headed = True
                yield Problem(line, "header", "a unit before any header")
            yield from _strangers(element.getparent(), element.itersiblings(preceding=True))
            yield from _unit(element, seen)
        elif name == "body":
            yield from _strangers(element.getparent(), element.itersiblings(preceding=True))
            yield from _strangers(element, element)
    else:
        if not headed and root is not None:
            yield Problem(at(root), "header", "no header")
        if not seen.units:
            yield Problem(at(root) if root is not None else 0, "no-units", "no unit in it")
    yield from _languages(seen)


def _outside(place: str) -> Iterator[Problem]:
    """What can be told from the bytes with which the file begins."""
    begins = beginning(place)
    if begins.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield Problem(1, "encoding", "is UTF-16")
    elif begins.startswith(b"\xef\xbb\xbf"):
        yield Problem(1, "encoding", "begins with a byte order mark")
    if found := regex.search(rb"<!DOCTYPE[^>\[]*[\"'](?:https?|ftp|file):", begins.replace(b"\0", b"")):
        yield Problem(begins[: found.start()].count(b"\n") + 1, "doctype", "the DOCTYPE is an address")


def _break(fault: Fault) -> Problem:
    place, _, line = fault.where.rpartition(": line ")
    return Problem(int(line) if place and line.isdecimal() else 0, "broken", fault.what)


def _header(header: Element) -> Iterator[Problem]:
    line = at(header)
    for name in sorted(GRAMMAR["header"].required):
        if not header.get(name):
            yield Problem(line, "header", f"no {name}")
    for name in ("adminlang", "srclang"):
        if header.get(name) not in (None, "", "*all*") and (what := wrong_tag(header.get(name, ""))):
            yield Problem(line, "language", f"{name}: {what}")
    yield from _dates(header)
    yield from (Problem(where, "structure", what) for where, what in broken(header))
    parent = header.getparent()
    if parent is not None and local(parent) != "tmx":
        yield Problem(line, "structure", f"<header> within <{local(parent)}>")


def _strangers(parent: Element | None, others: Iterable[Element]) -> Iterator[Problem]:
    """Those of the elements that have no place in their parent; what has one was forgotten when it had passed, but for its name."""
    within = local(parent) if parent is not None else ""
    for other in others:
        if (name := local(other)) and name not in _PLACES.get(within, (name,)):
            yield Problem(at(other), "structure", f"<{name}> within <{within}>")


def _unit(unit: Element, seen: _Seen) -> Iterator[Problem]:
    line = at(unit)
    seen.units += 1
    parent = unit.getparent()
    if parent is not None and local(parent) != "body":
        yield Problem(line, "structure", f"<tu> within <{local(parent)}>")
    yield from (Problem(where, "structure", what) for where, what in broken(unit))
    yield from (Problem(line, "entity", f"{name} is not defined in the file") for name in unresolved(unit))
    yield from _about(unit, seen)
    variants = children(unit, "tuv")
    if len(variants) < 2:
        yield Problem(line, "one-text", f"{len(variants)} text{'s' * (len(variants) != 1)}, and no translation")
    said: list[tuple[str, str]] = []
    for variant in variants:
        tag = variant.get(LANG) or variant.get("lang") or ""
        where = at(variant)
        if not variant.get(LANG):
            yield Problem(where, "no-language", "a text without xml:lang")
        elif tag not in seen.languages and (what := wrong_tag(tag)):
            yield Problem(where, "language", what)
        if tag:
            seen.languages.setdefault(tag, where)
        for segment in children(variant, "seg")[:1]:
            said.append((tag.replace("_", "-").lower(), exact(segment)))
            if tag and len(sample := seen.samples.setdefault(tag, [])) < _SAMPLE:
                sample.append(said[-1][1])
            yield from (Problem(at(segment), kind, f"{what} ({tag or '?'})") for kind, what in wrong_text(segment))
    yield from _between(line, unit.get("srclang") or seen.source, said, seen)


def _about(unit: Element, seen: _Seen) -> Iterator[Problem]:
    """Dates, counts, names and props of a unit and of its texts."""
    line = at(unit)
    for element in (unit, *children(unit, "tuv")):
        yield from _dates(element)
        if not (element.get("usagecount") or "0").isdecimal():
            yield Problem(at(element), "count", f"usagecount={element.get('usagecount')!r} is no number")
        for prop in children(element, "prop"):
            kind = prop.get("type", "")
            if kind in _BOUND:
                yield Problem(at(prop), "bound-prop", f"a prop of the type {kind!r}; x-{kind} is safe")
            elif not kind.startswith("x-"):
                yield Problem(at(prop), "prop", f"a prop of the type {kind!r}")
    name = unit.get("tuid")
    if name is not None:
        if any(character.isspace() for character in name):
            yield Problem(line, "tuid", f"white space in tuid {name!r}")
        if name in seen.names:
            yield Problem(line, "tuid", f"tuid {name!r} is that of line {seen.names[name]} too")
        seen.names.setdefault(name, line)


def _dates(element: Element) -> Iterator[Problem]:
    for name in _DATES:
        said = element.get(name)
        if said and not _DATE.fullmatch(said):
            yield Problem(at(element), "date", f"{name}={said!r} is not written as 20260131T120000Z")


def _between(line: int, source: str, said: list[tuple[str, str]], seen: _Seen) -> Iterator[Problem]:
    """What is wrong with the texts of a unit together, and with the unit beside those before it."""
    tags = [tag for tag, _ in said]
    bases = {base(tag) for tag in tags}
    if len(set(tags)) < len(tags):
        yield Problem(line, "same-language", f"two texts in one language: {', '.join(tags)}")
    elif len(bases) < len(tags):
        yield Problem(line, "near-languages", f"two texts in one language by its first part: {', '.join(tags)}")
    source = "" if source == "*all*" else source.replace("_", "-").lower()
    if source and tags and source not in tags:
        kind = "near-source" if base(source) in bases else "no-source"
        yield Problem(line, kind, f"no text in {source}, the language that was translated")
    if any(base(tag) != base(other) and untranslated(one, two) for (tag, one), (other, two) in combinations(said, 2)):
        yield Problem(line, "untranslated", "a translation is the text itself")
    first = seen.texts.setdefault(hash(tuple(sorted(said))), line)
    if first != line and said:
        yield Problem(line, "duplicate", f"says the same as line {first}")
    original = next((text for tag, text in said if tag == source), said[0][1] if said else "")
    for tag, text in said:
        if text != original:
            found, before = seen.translations.setdefault(hash((original, tag)), (hash(text), line))
            if found != hash(text):
                shown = original if len(original) <= _SHOWN else f"{original[: _SHOWN - 1]}…"
                yield Problem(line, "conflict", f"{shown!r} is translated differently in line {before}")


def _languages(seen: _Seen) -> Iterator[Problem]:
    if len({tag.replace("_", "-").lower() for tag in seen.languages}) > _MANY:
        latest = sorted(seen.languages.values())[_MANY]
        yield Problem(latest, "many-languages", f"{len(seen.languages)} languages: {', '.join(seen.languages)}")
    if doubt := misnamed.texts((tag, text) for tag, sample in seen.samples.items() for text in sample):
        yield Problem(min(seen.languages.values()), "wrong-language", doubt)
    for tag, line in seen.languages.items():
        if tag.lower() == "zh" or tag.lower().startswith(("zh-hans", "zh-hant")):
            yield Problem(line, "vague-chinese", f"the tag {tag}")
