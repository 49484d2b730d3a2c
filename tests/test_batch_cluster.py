"""A Dask cluster in place of our own processes: the same rows, the same bytes, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import poison
import pytest
from test_batch import make, run

from align import batch
from align.batch import cluster
from align.batch.workers import Failure
from align.errors import InputError

distributed = pytest.importorskip("distributed", reason="Dask is not installed: it comes with the extra `scale`")


@pytest.fixture(scope="module")
def local():
    """A cluster of two workers, each a process with one thread."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp") as local:
        yield local


def _files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in (out / "articles").rglob("*") if path.is_file()}


def test_a_cluster_that_loses_a_worker_leaves_the_same_bytes(local, tmp_path):
    for number in range(4):
        make(tmp_path / "many" / f"{number}", number)
    run(tmp_path / "many", tmp_path / "here")

    def doing(job, tasks):
        """Kills a worker when the first article is done."""
        for done, answer in enumerate(cluster.results(job, tasks, address=local.scheduler_address, limit=100)):
            if not done:
                os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)
            yield answer

    assert len(run(tmp_path / "many", tmp_path / "there", doing=doing)) == 4
    assert _files(tmp_path / "here") == _files(tmp_path / "there")
    here, there = ([batch.line(row) for row in batch.rows(tmp_path / out)] for out in ("here", "there"))
    assert here == there


def test_a_task_that_kills_its_worker_once_is_done_by_another(local, tmp_path):
    tasks = [str(tmp_path / name) for name in ("one", "deadly", "two")]
    found = dict(cluster.results(poison.once, tasks, address=local.scheduler_address, limit=100))
    assert [found[task] for task in tasks] == ["one is done", "deadly is done", "two is done"]


def test_a_task_that_does_not_end_is_given_up_and_the_others_are_done(local):
    found = dict(cluster.results(poison.job, ["hang", "one", "raise", "two"], address=local.scheduler_address, limit=6))
    assert found["hang"] == Failure("it took longer than 6 seconds")
    assert found["raise"].what.startswith("a fault of align")
    assert (found["one"], found["two"]) == ("one is done", "two is done")


def test_an_address_where_nobody_answers_is_an_error(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(InputError, match="no Dask scheduler answers there"):
        list(cluster.results(partial(poison.job), ["one"], address="tcp://127.0.0.1:9", limit=1))
