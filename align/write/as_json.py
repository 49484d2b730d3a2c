"""The record: all that a report found, as promised in docs/report-schema.md. The other formats show it, this one keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from json import dumps
from typing import Any

from align import fingerprints
from align.model import SEVERITIES, Alignment, Bead, Change, Decision, Document, Finding, Mark, Part, Report, Span

SCHEMA = "align/report/1"
WIDTH = 132  # what fits on a line stands on one; of a list of objects each: a bead a line, so that diff can compare two records


def json(report: Report) -> str:
    """The record as JSON text, indented; the same report gives the same characters."""
    return _laid_out(record(report)) + "\n"


def record(report: Report) -> dict[str, Any]:
    """The record as plain values, its keys in the promised order."""
    alignment = report.alignment
    return {
        "schema": SCHEMA,
        "signature": report.signature,
        "original": _document(alignment.original),
        "translation": _document(alignment.translation),
        "beads": [_bead(bead) for bead in alignment.beads],
        "findings": [
            _finding(*named)
            for named in zip(fingerprints.of_findings(report.alignment, report.findings), report.findings, strict=True)
        ],
        "summary": _summary(report, alignment),
        **_there(
            changes=[_change(change) for change in report.changes],
            parts=[_part(part) for part in report.parts],
            found=[_bead(bead) for bead in report.found],
            terms=[asdict(term) for term in report.terms],
        ),
        **({} if report.related else {"related": False}),
    }


def lines(pair: str | int, alignment: Alignment, findings: Sequence[Finding]) -> str:
    """The findings of one pair of a bitext, a JSON object a line; `pair` is the pair's id and stands in place of `beads`."""
    rows = []
    for name, finding in zip(fingerprints.of_findings(alignment, findings), findings, strict=True):
        row = {
            key if key != "beads" else "pair": value if key != "beads" else pair for key, value in _finding(name, finding).items()
        }
        rows.append(dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
    return "".join(rows)


def _document(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "language": document.language,
        "sha256": document.sha256,
        "text": document.text,
        "blocks": [{"kind": block.kind, **_place(block.span)} for block in document.blocks],
        "sentences": [{**_place(sentence.span), "block": sentence.block} for sentence in document.sentences],
        **_there(
            marks=[_mark(mark) for mark in document.marks],
            metadata=[{"name": name, "value": value} for name, value in document.metadata],
        ),
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {"kind": mark.kind, **_place(mark.span), **({"target": mark.target} if mark.target else {})}


def _there(**lists: list[Any]) -> dict[str, list[Any]]:
    """Those lists that have anything in them."""
    return {name: values for name, values in lists.items() if values}


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "stop": span.stop}


def _bead(bead: Bead) -> dict[str, Any]:
    return {
        "original": list(bead.original),
        "translation": list(bead.translation),
        "confidence": round(bead.confidence, 3),
        **({"decision": bead.decision} if bead.decision else {}),
        **({"linked": True} if bead.linked else {}),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "bead": part.bead,
        "original": _place(part.original),
        "translation": _place(part.translation),
        "confidence": round(part.confidence, 3),
    }


def _finding(fingerprint: str, finding: Finding) -> dict[str, Any]:
    return {
        "id": fingerprint,
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": round(finding.confidence, 3),
        "message": finding.message,
        "beads": list(finding.beads),
        "original": _place(finding.original) if finding.original is not None else None,
        "translation": _place(finding.translation) if finding.translation is not None else None,
        "related": [{"side": place.side, **_place(place.span)} for place in finding.related],
        "evidence": _evidence(finding),
        "suggestion": finding.suggestion,
        "decision": _decision(finding.decision) if finding.decision else None,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "verdict": decision.verdict,
        "reason": decision.reason,
        **({"severity": decision.severity} if decision.severity else {}),
        **({"message": decision.message} if decision.message else {}),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "bead": change.bead,
        "original": _place(change.span) if change.side == "original" else None,
        "translation": _place(change.span) if change.side == "translation" else None,
        "old": change.old,
        "new": change.new,
        "rule": change.rule,
        "why": change.why,
    }


def _evidence(finding: Finding) -> dict[str, str]:
    """Names and values; what is said twice under one name is said in one string, so that nothing is lost."""
    evidence: dict[str, str] = {}
    for name, value in finding.evidence:
        evidence[name] = f"{evidence[name]}; {value}" if name in evidence else value
    return evidence


def _summary(report: Report, alignment: Alignment) -> dict[str, Any]:
    names = {f"{original}:{translation}": count for (original, translation), count in report.shapes.items()}
    return {
        "sentences": {"original": len(alignment.original.sentences), "translation": len(alignment.translation.sentences)},
        "beads": dict(sorted(names.items(), key=lambda shape: (-shape[1], shape[0]))),
        "findings": {severity: report.counts[severity] for severity in SEVERITIES},
        "score": round(report.score.points, 1),
        "gist": report.score.gist,
        "covered": round(report.score.covered, 3),
        "author": round(report.score.author, 3),
        "warnings": list(report.warnings),
        "words": report.score.words,
        "penalty": round(report.score.penalty, 1),
        "weights": dict(report.score.weights),
        "families": _families(report),
        "likeness": [
            {"metric": near.metric, "score": round(near.points, 1), "signature": near.signature} for near in report.score.likeness
        ],
    }


def _families(report: Report) -> dict[str, dict[str, float]]:
    """By rule family, how many findings of each severity and what they cost together, the costliest first."""
    costs = dict(report.score.penalties)
    return {
        name: {**{severity: counts[severity] for severity in SEVERITIES}, "penalty": round(costs.get(name, 0.0), 3)}
        for name, counts in report.families.items()
    }


def _laid_out(value: Any, indent: str = "") -> str:
    line = dumps(value, ensure_ascii=False, allow_nan=False)
    deeper = indent + "  "
    listed = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    if not isinstance(value, (dict, list)) or (len(indent) + len(line) <= WIDTH and not listed):
        return line
    if isinstance(value, dict):
        items = [f"{dumps(name, ensure_ascii=False)}: {_laid_out(item, deeper)}" for name, item in value.items()]
        return "{\n" + ",\n".join(deeper + item for item in items) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + _laid_out(item, deeper) for item in value) + f"\n{indent}]"
