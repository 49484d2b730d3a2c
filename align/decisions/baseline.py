"""A report of some other day in; out, how often each of its findings may come again before anyone minds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from align.decisions.record import FILE
from align.errors import Fault, InputError, refuse
from align.read.from_record import load


def baseline(path: Path) -> Counter[str]:
    """The fingerprints in a `report.json`, in the folder of a run that has one, or in lines that `align check` printed."""
    if path.is_dir():
        path = path / FILE
    lines = path.suffix == ".jsonl"
    found = _lines(path) if lines else _findings(path, load(path))
    wrong = [place for place, value in found if not isinstance(value, dict) or not isinstance(value.get("id"), str)]
    if wrong:
        raise InputError([Fault(f"{path}: {place}", "is no finding with an id") for place in wrong], _REMEDY)
    return Counter(value["id"] for _, value in found)


_REMEDY = "give a report.json of align run, or what align check printed, as .jsonl"


def _findings(path: Path, values: Any) -> list[tuple[str, Any]]:
    if not isinstance(values, dict) or not isinstance(values.get("findings"), list):
        raise refuse(path, "has no list of findings", _REMEDY)
    return [(f"findings[{number}]", value) for number, value in enumerate(values["findings"])]


def _lines(path: Path) -> list[tuple[str, Any]]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise refuse(path, f"cannot be read: {error.strerror or error}", _REMEDY) from None
    except UnicodeDecodeError as error:
        raise refuse(path, f"not UTF-8: {error}", _REMEDY) from None
    return [(f"line {number}", _value(line)) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _value(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None  # which is no finding
