"""Tasks in, results out, by several processes; a task that takes too long, takes too much memory or kills its process costs itself.

We start the processes ourselves. An executor of the standard library cannot end one task that hangs, and where one process dies it
does not say of which task, and gives up all the others.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from pickle import UnpicklingError
from threading import Thread
from time import monotonic
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

STARTING = 60.0  # seconds that a process may take to start, before the time of its first task begins
_CRASHED = "its process came to an end ({how})"


@dataclass(frozen=True, slots=True)
class Failure:
    """What befell a task that has no result, in words."""

    what: str


@dataclass(frozen=True, slots=True)
class _Ready:
    """What a process says when it has started."""


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection


@dataclass(frozen=True, slots=True)
class _Busy(Generic[T]):
    worker: _Worker
    task: T
    until: float  # by the monotonic clock, which nobody sets


def results(job: Callable[[T], R], tasks: Iterable[T], *, jobs: int, limit: float, memory: int) -> Iterator[tuple[T, R | Failure]]:
    """Each task with its result, as they come; a task is drawn when a process is free for it.

    A task may take `limit` seconds and each process `memory` bytes of data, where the system lets us say so. `job` is a function
    that can be imported. When the iterator is closed, whatever is still at work is ended.
    """
    waiting = iter(tasks)
    idle: list[_Worker] = []
    busy: dict[Connection, _Busy[T]] = {}
    try:
        while True:
            while len(busy) < jobs:
                try:
                    task = next(waiting)
                except StopIteration:
                    break
                worker, patience = (idle.pop(), 0.0) if idle else (_start(job, limit, memory), STARTING)
                with suppress(OSError):  # it died idle: we learn of it when we listen
                    worker.pipe.send(task)
                busy[worker.pipe] = _Busy(worker, task, monotonic() + limit + patience)
            if not busy:
                return
            soonest = min(one.until for one in busy.values())
            heard = wait(list(busy), max(0.0, soonest - monotonic()))
            for pipe in [pipe for pipe in busy if pipe in heard or busy[pipe].until <= monotonic()]:
                one = busy.pop(pipe)
                result = _received(one.worker) if pipe in heard else Failure(f"it took longer than {limit:g} seconds")
                if isinstance(result, _Ready):
                    busy[pipe] = _Busy(one.worker, one.task, monotonic() + limit)
                    continue
                if isinstance(result, Failure):
                    _end(one.worker)  # nobody knows what state it is in
                else:
                    idle.append(one.worker)
                yield one.task, result
    finally:
        for worker in (*idle, *(one.worker for one in busy.values())):
            _end(worker)


def told(error: BaseException) -> str:
    """An error that nobody foresaw, in words: what it is, and in which line it came up."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" in {trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}" if trace else ""
    return f"a fault of align, and not of what it was given: {type(error).__name__}: {error}{where}"


def _start(job: Callable[[Any], Any], limit: float, memory: int) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(job, theirs, limit, memory), daemon=True)
    with _undisturbed():
        process.start()
    theirs.close()  # so that the pipe ends when the process does
    return _Worker(process, ours)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A process that is started here does not hear of Ctrl-C, which is ours to answer: we end it ourselves."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it sets the mask too, and would take ours away
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _received(worker: _Worker) -> Any:
    try:
        return worker.pipe.recv()
    except (EOFError, OSError, UnpicklingError):
        worker.process.join()
        code = worker.process.exitcode or 0
        return Failure(_CRASHED.format(how=signal.Signals(-code).name if code < 0 else f"exit status {code}"))


def _serve(job: Callable[[Any], Any], pipe: Connection, limit: float, memory: int) -> None:
    """What a process does: a task after the other, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(200_000)  # as in the command itself
    Thread(target=_leave_with_parent, daemon=True).start()
    _bound(memory)
    with suppress(EOFError, OSError), Path(os.devnull).open("w") as nowhere:
        pipe.send(_Ready())
        while True:
            task = pipe.recv()
            # Ends a task that lets no other thread have its turn, should nobody be left to end it from outside.
            faulthandler.dump_traceback_later(2 * limit + STARTING, exit=True, file=nowhere)
            pipe.send(_answer(job, task, memory))
            faulthandler.cancel_dump_traceback_later()


def _answer(job: Callable[[Any], Any], task: Any, memory: int) -> Any:
    try:
        return job(task)
    except MemoryError:
        return Failure(f"its memory ran out: it may have {memory / 1e6:,.0f} MB, where the system allows so much")
    except Exception as error:
        return Failure(told(error))


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _bound(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # not every system can be asked
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
