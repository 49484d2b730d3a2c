"""The path of a `decisions.sqlite` in, a connection to it out: made if missing, brought to our schema, and never another program's.

Another program may have the file open at the same time. Where nothing can be written beside it, a copy of it is read.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Literal

from align.errors import refuse

OURS = 0x616C6E64  # the file's application id, so that no other program's database is taken for ours: "alnd"
PATIENCE = 5.0  # seconds for which to wait while another program writes
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PARTS = ("-wal", "-shm", "-journal", "")  # what SQLite keeps beside a file, and the file
_NAMED = bytes.fromhex("d9d505f920a163d7")  # ends a journal that names another file, which SQLite would delete
_LONGEST = 1 << 24  # bytes of a row
_ROOM = "make room on the disk; what was decided before is kept, and of this nothing"
_RIGHT = "allow writing in the folder, for whoever decides; to read what is decided needs none"
_MENDED = {
    sqlite3.SQLITE_FULL: _ROOM, sqlite3.SQLITE_IOERR: _ROOM, sqlite3.SQLITE_READONLY: _RIGHT, sqlite3.SQLITE_CANTOPEN: _RIGHT,
    sqlite3.SQLITE_PERM: _RIGHT, sqlite3.SQLITE_TOOBIG: "no decision is that long",
    sqlite3.SQLITE_BUSY: "another program is at work on it; do it again when that has ended",
}  # fmt: skip

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
    (
        # Each gesture of before is a move of its own; a move is called by the number in the history at which it was made.
        "ALTER TABLE gestures ADD COLUMN move INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE history (number INTEGER PRIMARY KEY, act TEXT NOT NULL, move INTEGER NOT NULL, at TEXT NOT NULL)",
        "UPDATE gestures SET move = number",
        "INSERT INTO history SELECT number, 'made', number, decided FROM gestures",
    ),
)


@contextmanager
def opened(path: Path, named: Path | None = None) -> Iterator[sqlite3.Connection]:
    """The file, made or brought to our schema; `named` is what it is called to the user.

    Damage is the caller's to mend (`sqlite3.DatabaseError`), all else an `InputError`.
    """
    name = named or path
    try:
        with closing(connected(path)) as file:
            with transaction(file, "DEFERRED"):
                seen = _seen(name, file)  # before anything is changed in it
            _log_ahead(file)
            file.execute("PRAGMA synchronous = FULL")  # what was acknowledged outlives a loss of power
            if seen < len(MIGRATIONS):
                _migrate(name, file)
            yield file
    except sqlite3.DatabaseError as error:
        if _is_damage(error):
            raise
        raise refuse(name, f"cannot be used: {error}", _MENDED.get(_code(error), "is another program at work on it?")) from error


@contextmanager
def readable(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as it is at one moment, for reading alone; the other files that SQLite needs beside it may be refused to us."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        with opened(path) as file, transaction(file, "DEFERRED"):
            yield file
        return
    _refuse_strange(path)
    with TemporaryDirectory() as aside:
        copy = Path(aside) / path.name
        try:
            for ending in ("", "-wal"):  # the second has what is not yet in the first
                if (there := path.with_name(path.name + ending)).exists():
                    copyfile(there, copy.with_name(path.name + ending))
        except OSError as error:
            raise refuse(path, f"cannot be read: {error.strerror or error}") from None
        with opened(copy, path) as file:
            yield file


@contextmanager
def transaction(file: sqlite3.Connection, kind: Literal["IMMEDIATE", "DEFERRED"] = "IMMEDIATE") -> Iterator[None]:
    """All or nothing; a deferred one, which only reads, sees the file as it is at one moment."""
    file.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def connected(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """The one way to a database, of whatever kind: a folder may come from anyone, and what lies in it may mean harm."""
    _refuse_strange(path)
    file = sqlite3.connect(path, timeout=patience, isolation_level=None)
    file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    file.execute("PRAGMA trusted_schema = OFF")
    return file


def refuse_schema(path: Path, file: sqlite3.Connection, ours: Sequence[str]) -> None:
    """Refuses tables, views, triggers and columns that are none of ours: they could forget, or compute without end."""
    there = file.execute("SELECT CASE WHEN length(sql) < 10000 THEN sql END FROM sqlite_master LIMIT 10")
    if sorted(_plain(sql) for (sql,) in there) != sorted(map(_plain, ours)):
        raise refuse(path, "does things of its own when it is read or written, which ours never does", "move it elsewhere")


def moved_aside(path: Path) -> Path:
    """Where the file, with all that lies beside it, now is: under a name that nothing had."""
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    aside = next(place for place in names if not any(os.path.lexists(f"{place}{part}") for part in _PARTS))
    for part in _PARTS:
        with suppress(FileNotFoundError):
            Path(f"{path}{part}").rename(f"{aside}{part}")
    return aside


def _refuse_strange(path: Path) -> None:
    """Refuses what would lead SQLite to another file than this one, or make it wait for ever."""
    for part in map(Path, (f"{path}{part}" for part in _PARTS)):
        with suppress(OSError):  # not there, or SQLite cannot read it either
            found = part.lstat()
            if stat.S_ISLNK(found.st_mode):
                raise refuse(part, "is a link to another file", "put the file itself there")
            if not stat.S_ISREG(found.st_mode):
                raise refuse(part, "is a folder, a pipe, a socket or a device, and a file is wanted", "move it elsewhere")
    with suppress(OSError), Path(f"{path}-journal").open("rb") as journal:
        if journal.seek(0, os.SEEK_END) >= len(_NAMED) and journal.seek(-len(_NAMED), os.SEEK_END) and journal.read() == _NAMED:
            raise refuse(journal.name, "names another file, which would be deleted; ours never does", "move it elsewhere")


def _plain(sql: str | None) -> str:
    return " ".join((sql or "").split())


@cache
def _schema(version: int) -> tuple[str, ...]:
    """What a file says of its tables that has seen so many of the migrations."""
    with closing(sqlite3.connect(":memory:")) as file:
        for statement in (statement for script in MIGRATIONS[:version] for statement in script):
            file.execute(statement)
        return tuple(sql for (sql,) in file.execute("SELECT sql FROM sqlite_master"))


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return _code(error) in DAMAGE


def _code(error: sqlite3.Error) -> int:
    """What SQLite says went wrong, without the finer distinctions."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _log_ahead(file: sqlite3.Connection) -> None:
    """Makes the file one that is read while it is written. Of several programs that do so at once SQLite lets none wait; we do."""
    until = monotonic() + PATIENCE
    while True:
        try:
            file.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.01)


def _migrate(path: Path, file: sqlite3.Connection) -> None:
    with transaction(file):  # a stop half-way leaves the file as it was
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
    refuse_schema(path, file, _schema(max(version, 0)))
    return int(version)
