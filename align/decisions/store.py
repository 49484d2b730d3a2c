"""The file `decisions.sqlite` beside a report: gestures in, what is decided out, and none lost that was acknowledged.

Two tables to which rows are only added: the gestures, and the history of the moves that they belong to, made, undone and redone.
What holds is the last gesture about each thing among the moves that are not undone. Each move is one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from align.decisions import rows
from align.decisions.file import opened, readable, transaction
from align.decisions.gestures import NOTHING, Decided, Gesture, Kept, Outdated, last, told
from align.decisions.history import Step, played
from align.decisions.rescue import set_aside
from align.decisions.rows import Moves
from align.errors import InputError

FILE = "decisions.sqlite"

# What is to be written, given the history as it is.
Act = Callable[[Sequence[Step]], tuple[Moves, Sequence[Step]]]


def read(folder: Path) -> Decided:
    """What is decided in a folder; nothing where there is no file. A damaged file is set aside, and the notes tell where."""
    path = folder / FILE
    if not _is_there(path):
        return NOTHING
    try:
        with readable(path) as file:
            return _decided(*rows.load(path, file))
    except sqlite3.DatabaseError as error:
        note = set_aside(path, error)
        return replace(read(folder), notes=(note,))


def version(folder: Path) -> int:
    """The version of what is decided in a folder, quicker than all of it; -1 where only reading it can tell."""
    if not _is_there(folder / FILE):
        return NOTHING.version
    try:
        with readable(folder / FILE) as file:
            return int(file.execute("SELECT coalesce(max(number), 0) FROM history").fetchone()[0])
    except (sqlite3.DatabaseError, InputError):
        return -1


def add(folder: Path, gestures: Sequence[Gesture], seen: int | None = None) -> Kept:
    """Keeps these gestures as one move, all of them or none, and returns what is decided now.

    `seen` is the version that the caller has seen: where another one is there now, `Outdated` is raised, and nothing is kept.
    """
    now = _now()
    made = [replace(gesture, decided=gesture.decided or now) for gesture in gestures]

    def act(history: Sequence[Step]) -> tuple[Moves, Sequence[Step]]:
        number = _version(history) + 1
        return ({number: made}, (Step(number, "made", number, now),)) if made else ({}, ())

    return _kept(folder, act, seen)


@contextmanager
def attended(folder: Path) -> Iterator[None]:
    """Meanwhile a gesture takes a third of the time: while somebody has the file open, what is written need not be folded into it
    after each. Where nothing can be written, or the file is damaged, nothing is gained, and whoever decides is told.
    """
    with ExitStack() as stack:
        with suppress(InputError, sqlite3.DatabaseError):
            file = stack.enter_context(opened(folder / FILE))
            file.execute("SELECT count(*) FROM history").fetchone()
        yield


def undo(folder: Path, seen: int | None = None) -> Kept:
    """Takes back the last move that holds, if there is one; `seen` as in `add`."""
    return _kept(folder, lambda history: ({}, [_again("undone", history, move) for move in played(history).done[-1:]]), seen)


def redo(folder: Path, seen: int | None = None) -> Kept:
    """Makes the move again that was undone last, if nothing new was made since; `seen` as in `add`."""
    return _kept(folder, lambda history: ({}, [_again("redone", history, move) for move in played(history).undone[-1:]]), seen)


def _kept(folder: Path, act: Act, seen: int | None) -> Kept:
    path = folder / FILE
    try:
        with opened(path) as file, transaction(file):
            moves, history = rows.load(path, file)
            if seen is not None and seen != _version(history):
                raise Outdated
            more, steps = act(history)
            rows.save(file, more, steps)
        return Kept(_decided({**moves, **more}, [*history, *steps]))
    except sqlite3.DatabaseError as error:
        note = set_aside(path, error)
        try:
            kept = _kept(folder, act, seen)
        except Outdated as outdated:
            raise Outdated((note, *outdated.notes)) from None
        return replace(kept, notes=(note, *kept.notes))


def _decided(moves: Moves, history: Sequence[Step]) -> Decided:
    now = played(history)
    return Decided(
        last(gesture for move in now.done for gesture in moves.get(move, ())),
        version=_version(history),
        undo=told(moves.get(now.done[-1], ())) if now.done else "",
        redo=told(moves.get(now.undone[-1], ())) if now.undone else "",
    )


def _again(act: Literal["undone", "redone"], history: Sequence[Step], move: int) -> Step:
    return Step(_version(history) + 1, act, move, _now())


def _version(history: Sequence[Step]) -> int:
    return history[-1].number if history else 0


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no file has such a name; whoever wants to write there is told
        return False
