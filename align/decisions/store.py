"""The file `decisions.sqlite` beside a report: gestures in, gestures out, none lost that was acknowledged.

A table to which rows are only added; what holds is the last row about each thing. A gesture, or several made as one, is one
transaction. Another program may have the file open at the same time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple, fields, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal

from align.decisions.gestures import NOTHING, Decided, Gesture, last
from align.errors import Fault, InputError, refuse

FILE = "decisions.sqlite"
OURS = 0x616C6E64  # the file's application id, so that no other program's database is taken for ours: "alnd"
PATIENCE = 5.0  # seconds for which to wait while another program writes
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

# What makes each version of the schema out of the one before; the file's user_version says how many of them it has seen.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE gestures (
            number INTEGER PRIMARY KEY,
            about TEXT NOT NULL, id TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
            severity TEXT, message TEXT,
            rule TEXT NOT NULL, original TEXT NOT NULL, translation TEXT NOT NULL,
            decided TEXT NOT NULL
        )
        """,
    ),
    (
        "ALTER TABLE gestures ADD COLUMN originals TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE gestures ADD COLUMN translations TEXT NOT NULL DEFAULT ''",
    ),
)
_LISTS = ("originals", "translations")  # columns of several names, with a space between two
_NAMES = tuple(field.name for field in fields(Gesture))
_COLUMNS = ", ".join(_NAMES)
_ROW = f"INSERT INTO gestures ({_COLUMNS}) VALUES ({', '.join('?' * len(_NAMES))})"


def read(folder: Path) -> Decided:
    """What is decided in a folder; nothing where there is no file. A damaged file is set aside, and the notes tell where."""
    path = folder / FILE
    if not _is_there(path):
        return NOTHING
    try:
        return Decided(last(_rows(path)))
    except sqlite3.DatabaseError as error:
        note = _set_aside(path, error)
        return replace(read(folder), notes=(note,))


def add(folder: Path, gestures: Sequence[Gesture]) -> tuple[str, ...]:
    """Keeps these gestures, all of them or none, and returns notes on what befell the file."""
    path = folder / FILE
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        _insert(path, [replace(gesture, decided=gesture.decided or now) for gesture in gestures])
    except sqlite3.DatabaseError as error:
        note = _set_aside(path, error)
        return (note, *add(folder, gestures))
    return ()


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no file has such a name; whoever wants to write there is told
        return False


def _rows(path: Path) -> list[Gesture]:
    rows, faults = [], []
    with _opened(path) as file:
        for number, *values in file.execute(f"SELECT number, {_COLUMNS} FROM gestures ORDER BY number"):
            try:
                rows.append(_gesture(dict(zip(_NAMES, values, strict=True))))
            except ValueError as error:
                faults.append(Fault(f"{path}: gesture {number}", str(error)))
    if faults:
        raise InputError(faults, "take back by hand what was changed by hand")
    return rows


def _insert(path: Path, gestures: Sequence[Gesture]) -> None:
    with _opened(path) as file, _transaction(file):
        file.executemany(_ROW, [_values(gesture) for gesture in gestures])


def _values(gesture: Gesture) -> tuple[object, ...]:
    return tuple(" ".join(value) if isinstance(value, tuple) else value for value in astuple(gesture))


def _gesture(row: Mapping[str, Any]) -> Gesture:
    """The gesture of a row, by the names of its columns; a file that has not seen every migration lacks some."""
    values: dict[str, Any] = {name: row[name] for name in _NAMES if name in row}
    return Gesture(**values | {name: tuple(values[name].split()) for name in _LISTS if name in values})


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, made or brought to our schema. Damage is the caller's to mend, all else an `InputError`."""
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as file:
            with _transaction(file, "DEFERRED"):
                seen = _seen(path, file)  # before anything is changed in it
            _log_ahead(file)
            file.execute("PRAGMA synchronous = FULL")  # what was acknowledged outlives a loss of power
            if seen < len(MIGRATIONS):
                _migrate(path, file)
            yield file
    except sqlite3.DatabaseError as error:
        if _is_damage(error):
            raise
        raise refuse(path, f"cannot be used: {error}", "is another program at work on it, or the folder read-only?") from error


@contextmanager
def _transaction(file: sqlite3.Connection, kind: Literal["IMMEDIATE", "DEFERRED"] = "IMMEDIATE") -> Iterator[None]:
    """All or nothing; a deferred one, which only reads, sees the file as it is at one moment."""
    file.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE


def _log_ahead(file: sqlite3.Connection) -> None:
    """Makes the file one that is read while it is written. Of several programs that do so at once SQLite lets none wait; we do."""
    until = monotonic() + PATIENCE
    while True:
        try:
            file.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.01)


def _migrate(path: Path, file: sqlite3.Connection) -> None:
    with _transaction(file):  # a stop half-way leaves the file as it was
        seen = _seen(path, file)  # another program may have been quicker
        for number, script in enumerate(MIGRATIONS[seen:], seen + 1):
            for statement in (*script, f"PRAGMA application_id = {OURS}", f"PRAGMA user_version = {number}"):
                file.execute(statement)


def _seen(path: Path, file: sqlite3.Connection) -> int:
    """How many of the migrations the file has seen; a file that is not ours, or newer than we are, is refused."""
    (mark,), (version,) = (file.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
    if mark != OURS and file.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
        raise refuse(path, "is another program's database", "move it elsewhere")
    if version > len(MIGRATIONS):
        raise refuse(path, f"was written by a newer align (schema {version}; this one knows {len(MIGRATIONS)})", "use that one")
    return int(version)


def _set_aside(path: Path, error: sqlite3.DatabaseError) -> str:
    """Moves a damaged file out of the way, saves what can still be read of it into a fresh one, and says so."""
    aside = next(place for place in (path.with_name(f"{FILE}.damaged-{number}") for number in count(1)) if not place.exists())
    try:
        for ending in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    except OSError as failed:
        raise refuse(path, f"is damaged ({error}), and cannot be set aside: {failed.strerror}", "move it elsewhere") from failed
    saved = _legible(aside)
    _insert(path, saved)
    return f"{path} is damaged ({error}); it is kept as {aside.name}, and {len(saved)} decisions could still be read from it."


def _legible(aside: Path) -> list[Gesture]:
    """The gestures that can be read from a damaged file, as far as that goes."""
    saved: list[Gesture] = []
    with suppress(sqlite3.DatabaseError, ValueError, TypeError, AttributeError), closing(sqlite3.connect(aside)) as file:
        rows = file.execute("SELECT * FROM gestures ORDER BY number")
        names = [column[0] for column in rows.description]
        for row in rows:
            saved.append(_gesture(dict(zip(names, row, strict=True))))
    return saved
