"""A folder of articles in, their rows out: what is to be done is found out first, then done, and what failed is tried once more."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from align import read
from align.batch import digests, facts, folders
from align.batch.article import STAMP, Task, article
from align.batch.folders import Found, Passed
from align.batch.index import Index
from align.batch.workers import Failure
from align.errors import Fault, InputError, refuse
from align.overview import Row, State
from align.settings import Settings

TOLD = 20  # of what was passed over, told one by one
FINAL: tuple[State, ...] = ("done", "refused")  # with the same content it would be the same again

Choose = Callable[[Path], Settings]  # the settings for the article in a folder; `InputError` where they cannot be used


class Doing(Protocol):
    """Whoever does tasks: `workers.results` on this machine, `cluster.results` on others."""

    def __call__(self, job: Callable[[Task], Row], tasks: Iterable[Task], /) -> Iterator[tuple[Task, Row | Failure]]:
        """Each task with its result, as they come."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many articles there are, how many of them are to be done, how many are gone; and what was passed over, in words."""

    articles: int
    waiting: int
    gone: int
    notes: tuple[str, ...]


def plan(root: Path, index: Index, choose: Choose) -> Plan:
    """What is to be done: every article whose reports were not made of what is there now. The index holds it until it is done."""
    if faults := list(_missing(choose(root))):
        raise InputError(faults)
    under = cache(digests.under)
    passed: list[Passed] = []

    def names() -> Iterator[tuple[str, bool]]:
        for found in folders.articles(root):
            if isinstance(found, Passed):
                passed.append(found)
            else:
                yield found.name, not _is_known(found, index, choose, under)

    there, waiting, gone = index.note(names())
    notes = tuple(_notes(passed))
    if not there:
        raise refuse(
            root,
            "; ".join(("there is no article in it", *notes)),
            "`align new FOLDER ORIGINAL TRANSLATION` makes the folder of one",
        )
    return Plan(there, waiting, gone, notes)


def done(
    root: Path, index: Index, choose: Choose, doing: Doing, job: Callable[[Task], Row] = article
) -> Generator[Row, None, None]:
    """The row of every article that waited, once it is done and in the index; those that failed come last, tried twice.

    `InputError` where the disk is full; what is done stays done.
    """
    failed: list[str] = []
    for row in _rows(index.waiting(), root, index, choose, doing, job):
        if row.state == "done":
            yield row
        else:
            failed.append(row.name)
    yield from _rows(failed, root, index, choose, doing, job)


def _missing(settings: Settings) -> Iterator[Fault]:
    """What of the chosen files no article could be done with; it is better told once than of every article."""
    read.glossary(settings.glossaries)
    read.rules(settings)
    for path in (*settings.lexicons, settings.encoder):
        if path and not path.exists():
            yield Fault(str(path), "no such file")


def _is_known(found: Found, index: Index, choose: Choose, under: Callable[[Settings], str]) -> bool:
    """Whether it is known what became of an article, and would be the same again."""
    home, row = index.reports / found.name, index.get(found.name)
    known = row or _stamped(found.name, home)
    if not known or known.state not in FINAL:
        return False
    if known.state == "done" and not all((home / file).exists() for file in (STAMP, *known.files)):
        return False
    try:
        now = digests.article(under(choose(found.folder)), found.folder, known.texts, home, known.steps)
    except InputError:
        return False  # whoever does it says why
    if now != known.digest:
        return False
    if row is None:
        index.put(known)
    return True


def _stamped(name: str, home: Path) -> Row | None:
    """The row that stands beside the reports of that article, where there are any that were finished."""
    try:
        found = facts.stamped((home / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if found.name == name else None


def _rows(
    names: Iterable[str], root: Path, index: Index, choose: Choose, doing: Doing, job: Callable[[Task], Row]
) -> Iterator[Row]:
    """The rows of these articles as they are done, each in the index before it is told."""
    program, under = digests.program(), cache(digests.under)

    refused: list[Row] = []

    def tasks() -> Iterator[Task]:
        for name in names:
            folder = folders.folder(root.absolute(), name)
            try:
                settings = _anywhere(choose(folder))
            except InputError as error:
                refused.append(Row(name, "refused", fault=str(error)))
            else:
                yield Task(name, folder, index.reports.absolute(), settings, program, under(settings))

    def found() -> Iterator[Row]:
        for task, result in doing(job, tasks()):
            yield Row(task.name, "failed", fault=result.what) if isinstance(result, Failure) else result
        yield from refused

    for row in found():
        if row.state == "full":
            raise refuse(index.out, f"the disk is full: {row.fault}", "make room and run it again; what is done stays done")
        index.put(row)
        yield row


def _anywhere(settings: Settings) -> Settings:
    """The same, with paths that hold wherever a process stands."""
    return replace(
        settings,
        glossaries=settings.glossaries and tuple(path.absolute() for path in settings.glossaries),
        lexicons=tuple(path.absolute() for path in settings.lexicons),
        encoder=settings.encoder and settings.encoder.absolute(),
        srx=settings.srx and settings.srx.absolute(),
    )


def _notes(passed: Sequence[Passed]) -> Iterator[str]:
    yield from (f"{one.path} {one.why}" for one in passed[:TOLD])
    if passed[TOLD:]:
        yield f"{len(passed) - TOLD} more were passed over"
