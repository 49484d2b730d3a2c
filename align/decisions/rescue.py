"""A damaged `decisions.sqlite` in; out, a fresh one with all that could still be read, and a note where the old one lies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from align.decisions import rows
from align.decisions.file import connected, moved_aside, opened, transaction
from align.decisions.gestures import Gesture
from align.decisions.history import Step
from align.errors import refuse

_SPOILT = (ValueError, TypeError, AttributeError, KeyError)  # what reading a spoilt row may come to


def set_aside(path: Path, error: sqlite3.DatabaseError) -> str:
    """Moves the file out of the way, saves what can still be read of it into a fresh one, and says so."""
    try:
        aside = moved_aside(path)
    except OSError as failed:
        raise refuse(path, f"is damaged ({error}), and cannot be set aside: {failed.strerror}", "move it elsewhere") from failed
    moves, steps = _legible(aside)
    with opened(path) as file, transaction(file):
        rows.save(file, moves, steps)
    saved = sum(map(len, moves.values()))
    return f"{path} is damaged ({error}); it is kept as {aside.name}, and {saved} decisions could still be read from it."


def _legible(aside: Path) -> tuple[dict[int, list[Gesture]], list[Step]]:
    """What can be read of a damaged file, as far as that goes. A move of which the history says nothing more was made."""
    moves: dict[int, list[Gesture]] = {}
    steps: dict[int, Step] = {}
    with closing(connected(aside)) as file:
        for row in _table(file, "gestures"):
            with suppress(*_SPOILT):
                made = rows.gesture(row)
                moves.setdefault(int(row.get("move", row["number"])), []).append(made)
        for row in _table(file, "history"):
            with suppress(*_SPOILT):
                steps[row["number"]] = Step(int(row["number"]), row["act"], int(row["move"]), str(row["at"]))
    told = {number: step for number, step in steps.items() if step.move in moves}
    told = {move: Step(move, "made", move, made[0].decided) for move, made in moves.items()} | told
    return moves, [told[number] for number in sorted(told)]


def _table(file: sqlite3.Connection, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a table in order: those before the first spoilt place, and those behind the last."""
    there: dict[Any, dict[str, Any]] = {}
    for order in ("", "DESC"):
        with suppress(sqlite3.DatabaseError):
            found = file.execute(f"SELECT * FROM {name} ORDER BY number {order}")
            names = [column[0] for column in found.description]
            for row in found:
                said = dict(zip(names, row, strict=True))
                if said["number"] in there:
                    break
                there[said["number"]] = said
    yield from (there[number] for number in sorted(there))
