"""A folder that `align run` wrote in, the desk of a reviewer out; and how one sees that someone else wrote there."""

from __future__ import annotations

from pathlib import Path

from align import choices, decisions
from align.review.desk import Desk, laid

RECORD = "report.json"

Traces = tuple[tuple[int, int], ...]


def opened(folder: Path) -> Desk:
    """The desk of a folder. `InputError` where there is no report in it, or one that cannot be used: all its faults."""
    return laid(decisions.record(folder).report, choices.kept(folder), decisions.read(folder))


def record_traces(folder: Path) -> Traces:
    """What changes when the report is written anew."""
    return (_trace(folder / RECORD),)


def decision_traces(folder: Path) -> Traces:
    """What changes when something is decided."""
    return tuple(_trace(folder / f"{decisions.FILE}{ending}") for ending in ("", "-wal"))


def _trace(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
