"""Jobs that go wrong, for the processes that the tests start: what is wrong with one is what its task says."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

from align import batch, cli
from align.batch import digests, facts
from align.cli import batch as command


def job(task: str) -> str:
    """`hang` never ends, `exit` and `crash` kill their process, `hog` wants all memory, `raise` is a bug; all else is well."""
    match task.partition(" ")[0]:
        case "hang":
            time.sleep(600)
        case "exit":
            os._exit(3)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hog":
            return str(len(bytearray(20_000_000_000)))
        case "raise":
            raise KeyError("nobody thought of this")
    return f"{task} is done"


def once(task: str) -> str:
    """Kills the process that is first given this task, a path, and is done when another one is given it."""
    path = Path(task)
    if path.name.startswith("deadly") and not path.exists():
        path.touch()
        os._exit(3)
    time.sleep(0.05)
    return f"{path.name} is done"


def article(task: batch.Task) -> batch.Row:
    """An article that is done in a tenth of a second, without a look at it, and leaves but its stamp."""
    time.sleep(0.1)
    texts = digests.texts(task.folder)
    row = batch.Row(task.name, "done", digests.article(task, texts, ()), texts=texts)
    task.home.mkdir(parents=True)
    (task.home / "batch.json").write_text(facts.stamp(row), "utf-8")
    return row


def main() -> None:
    """`align`, of which `align batch` does articles so."""
    command.done = partial(command.done, job=article)
    cli.main()
