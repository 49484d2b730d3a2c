"""The index beside the reports, `index.sqlite`: rows in, rows out, by the names of their articles; what is waiting to be done; and
the right to be the only one at work here.

The stamps beside the reports are the truth, and this a quick way to it: an index that is damaged or lost is made again from them.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import sleep

from align.batch import facts
from align.batch.task import REPORTS
from align.decisions.file import connected, moved_aside, refuse_schema, transaction
from align.errors import refuse
from align.overview import Row

FILE = "index.sqlite"
LOCK = ".lock"  # an empty database that whoever is at work has locked; the system opens it when they end, in whatever way
OURS = 0x616C6E69  # the file's application id, so that no other program's database is taken for ours: "alni"
VERSION = 1
ASKING = 0.2  # seconds between two looks at whether the other one has ended
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_MADE = (
    "CREATE TABLE articles (name TEXT PRIMARY KEY, state TEXT NOT NULL, seconds REAL NOT NULL, row TEXT NOT NULL) WITHOUT ROWID",
    f"PRAGMA application_id = {OURS}",
    f"PRAGMA user_version = {VERSION}",
)


class Index:
    """The rows of all articles, and, while one is at work, the names of those that are there and of those that wait."""

    def __init__(self, out: Path, file: sqlite3.Connection, notes: tuple[str, ...] = ()) -> None:
        self.out, self.notes, self._file = out, notes, file

    @property
    def reports(self) -> Path:
        """The folder of all reports."""
        return self.out / REPORTS

    def get(self, name: str) -> Row | None:
        """The row of an article, where there is one."""
        found = self._file.execute("SELECT row, seconds FROM articles WHERE name = ?", (name,)).fetchone()
        return _row(*found) if found else None

    def put(self, row: Row) -> None:
        """Keeps a row, in the place of an earlier one of that article."""
        values = (row.name, row.state, row.seconds, facts.line(row))
        self._file.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?)", values)

    def rows(self) -> Iterator[Row]:
        """All rows, by name."""
        for said, seconds in self._file.execute("SELECT row, seconds FROM articles ORDER BY name"):
            yield _row(said, seconds)

    @property
    def digest(self) -> str:
        """A name for all that the rows say, without how long anything took."""
        found = hashlib.sha256()
        for (said,) in self._file.execute("SELECT row FROM articles ORDER BY name"):
            found.update(said.encode("utf-8", "surrogateescape") + b"\n")
        return found.hexdigest()

    def note(self, articles: Iterable[tuple[str, bool]]) -> tuple[int, int, int]:
        """Takes down which articles there are, and whether each waits to be done; whoever is gone leaves the index.

        Returns how many there are, how many of them wait, and how many are gone.
        """
        self._file.execute("DROP TABLE IF EXISTS temp.there")
        self._file.execute("CREATE TEMP TABLE there (name TEXT PRIMARY KEY, waits INTEGER NOT NULL) WITHOUT ROWID")
        with transaction(self._file):
            self._file.executemany("INSERT INTO temp.there VALUES (?, ?)", articles)
            gone = self._file.execute("DELETE FROM articles WHERE name NOT IN (SELECT name FROM temp.there)").rowcount
        there, waiting = self._file.execute("SELECT count(*), coalesce(sum(waits), 0) FROM temp.there").fetchone()
        return there, waiting, gone

    def waiting(self) -> Iterator[str]:
        """The names of the articles that wait to be done, in order."""
        yield from (name for (name,) in self._file.execute("SELECT name FROM temp.there WHERE waits ORDER BY name"))


def home(root: Path, chosen: Path | None) -> Path:
    """The folder for the reports of a folder of articles: the one chosen, else one in the current folder that is named after it.

    `InputError` where reports and articles would lie in each other: neither could then be told from the other, nor thrown away.
    """
    out = chosen or Path(f"{root.resolve().name}-reports")
    articles, reports = root.resolve(), out.resolve()
    if reports.is_relative_to(articles) or articles.is_relative_to(reports / REPORTS):
        what = "lies among the articles" if reports.is_relative_to(articles) else f"has the articles in its own {REPORTS}"
        raise refuse(out, f"{what}, and reports stand apart from them", f"-o {articles}-reports, say")
    return out


@contextmanager
def opened(out: Path) -> Iterator[Index]:
    """The index of a folder of reports, for one program alone; another that is at work there is waited for.

    A damaged index is set aside, and its notes tell where. `InputError` where one cannot write, also in the middle of the work.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(out, f"cannot be made: {error.strerror}", "choose another folder with -o") from error
    try:
        with closing(_lock(out)):
            notes = _sound(out / FILE)
            with closing(_connected(out / FILE)) as file:
                yield Index(out, file, notes)
    except sqlite3.DatabaseError as error:
        remedy = "is there room on the disk, and may one write there? What is done stays done; run it again"
        raise refuse(out, f"the index cannot be used: {error}", remedy) from error


def at_work(out: Path) -> bool:
    """Whether a program is at work on a folder of reports."""
    if not (out / LOCK).exists():
        return False
    with suppress(sqlite3.DatabaseError), closing(connected(out / LOCK, patience=0)) as lock:
        return not _locked(lock)
    return False


def rows(out: Path) -> Iterator[Row]:
    """All rows of the index in a folder of reports, by name, also while a program is at work there; `InputError` without one."""
    path = out / FILE
    if not path.is_file():
        raise refuse(out, "has no index of reports", "align batch makes one")
    try:
        with closing(_connected(path)) as file:
            yield from Index(out, file).rows()
    except sqlite3.DatabaseError as error:
        raise refuse(path, f"cannot be read: {error}", "align batch makes it anew") from error


def _row(said: str, seconds: float) -> Row:
    return replace(facts.row(said), seconds=seconds)


def _lock(out: Path) -> sqlite3.Connection:
    lock = connected(out / LOCK, patience=0)
    while not _locked(lock):
        sleep(ASKING)
    return lock


def _locked(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _connected(path: Path) -> sqlite3.Connection:
    file = connected(path)
    try:
        (mark,), (version,) = (file.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
        if not mark and file.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            with transaction(file):
                for statement in _MADE:
                    file.execute(statement)
        elif mark != OURS:
            raise refuse(path, "is another program's database", "choose another folder with -o")
        elif version > VERSION:
            raise refuse(path, f"was written by a newer align (schema {version}; this one knows {VERSION})", "use that one")
        refuse_schema(path, file, _MADE[:1])
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")  # a row that is lost with the power is made again from its stamp
    except BaseException:
        file.close()
        raise
    return file


def _sound(path: Path) -> tuple[str, ...]:
    """Sets a damaged index aside, and says so; nothing where it is sound, or not there."""
    if not path.exists():
        return ()
    with closing(connected(path)) as file:
        try:
            (said,) = file.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGE:
                raise
            said = str(error)
    if said == "ok":
        return ()
    aside = moved_aside(path)
    return (f"{path} was damaged ({' '.join(said.split())}); it is kept as {aside.name}, and made again from the reports.",)
