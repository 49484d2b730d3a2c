"""The process beside the review's server: what it makes comes back, and what befalls it is told."""

import asyncio
import os
import signal
import time

import pytest

from align import decisions
from align.errors import InputError
from align.review.worker import Worker


@pytest.fixture
def worker():
    worker = Worker()
    yield worker
    worker.end()


def done(worker: Worker, *jobs):
    """What comes of these, asked for all at once."""

    async def asked():
        return await asyncio.gather(*(worker.do(*job) for job in jobs), return_exceptions=True)

    return asyncio.run(asked())


def test_one_process_does_one_thing_after_the_other(worker):
    first, second, third = done(worker, (os.getpid,), (sum, [1, 2]), (os.getpid,))
    assert second == 3
    assert first == third != os.getpid()


def test_bad_input_is_told_with_all_its_faults_and_a_mistake_with_its_place(worker, tmp_path):
    bad, mistake, fine = done(worker, (decisions.record, tmp_path), (int, "x"), (len, "abc"))
    assert isinstance(bad, InputError)
    assert str(tmp_path) in bad.faults[0].where
    assert bad.remedy
    assert isinstance(mistake, RuntimeError)
    assert "invalid literal" in str(mistake)
    assert fine == 3


@pytest.mark.skipif(os.name != "posix", reason="processes are killed otherwise there")
def test_a_process_that_was_killed_is_started_again(worker):
    (before,) = done(worker, (os.getpid,))
    os.kill(before, signal.SIGKILL)
    (after,) = done(worker, (os.getpid,))
    assert isinstance(after, int)
    assert after != before


@pytest.mark.skipif(os.name != "posix", reason="processes are killed otherwise there")
def test_what_kills_its_process_each_time_is_given_up_and_said(worker):
    gone, fine = done(worker, (os._exit, 1), (len, "abc"))
    assert isinstance(gone, InputError)
    assert "half-way" in str(gone)
    assert fine == 3


def test_it_can_be_ended_in_the_midst_of_something(worker):

    async def ended():
        job = asyncio.create_task(worker.do(time.sleep, 60))
        await asyncio.sleep(1)
        worker.end()
        return await asyncio.gather(job, return_exceptions=True)

    (gone,) = asyncio.run(ended())
    assert isinstance(gone, InputError)
