"""Tasks in, results out, by the workers of a Dask cluster, which see the same folders as we do: the same function, the same bytes.

A worker that dies is started again by its nanny, and what it was at work on is given to another; a task that kills one worker after
the other has failed. One that takes too long has its worker started again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import uuid4

from align.batch.workers import Failure, told
from align.errors import refuse

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 10  # seconds for which a scheduler may be silent
ASKING = 0.5  # seconds between two looks at the clock


@dataclass(frozen=True, slots=True)
class _Given(Generic[T]):
    """A task that the cluster has, the name that it knows it by, and when it must be done, by the monotonic clock."""

    task: T
    key: str
    until: float


def results(job: Callable[[T], R], tasks: Iterable[T], *, address: str, limit: float) -> Iterator[tuple[T, R | Failure]]:
    """Each task with its result, as they come; a task is drawn when a thread of the cluster is free for it.

    A task may take `limit` seconds. When the iterator is closed, what is still at work is given up.
    """
    waiting = iter(tasks)
    given: dict[Future[R], _Given[T]] = {}
    with _client(address) as client:
        executor = client.get_executor(pure=False)
        try:
            while True:
                room = max(1, sum(client.nthreads().values())) - len(given)
                for task in islice(waiting, max(0, room)):
                    key = f"align-{uuid4()}"
                    given[executor.submit(job, task, key=key)] = _Given(task, key, monotonic() + limit)
                if not given:
                    return
                wait(given, ASKING, FIRST_COMPLETED)
                for future in [future for future, its in given.items() if future.done() or its.until <= monotonic()]:
                    one = given.pop(future)
                    if future.done():
                        answer: R | Failure = _result(future)
                        yield one.task, answer
                    else:
                        _give_up(client, future, one.key)
                        # The others were waited for meanwhile, and those of its worker begin anew.
                        given = {other: replace(its, until=monotonic() + limit) for other, its in given.items()}
                        yield one.task, Failure(f"it took longer than {limit:g} seconds")
                        break
        finally:
            executor.shutdown(wait=False)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        raise refuse("--dask", "Dask is not installed", "pip install 'align-drift[scale]'") from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise refuse(address, f"no Dask scheduler answers there: {error}", "an address is such as tcp://10.0.0.1:8786") from None
    with client:
        yield client


def _result(future: Future[R]) -> R | Failure:
    try:
        return future.result()
    except CancelledError:
        return Failure("the cluster gave it up")
    except Exception as error:
        return Failure(told(error))


def _give_up(client: Client, future: Future[R], key: str) -> None:
    """Starts the worker again that is at work on it; nothing else ends a task that does not end."""
    at_work = [worker for worker, keys in client.processing().items() if key in keys]
    future.cancel()  # else the next worker would have it
    if at_work:
        client.restart_workers(at_work, raise_for_error=False)
