"""Work that takes seconds in, its result out: a process beside the server does it, so that pages are answered meanwhile."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from align.errors import Fault, InputError

Result = TypeVar("Result")
TRIES = 2  # a process that was killed, for want of memory perhaps, is started once more


class Worker:
    """One process, started when there is first something for it to do; one thing at a time, the others wait in line."""

    def __init__(self) -> None:
        self._line = asyncio.Lock()
        self._running: tuple[BaseProcess, Connection] | None = None
        self._ended = False

    async def do(self, job: Callable[..., Result], *given: object) -> Result:
        """What `job` makes of what is given. `InputError` where it says so, or where the process does not live long enough."""
        async with self._line:
            how, result = await asyncio.to_thread(self._answer, job, given)
        if how == "refused":
            raise InputError(*result)
        if how == "failed":
            raise RuntimeError(result)
        made: Result = result
        return made

    def end(self) -> None:
        """Ends the process, whatever it is doing: nothing that is to be kept is only there."""
        self._ended = True
        if self._running:
            process, _ = self._running
            process.kill()
            process.join()

    def _answer(self, job: Callable[..., Any], given: tuple[object, ...]) -> tuple[str, Any]:
        for _ in range(0 if self._ended else TRIES):
            _, pipe = self._process()
            with suppress(EOFError, OSError):
                pipe.send((job, given))
                how, result = pipe.recv()
                return how, result
            if self._ended:
                break
            self._running = None
        return "refused", ([Fault("align review", "what was to be done ended half-way")], "is there enough memory?")

    def _process(self) -> tuple[BaseProcess, Connection]:
        if self._running is None:
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._running = process, ours
        return self._running


def _work(pipe: Connection) -> None:
    """Does what comes through the pipe until that is closed. Ctrl-C is the server's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(EOFError, OSError):
        while True:
            job, given = pipe.recv()
            pipe.send(_outcome(job, given))


def _outcome(job: Callable[..., Any], given: tuple[object, ...]) -> tuple[str, Any]:
    try:
        return "done", job(*given)
    except InputError as error:
        return "refused", (error.faults, error.remedy)
    except Exception:  # a bug: told whole on the other side, and this process stays
        return "failed", traceback.format_exc()
