"""One article in, its row out, and its reports saved: the work that every process of every machine does."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from align import decisions, read, versions, write
from align.batch import digests, facts
from align.batch.task import Task
from align.corpus import folders
from align.decisions import Decided
from align.errors import InputError
from align.overview import Row
from align.versions import Lineage

STAMP = "batch.json"
FULL = (errno.ENOSPC, errno.EDQUOT)


def article(task: Task) -> Row:
    """The row of an article whose reports are now saved; or one that says why it was refused. All else that happens is an error."""
    start = perf_counter()
    texts = digests.texts(task.folder)
    if digests.program() != task.program:
        changed = "the align that was at work is not the one that asked for it\n  run it again, with one release throughout"
        return Row(task.name, "failed", texts=texts, fault=changed)
    try:
        found = _done(task, texts)
    except InputError as error:
        found = Row(task.name, "refused", digests.article(task, texts, ()), texts=texts, fault=str(error))
    return replace(found, seconds=perf_counter() - start)


def _done(task: Task, texts: tuple[str, ...]) -> Row:
    manifest, lineage = folders.lineage(task.folder)
    digest = digests.article(task, texts, lineage.folders)
    decided = {step: _decided(task, step) for step in lineage.folders}
    found = versions.run(lineage, task.settings, decided)
    files = versions.placed(found, task.settings, task.home)
    glossary = read.glossary(task.settings.glossaries)
    doubts = [doubt for step in found.reports for doubt in step.report.warnings]
    row = Row(
        task.name,
        "done",
        digest,
        facts.title(manifest, found, task.name),
        manifest.author if manifest else "",
        texts,
        tuple(path.relative_to(task.home).as_posix() for path in files),
        lineage.folders,
        tuple(facts.tell(step, manifest, task.name, glossary, between_ends=step in found.ends) for step in found.reports),
        (*lineage.notes, *dict.fromkeys(doubts), *(note for file in files.values() for note in file.notes)),
    )
    if digest != digests.article(task, texts, lineage.folders):
        return Row(task.name, "failed", texts=texts, fault="its files were changed while they were read")
    return _saved(task, lineage, {path: file.data for path, file in files.items()}, row)


def _decided(task: Task, step: str) -> Decided:
    """What was decided where the report of a step goes, and what stood in an earlier report of that step."""
    decided, earlier = decisions.read(task.home / step), task.earlier(step)
    return replace(decided, known=decisions.baseline(earlier)) if earlier and earlier.is_file() else decided


def _saved(task: Task, lineage: Lineage, contents: Mapping[Path, bytes], row: Row) -> Row:
    stamp = task.home / STAMP
    # The stamp is the last file to be put in place and the first to go, so that what stands beside one was made with it.
    try:
        stamp.unlink(missing_ok=True)
        write.save_all({**contents, stamp: facts.stamp(row)}, keep=versions.read_by(lineage, task.settings))
    except (InputError, OSError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        is_full = isinstance(cause, OSError) and cause.errno in FULL
        return Row(task.name, "full" if is_full else "failed", texts=row.texts, fault=str(error))
    return row
