"""Gestures and steps as rows of the tables of `decisions.sqlite`, in and out; a row that was changed by hand is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from align.decisions.gestures import Gesture
from align.decisions.history import Step
from align.errors import Fault, InputError

Moves = Mapping[int, Sequence[Gesture]]  # the gestures of each move, by its number in the history

_LISTS = ("originals", "translations")  # columns of several names, with a space between two
_NAMES = tuple(field.name for field in fields(Gesture))
_COLUMNS = ", ".join((*_NAMES, "move"))
_GESTURE = f"INSERT INTO gestures ({_COLUMNS}) VALUES ({', '.join('?' * (len(_NAMES) + 1))})"
_STEP = "INSERT INTO history (number, act, move, at) VALUES (?, ?, ?, ?)"


def load(path: Path, file: sqlite3.Connection) -> tuple[dict[int, list[Gesture]], list[Step]]:
    """All moves and the whole history; `InputError` tells all rows that mean nothing."""
    faults: list[Fault] = []
    moves: dict[int, list[Gesture]] = {}
    history: list[Step] = []
    for number, *values, move in file.execute(f"SELECT number, {_COLUMNS} FROM gestures ORDER BY number"):
        try:
            moves.setdefault(move, []).append(_gesture(*values))
        except ValueError as error:
            faults.append(Fault(f"{path}: gesture {number}", str(error)))
    for row in file.execute("SELECT number, act, move, at FROM history ORDER BY number"):
        try:
            history.append(Step(*row))
        except ValueError as error:
            faults.append(Fault(f"{path}: history {row[0]}", str(error)))
    if faults:
        raise InputError(faults, "take back by hand what was changed by hand")
    return moves, history


def save(file: sqlite3.Connection, moves: Moves, history: Iterable[Step]) -> None:
    """Writes these moves and steps behind those that are there."""
    file.executemany(_GESTURE, _values(moves))
    file.executemany(_STEP, [astuple(step) for step in history])


def gesture(row: Mapping[str, Any]) -> Gesture:
    """The gesture of a row, by the names of its columns; a file that has not seen every migration lacks some."""
    values: dict[str, Any] = {name: row[name] for name in _NAMES if name in row}
    return Gesture(**values | {name: tuple(values[name].split()) for name in _LISTS if name in values})


@lru_cache(maxsize=1 << 14)  # a row never changes, and all of them are read at each act
def _gesture(*values: Any) -> Gesture:
    return gesture(dict(zip(_NAMES, values, strict=True)))


def _values(moves: Moves) -> Iterator[tuple[object, ...]]:
    for move, gestures in moves.items():
        for made in gestures:
            yield (*(" ".join(value) if isinstance(value, tuple) else value for value in astuple(made)), move)
