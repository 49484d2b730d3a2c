"""Two translation memories of one report: pairs to rely on, and pairs to look at first. TMX 1.4, one language pair a file."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align import __version__
from align.errors import refuse
from align.find.terms import spoken
from align.find.terms import terms as terms_in
from align.model import REWORDED, Alignment, Bead, Change, Finding, Glossary, Part, Report, Span
from align.settings import Settings
from align.write import segment

LONGEST = 2_000  # characters of a segment: the lowest cap among the importers we know
GRAVE = ("major", "critical")
PART = 0.8  # the least confidence of a part to rely on: where a clause ends is a guess of its own

NO_TERMS = Glossary()
CONFIDENT = Settings().confident
Tags = Sequence[tuple[str, str]]  # languages, and the tags to write in their place


@dataclass(frozen=True, slots=True)
class Memory:
    """A TMX file's bytes, and what did not go into it.

    `empty` and `long` count pairs that were left out, `repeated` pairs that say the same as another, `variants` sentences with
    more than one translation; `removed` has the characters that were taken out, by code point.
    """

    data: bytes
    units: int
    empty: int = 0
    long: int = 0
    repeated: int = 0
    variants: int = 0
    removed: tuple[tuple[str, int], ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What someone who uses the memory ought to know, in sentences."""
        removed = ", ".join(f"{name} × {count}" for name, count in self.removed)
        said = (
            (self.removed, f"characters that CAT tools refuse or nobody sees were taken out: {removed}"),
            (self.empty, f"left out, because nothing readable is in them: {_pairs(self.empty)}"),
            (self.long, f"left out, because they are longer than {LONGEST:,} characters: {_pairs(self.long)}"),
            (self.variants, f"sentences with several translations: {self.variants}; the memory has the surest one, with a note"),
        )
        return tuple(sentence for happened, sentence in said if happened)


def tmx(report: Report, confident: float = CONFIDENT, tags: Tags = (), terms: Glossary = NO_TERMS) -> Memory:
    """The pairs one can rely on: of at least this confidence, and without a major or critical finding that counts.

    What a person says of a pair outweighs both; where the texts do not seem to belong together, nothing else counts. What the
    glossary notes of the terms in a pair stands as notes with it.
    """
    return _memory(report, confident, dict(tags), terms, reliable=True)


def review_tmx(report: Report, confident: float = CONFIDENT, tags: Tags = (), terms: Glossary = NO_TERMS) -> Memory:
    """The other pairs, each with its findings as notes too; most CAT tools can be told to trust such a file less."""
    return _memory(report, confident, dict(tags), terms, reliable=False)


@dataclass(frozen=True, slots=True)
class _Unit:
    number: int
    bead: Bead
    source: str
    target: str
    findings: tuple[Finding, ...]
    part: str = ""  # which part of the bead, of how many: 1/2; nothing for all of it
    confidence: float = 1.0
    changes: tuple[Change, ...] = ()  # what it has in place of what the texts say
    others: tuple[_Unit, ...] = ()  # the same source, translated differently elsewhere

    def reliable(self, confident: float) -> bool:
        if self.bead.decision is not None:
            return self.bead.decision == "confirmed"
        sure = self.confidence >= (max(confident, PART) if self.part else confident)
        return sure and not any(finding.severity in GRAVE for finding in self.findings)

    @property
    def rank(self) -> tuple[float, int]:
        return self.confidence, -self.number


def _units(report: Report) -> Iterator[_Unit]:
    alignment = report.alignment
    about: dict[int, list[Finding]] = {}
    for finding in report.standing.findings:
        for number in finding.beads:
            about.setdefault(number, []).append(finding)
    parts: dict[int, list[Part]] = {}
    for part in report.parts:
        parts.setdefault(part.bead, []).append(part)
    mended: dict[int, list[Change]] = {}
    for change in report.changes:
        mended.setdefault(change.bead, []).append(change)
    for number, bead in enumerate(alignment.beads):
        findings, changes = tuple(about.get(number, ())), tuple(mended.get(number, ()))
        # Which part of a sentence a person's wording of all of it belongs to, nobody knows.
        if number in parts and not any(change.rule == REWORDED for change in changes):
            yield from _parts(alignment, number, parts[number], findings, changes)
        elif bead.paired:
            source = segment.joined(alignment.original, bead.original, segment.on("original", changes))
            target = segment.joined(alignment.translation, bead.translation, segment.on("translation", changes))
            yield _Unit(number, bead, source, target, findings, confidence=bead.confidence, changes=changes)


def _parts(
    alignment: Alignment, number: int, parts: list[Part], findings: tuple[Finding, ...], changes: tuple[Change, ...]
) -> Iterator[_Unit]:
    """The parts of a bead, each with the findings that point into it, or nowhere, and the changes that lie in it."""
    bead = alignment.beads[number]
    for place, part in enumerate(parts, 1):
        source = segment.cleaned(alignment.original.quote(part.original))
        target = segment.cleaned(segment.changed(alignment.translation.text, part.translation, changes))
        mine = tuple(finding for finding in findings if _concerns(finding, part))
        sure, made = min(bead.confidence, part.confidence), tuple(one for one in changes if _within(one.span, part.translation))
        yield _Unit(number, bead, source, target, mine, f"{place}/{len(parts)}", sure, made)


def _concerns(finding: Finding, part: Part) -> bool:
    sides = (finding.original, part.original), (finding.translation, part.translation)
    placed = [mine.overlaps(theirs) for mine, theirs in sides if mine]
    return any(placed) or not placed


def _within(span: Span, place: Span) -> bool:
    return place.start <= span.start and span.stop <= place.stop


def _memory(report: Report, confident: float, tags: Mapping[str, str], terms: Glossary, *, reliable: bool) -> Memory:
    least = confident if report.related else math.inf  # of strangers nothing is sure but what a person confirmed
    units = [unit for unit in _units(report) if unit.reliable(least) == reliable]
    full = [unit for unit in units if unit.source and unit.target]
    usable = [unit for unit in full if max(len(unit.source), len(unit.target)) <= LONGEST]
    kept = _one_translation_each(usable)
    removed = Counter[str]()
    for number in dict.fromkeys(unit.number for unit in units):
        for text in report.alignment.texts(number):
            removed += segment.refused(text)
    return Memory(
        data=_file(report, kept, tags, terms, explained=not reliable),
        units=len(kept),
        empty=len(units) - len(full),
        long=len(full) - len(usable),
        repeated=len(usable) - sum(1 + len(unit.others) for unit in kept),
        variants=sum(bool(unit.others) for unit in kept),
        removed=tuple(sorted(removed.items())),
    )


def _one_translation_each(units: list[_Unit]) -> list[_Unit]:
    """One unit for each source, the most confident and then the earliest: of two, importers keep now the first and now the last."""
    by_source: dict[str, dict[str, _Unit]] = {}
    for unit in units:
        targets = by_source.setdefault(unit.source, {})
        if unit.target not in targets or unit.rank > targets[unit.target].rank:
            targets[unit.target] = unit
    chosen = []
    for targets in by_source.values():
        best, *others = sorted(targets.values(), key=lambda unit: unit.rank, reverse=True)
        chosen.append(replace(best, others=tuple(others)))
    return sorted(chosen, key=lambda unit: unit.number)


def _file(report: Report, units: list[_Unit], tags: Mapping[str, str], terms: Glossary, *, explained: bool) -> bytes:
    from lxml import etree

    source, target = (tags.get(tag, tag) for tag in (report.alignment.original.language, report.alignment.translation.language))
    if source.lower() == target.lower():
        raise refuse(f"{source} and {target}", "cannot be told apart in a memory", "give --lang-map two different tags")
    root = etree.Element("tmx", version="1.4")
    # No creationdate: it may be left out, and the same report is to give the same bytes.
    header = {"creationtool": "align", "creationtoolversion": __version__, "segtype": "sentence", "o-tmf": "align"}
    header |= {"adminlang": "en", "srclang": source, "datatype": "plaintext"}
    head = etree.SubElement(root, "header", header)
    etree.SubElement(head, "prop", type="x-align-signature").text = segment.cleaned(report.signature)
    body = etree.SubElement(root, "body")
    for unit in units:
        identity = hashlib.sha256(f"{unit.source}\0{unit.target}".encode()).hexdigest()[:16]
        element = etree.SubElement(body, "tu", tuid=identity)
        # Notes and props stand before the first tuv, or OmegaT 6 drops the whole file.
        for note in (*_notes(report, unit, explained), *_decided(report, unit, terms)):
            etree.SubElement(element, "note").text = segment.cleaned(note)
        for name, value in _props(report, unit):
            etree.SubElement(element, "prop", type=name).text = segment.cleaned(value)
        for tag, text in ((source, unit.source), (target, unit.target)):
            variant = etree.SubElement(element, "tuv", {"{http://www.w3.org/XML/1998/namespace}lang": tag})
            etree.SubElement(variant, "seg").text = text
    return etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">', pretty_print=True
    )


def _notes(report: Report, unit: _Unit, explained: bool) -> Iterator[str]:
    if explained:
        yield from (f"{finding.rule}: {finding.message}" for finding in unit.findings)
    yield from (f"{_changed(change)} ({change.rule}: {change.why})" for change in unit.changes)
    for other in unit.others:
        yield f"also translated as “{other.target}” (confidence {other.confidence:.3f}, {_context(report, other)})"


def _changed(change: Change) -> str:
    here = "changed in the original" if change.side == "original" else "changed"
    return f"{here}: “{change.old}” to “{change.new}”"


def _decided(report: Report, unit: _Unit, terms: Glossary) -> Iterator[str]:
    """What the glossary notes of the terms in the source, each once, with the term that is wanted in the target's language."""
    tags = report.alignment.original.language, report.alignment.translation.language
    wanted = spoken(terms, tags[1])
    for hit in {hit.term.concept: hit for hit in terms_in(unit.source, tags[0], terms)}.values():
        preferred = next((term for term in wanted.get(hit.term.concept, ()) if term.status == "preferred"), None)
        noted = dict.fromkeys(filter(None, (hit.term.note, preferred.note if preferred else "")))
        if noted:
            meant = f" is “{preferred.text}”" if preferred and preferred.text.casefold() != hit.text.casefold() else ""
            yield f"glossary: “{hit.text}”{meant}; {'; '.join(noted)}"


def _props(report: Report, unit: _Unit) -> Iterator[tuple[str, str]]:
    yield "x-align-confidence", f"{unit.confidence:.3f}"
    yield "x-align-shape", "{}:{}".format(*unit.bead.shape)
    if unit.part:
        yield "x-align-part", unit.part
    yield "x-context", _context(report, unit)
    for rule in dict.fromkeys(finding.rule for finding in unit.findings):
        yield "x-align-finding", rule
    for change in unit.changes:
        yield "x-align-changed", f"{change.old} → {change.new}"


def _context(report: Report, unit: _Unit) -> str:
    """The original's name and sentence numbers, as the record counts them: `ship.en.md#3-4`."""
    first, last = unit.bead.original[0], unit.bead.original[-1]
    return f"{report.alignment.original.name}#{first}" + (f"-{last}" if last > first else "")


def _pairs(count: int) -> str:
    return f"{count} pair" if count == 1 else f"{count} pairs"
