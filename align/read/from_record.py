"""A `report.json` in, the Report out that it was written from; everything that does not fit in it is told at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from align.errors import Fault, InputError, refuse
from align.model import (
    REVIEW,
    SEVERITIES,
    Alignment,
    Bead,
    Block,
    Category,
    Change,
    Decision,
    Document,
    Finding,
    Kind,
    Likeness,
    Mark,
    MarkKind,
    PairVerdict,
    Part,
    Place,
    Report,
    Score,
    Sentence,
    Side,
    Span,
    Status,
    Term,
    Verdict,
)
from align.read.fitting import unfit
from align.read.shape import Each, Maybe, OneOf, misfits

SCHEMA = "align/report/1"
FAMILY, _, NUMBER = SCHEMA.rpartition("/")
REMEDY = "align run writes it anew"
LARGEST = 200_000_000  # bytes; a book of 20,000 sentences has some 40 million
TOLD = 50  # faults that are told one by one

_ESCAPED = r"\ud"

_PLACE = {"start": int, "stop": int}
_SIDES: tuple[Side, Side] = ("original", "translation")
_SEVERITY = OneOf(SEVERITIES)
_BEAD = {
    "original": [int], "translation": [int], "confidence": float,
    "decision": Maybe(OneOf(get_args(PairVerdict))), "linked": Maybe(bool),
}  # fmt: skip
_DOCUMENT = {
    "name": str, "language": str, "sha256": str, "text": str,
    "blocks": [{"kind": OneOf(get_args(Kind)), **_PLACE}],
    "sentences": [{**_PLACE, "block": int}],
    "marks": Maybe([{"kind": OneOf(get_args(MarkKind)), **_PLACE, "target": Maybe(str)}]),
    "metadata": Maybe([{"name": str, "value": str}]),
}  # fmt: skip
_FINDING = {
    "id": str, "rule": str, "category": OneOf(get_args(Category)), "severity": _SEVERITY, "confidence": float, "message": str,
    "beads": [int], "original": Maybe(_PLACE), "translation": Maybe(_PLACE),
    "related": [{"side": OneOf(_SIDES), **_PLACE}], "evidence": Each(str), "suggestion": Maybe(str),
    "decision": Maybe(
        {"verdict": OneOf(get_args(Verdict)), "reason": str, "severity": Maybe(_SEVERITY), "message": Maybe(str)}
    ),
}  # fmt: skip
_SUMMARY = {
    "score": float, "gist": str, "covered": float, "author": float, "warnings": [str],
    # Records of before there was a score card have none of these.
    "words": Maybe(int), "weights": Maybe({severity: Maybe(float) for severity in SEVERITIES}),
    "families": Maybe(Each({**dict.fromkeys(SEVERITIES, int), "penalty": float})),
    "likeness": Maybe([{"metric": str, "score": float, "signature": str}]),
}  # fmt: skip
_RECORD = {
    "signature": str, "original": _DOCUMENT, "translation": _DOCUMENT, "beads": [_BEAD], "findings": [_FINDING],
    "summary": _SUMMARY,
    "changes": Maybe(
        [{"bead": int, "original": Maybe(_PLACE), "translation": Maybe(_PLACE), "old": str, "new": str, "rule": str, "why": str}]
    ),
    "parts": Maybe([{"bead": int, "original": _PLACE, "translation": _PLACE, "confidence": float}]),
    "related": Maybe(bool),
    "found": Maybe([_BEAD]),
    "terms": Maybe(
        [
            {
                "concept": str, "kind": str, "language": str, "text": str, "status": OneOf(get_args(Status)), "note": str,
                "where": str,
            }
        ]
    ),
}  # fmt: skip


def record(path: Path) -> Report:
    """The report that a `report.json` tells, whole; what is newer than we are, or was made unfit by hand, is an `InputError`."""
    values = load(path)
    said = values.get("schema") if isinstance(values, dict) else None
    if said != SCHEMA:
        family, _, number = said.rpartition("/") if isinstance(said, str) else ("", "", "")
        if family == FAMILY and number.isdecimal() and int(number) > int(NUMBER):
            raise refuse(f"{path}: schema", f"{said} was made by a newer align; this one knows {SCHEMA}", "use that one")
        raise refuse(f"{path}: schema", f"is not {SCHEMA}", REMEDY)
    faults = list(misfits(values, _RECORD)) or list(unfit(values))
    if faults:
        told = [Fault(f"{path}: {place}", what) for place, what in faults[:TOLD]]
        more = [Fault(str(path), f"and {len(faults) - TOLD:,} more faults like these")] if faults[TOLD:] else []
        raise InputError([*told, *more], REMEDY)
    return _report(values)


def load(path: Path) -> Any:
    """What a file of JSON says."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)  # no trust in sizes: a device has none
        if len(content) > LARGEST:
            raise refuse(path, f"larger than {LARGEST // 1_000_000} MB, which no record is")
        text = content.decode("utf-8-sig")
        said = json.loads(text)
        if _ESCAPED in text.lower():  # of a half of a character, perhaps, which no other file could hold
            json.dumps(said, ensure_ascii=False).encode()
    except FileNotFoundError:
        raise refuse(path, "no such file", "name the folder of a run, or the report.json in it") from None
    except OSError as error:
        raise refuse(path, f"cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise refuse(path, f"not JSON in UTF-8: {error}") from None
    return said


def _report(values: Mapping[str, Any]) -> Report:
    one, two = (_document(values[side]) for side in _SIDES)
    return Report(
        Alignment(one, two, tuple(_beads(values["beads"]))),
        tuple(map(_finding, values["findings"])),
        _score(values["summary"]),
        values["signature"],
        tuple(values["summary"]["warnings"]),
        tuple(
            Part(said["bead"], _span(said["original"]), _span(said["translation"]), said["confidence"])
            for said in values.get("parts") or ()
        ),
        tuple(map(_change, values.get("changes") or ())),
        related=values.get("related") is not False,
        found=tuple(_beads(values.get("found") or ())),
        terms=tuple(Term(**said) for said in values.get("terms") or ()),
    )


def _document(said: Mapping[str, Any]) -> Document:
    return Document(
        said["name"], said["language"], said["text"],
        tuple(Block(block["kind"], _span(block)) for block in said["blocks"]),
        tuple(Sentence(_span(sentence), sentence["block"]) for sentence in said["sentences"]),
        tuple(Mark(mark["kind"], _span(mark), mark.get("target") or "") for mark in said.get("marks") or ()),
        tuple((row["name"], row["value"]) for row in said.get("metadata") or ()),
        said["sha256"],
    )  # fmt: skip


def _beads(rows: Sequence[Mapping[str, Any]]) -> Iterator[Bead]:
    """The beads; an empty side stands where the bead before ends."""
    before = Bead(range(0), range(0))
    for row in rows:
        before = Bead(
            _run(row["original"], before.original.stop), _run(row["translation"], before.translation.stop),
            row["confidence"], row.get("decision"), linked=bool(row.get("linked")),
        )  # fmt: skip
        yield before


def _run(numbers: Sequence[int], place: int) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(place, place)


def _finding(said: Mapping[str, Any]) -> Finding:
    decision = said.get("decision")
    return Finding(
        said["rule"], said["category"], said["severity"], said["confidence"], said["message"], tuple(said["beads"]),
        _span(said["original"]) if said.get("original") else None,
        _span(said["translation"]) if said.get("translation") else None,
        tuple(Place(place["side"], _span(place)) for place in said["related"]),
        tuple(said["evidence"].items()),
        said.get("suggestion"),
        Decision(decision["verdict"], decision["reason"], decision.get("severity"), decision.get("message")) if decision else None,
        said["id"] if said["rule"].startswith(f"{REVIEW}.") else "",
    )  # fmt: skip


def _score(said: Mapping[str, Any]) -> Score:
    weights = {name: value for name, value in (said.get("weights") or {}).items() if value is not None}
    return Score(
        said["score"], said["covered"], said["author"], said["gist"],
        tuple((name, _cost(family, weights)) for name, family in (said.get("families") or {}).items() if family["penalty"]),
        said.get("words") or 0,
        tuple((severity, weights[severity]) for severity in SEVERITIES if severity in weights),
        tuple(Likeness(near["metric"], near["score"], near["signature"]) for near in said.get("likeness") or ()),
    )  # fmt: skip


def _cost(family: Mapping[str, Any], weights: Mapping[str, float]) -> float:
    """What the findings of a family cost, exactly, where the record's figure is that one rounded."""
    exact = float(sum(family[severity] * weights.get(severity, 0) for severity in SEVERITIES))
    return exact if round(exact, 3) == family["penalty"] else float(family["penalty"])


def _change(said: Mapping[str, Any]) -> Change:
    side: Side = "original" if said.get("original") else "translation"
    return Change(said["bead"], _span(said[side]), said["old"], said["new"], said["rule"], said["why"], side)


def _span(place: Mapping[str, int]) -> Span:
    return Span(place["start"], place["stop"])
