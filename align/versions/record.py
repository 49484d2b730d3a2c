"""All versions in, `versions.json` out: the texts, where their reports are, the threads, and where each drift came in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from align import fingerprints
from align.threads import Edition, Step, Thread, Trail, Versions

SCHEMA = "align/versions/1"


def record(versions: Versions) -> str:
    """The record as JSON text, a thread or a finding a line, so that two can be compared; paths are counted from its place."""
    texts = [
        {"name": name, "document": text.name, "language": text.language, "sha256": text.sha256} for name, text in versions.texts
    ]
    names = [fingerprints.of_findings(step.report.alignment, step.report.findings) for step in versions.reports]
    parts = {
        "schema": _line(SCHEMA),
        "versions": _lines(texts),
        "records": _lines(map(_step, versions.steps)),
        "ends": _lines(map(_step, versions.ends)),
        "threads": _lines(_thread(thread, versions.names) for thread in versions.threads),
        "findings": _lines(_trail(trail, versions, names) for trail in versions.trails),
        "editions": _lines(map(_edition, versions.editions)),
    }
    return "{\n" + ",\n".join(f'  "{key}": {value}' for key, value in parts.items()) + "\n}\n"


def _step(step: Step) -> dict[str, Any]:
    return {"original": step.original, "translation": step.translation, "path": str(PurePosixPath(step.folder, "report.json"))}


def _thread(thread: Thread, names: tuple[str, ...]) -> dict[str, Any]:
    sentences = {name: list(numbers) for name, numbers in zip(names, thread.sentences, strict=True)}
    return {"sentences": sentences, "confidence": round(thread.confidence, 3)}


def _trail(trail: Trail, versions: Versions, names: list[tuple[str, ...]]) -> dict[str, Any]:
    first = versions.finding(trail.seen[0])
    return {
        "rule": first.rule,
        "severity": first.severity,
        "message": first.message,
        "came_in": list(trail.came_in),
        "known_by": trail.basis or None,
        "fate": trail.fate,
        "gone": list(trail.gone),
        "threads": list(trail.threads),
        "seen": [
            {
                "original": versions.reports[seen.report].original,
                "translation": versions.reports[seen.report].translation,
                "id": names[seen.report][seen.finding],
            }
            for seen in trail.seen
        ],
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "translation": edition.translation,
        "editions": [edition.earlier, edition.later],
        "follows": edition.name or None,
        "support": round(edition.support, 3),
        "places": [
            {"earlier": place.earlier, "later": place.later, "leaning": round(place.leaning, 3)} for place in edition.differences
        ],
    }


def _lines(values: Iterable[Any]) -> str:
    lines = [f"    {_line(value)}" for value in values]
    return "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
