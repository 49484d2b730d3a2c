"""An earlier `report.json` in; out, by fingerprint, what its findings and its pairs were about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align import fingerprints
from align.decisions.gestures import About, Decided, Gesture
from align.decisions.linking import found
from align.errors import Fault, InputError, refuse
from align.model import SEVERITIES, Alignment, Bead, Block, Document, Sentence, Severity, Span

FILE = "report.json"
CHAIN = "versions.json"
SCHEMA = "align/report/1"
REMEDY = "align run writes it anew"


@dataclass(frozen=True, slots=True)
class Told:
    """A finding or a pair as a record tells it; `number` is its place there, from 0."""

    about: About
    id: str
    number: int
    original: str
    translation: str
    rule: str = ""
    severity: Severity = "neutral"
    message: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a report was about: its findings, its pairs with something on both sides, each in its order; and its alignment.

    Of the documents there is the text and where blocks and sentences stand in it.
    """

    findings: tuple[Told, ...]
    pairs: tuple[Told, ...]
    alignment: Alignment


def record(folder: Path) -> Record:
    """The record in a folder, or in a file; `InputError` tells all that does not fit together in it."""
    path = folder / FILE if folder.is_dir() else folder
    if not path.exists() and (steps := sorted(step.parent.name for step in folder.glob(f"*/{FILE}"))):
        chain = (folder / CHAIN).exists()
        what = "has a report for each step of a chain" if chain else "has no report, but folders in it have"
        raise refuse(folder, what, f"name one of them: {', '.join(steps)}")
    values = load(path)
    faults = [Fault(f"{path}: {place}", what) for place, what in _faults(values)]
    if faults:
        raise InputError(faults, REMEDY)
    findings = tuple(_finding(values, number, said) for number, said in enumerate(values["findings"]))
    try:
        beads = tuple(_beads(values["beads"]))
        alignment = Alignment(_document(values["original"]), _document(values["translation"]), beads)
    except (ValueError, IndexError) as error:
        raise refuse(path, str(error), REMEDY) from None
    return Record(findings, tuple(_pairs(alignment)), alignment)


def missing(record: Record, decided: Decided) -> tuple[Gesture, ...]:
    """What was decided about things that the record does not have."""
    there = {
        "finding": {told.id for told in record.findings},
        "pair": set(fingerprints.of_pairs(record.alignment)),
        "link": found(record.alignment, decided.about("link").values()).keys(),
    }
    return tuple(gesture for gesture in decided.gestures if gesture.id not in there[gesture.about])


def load(path: Path) -> Any:
    """What a file of JSON says."""
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise refuse(path, "no such file", "name the folder of a run, or the report.json in it") from None
    except OSError as error:
        raise refuse(path, f"cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise refuse(path, f"not JSON in UTF-8: {error}") from None


def _faults(values: Any) -> Iterator[tuple[str, str]]:
    """Where the record is not what a record is, and how."""
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        yield "schema", f"is not {SCHEMA}"
        return
    for side in ("original", "translation"):
        yield from _misplaced(side, values.get(side))
    for name in ("beads", "findings"):
        if not _are_tables(values.get(name)):
            yield name, "is no list of objects"
    if not _are_tables(values.get("beads")) or not _are_tables(values.get("findings")):
        return
    for number, bead in enumerate(values["beads"]):
        if not all(_are_numbers(bead.get(side)) for side in ("original", "translation")):
            yield f"beads[{number}]", "has no lists of sentence numbers"
    for number, finding in enumerate(values["findings"]):
        yield from ((f"findings[{number}].{name}", what) for name, what in _misfound(finding))


def _misplaced(side: str, document: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        yield side, "has no text"
        return
    for name in ("blocks", "sentences"):
        if not _are_tables(document.get(name)):
            yield f"{side}.{name}", "is no list of objects"
        else:
            wanted = ("start", "stop", "block") if name == "sentences" else ("start", "stop")
            wrong = (n for n, place in enumerate(document[name]) if not _are_numbers([place.get(key) for key in wanted]))
            yield from ((f"{side}.{name}[{number}]", f"has no {', '.join(wanted)}") for number in wrong)


def _misfound(finding: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("id", "rule", "message"):
        if not isinstance(finding.get(name), str):
            yield name, "is no string"
    if finding.get("severity") not in SEVERITIES:
        yield "severity", f"is none of {', '.join(SEVERITIES)}"
    for side in ("original", "translation"):
        if finding.get(side) is not None and not _is_span(finding[side]):
            yield side, "has no start and stop"


def _are_tables(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, dict) for value in values)


def _are_numbers(values: Any) -> bool:
    return isinstance(values, list) and all(type(value) is int and value >= 0 for value in values)


def _is_span(place: Any) -> bool:
    return isinstance(place, dict) and _are_numbers([place.get("start"), place.get("stop")]) and place["start"] <= place["stop"]


def _finding(values: Mapping[str, Any], number: int, said: Mapping[str, Any]) -> Told:
    original, translation = (_quoted(values[side]["text"], said.get(side)) for side in ("original", "translation"))
    return Told("finding", said["id"], number, original, translation, said["rule"], said["severity"], said["message"])


def _quoted(text: str, place: Mapping[str, int] | None) -> str:
    return text[place["start"] : place["stop"]] if place else ""


def _document(said: Mapping[str, Any]) -> Document:
    blocks = tuple(Block("paragraph", Span(block["start"], block["stop"])) for block in said["blocks"])
    sentences = tuple(Sentence(Span(one["start"], one["stop"]), one["block"]) for one in said["sentences"])
    return Document("", "", said["text"], blocks, sentences)


def _beads(rows: Sequence[Mapping[str, Any]]) -> Iterator[Bead]:
    """The beads; an empty side stands where the bead before ends."""
    before = Bead(range(0), range(0))
    for row in rows:
        before = Bead(_range(row["original"], before.original.stop), _range(row["translation"], before.translation.stop))
        yield before


def _range(numbers: Sequence[int], place: int) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(place, place)


def _pairs(alignment: Alignment) -> Iterator[Told]:
    for number, (name, bead) in enumerate(zip(fingerprints.of_pairs(alignment), alignment.beads, strict=True)):
        if bead.paired:
            yield Told("pair", name, number, *alignment.texts(number))
