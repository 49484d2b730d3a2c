"""A folder of articles in, their rows out: what is to be done is found out first, then done, and what failed is tried once more."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from align import read
from align.batch import digests, facts
from align.batch.article import STAMP, article
from align.batch.index import Index
from align.batch.task import REPORTS, Task
from align.batch.workers import Failure
from align.corpus import folders
from align.corpus.folders import Found, Passed
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


def plan(root: Path, index: Index, choose: Choose, baseline: Path | None = None) -> Plan:
    """What is to be done: every article whose reports were not made of what is there now. The index holds it until it is done."""
    if faults := list(_missing(choose(root), baseline)):
        raise InputError(faults)
    given = _giver(root, index, choose, baseline)
    passed: list[Passed] = []

    def names() -> Iterator[tuple[str, bool]]:
        for found in folders.found(root):
            if isinstance(found, Passed):
                passed.append(found)
            else:
                yield found.name, not _is_known(found, index, given)

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
    root: Path, index: Index, choose: Choose, doing: Doing, job: Callable[[Task], Row] = article, baseline: Path | None = None
) -> Generator[Row, None, None]:
    """The row of every article that waited, once it is done and in the index; those that failed come last, tried twice.

    `InputError` where the disk is full; what is done stays done.
    """
    failed: list[str] = []
    given = _giver(root, index, choose, baseline)
    for row in _rows(index.waiting(), given, index, doing, job):
        if row.state == "done":
            yield row
        else:
            failed.append(row.name)
    yield from _rows(failed, given, index, doing, job)


def _giver(root: Path, index: Index, choose: Choose, baseline: Path | None) -> Callable[[str], Task]:
    """What makes a task of an article's name; `InputError` where its settings cannot be used."""
    program, under, before = digests.program(), cache(digests.under), baseline and baseline.absolute()

    def given(name: str) -> Task:
        folder = folders.folder(root.absolute(), name)
        settings = _anywhere(choose(folder))
        return Task(name, folder, index.reports.absolute(), settings, program, under(settings), before)

    return given


def _missing(settings: Settings, baseline: Path | None) -> Iterator[Fault]:
    """What of the chosen files no article could be done with; it is better told once than of every article."""
    read.glossary(settings.glossaries)
    read.rules(settings)
    for path in (*settings.lexicons, settings.encoder):
        if path and not path.exists():
            yield Fault(str(path), "no such file")
    if baseline and not (baseline / REPORTS).is_dir():
        yield Fault(str(baseline), "is no folder of reports that align batch made")


def _is_known(found: Found, index: Index, given: Callable[[str], Task]) -> bool:
    """Whether it is known what became of an article, and would be the same again."""
    home, row = index.reports / found.name, index.get(found.name)
    known = row or _stamped(found.name, home)
    if not known or known.state not in FINAL:
        return False
    if known.state == "done" and not all((home / file).exists() for file in (STAMP, *known.files)):
        return False
    try:
        now = digests.article(given(found.name), known.texts, known.steps)
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
    names: Iterable[str], given: Callable[[str], Task], index: Index, doing: Doing, job: Callable[[Task], Row]
) -> Iterator[Row]:
    """The rows of these articles as they are done, each in the index before it is told."""
    refused: list[Row] = []

    def tasks() -> Iterator[Task]:
        for name in names:
            try:
                task = given(name)
            except InputError as error:
                refused.append(Row(name, "refused", fault=str(error)))
            else:
                yield task

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
