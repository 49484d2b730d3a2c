"""Processes that do tasks: whatever a task does to its own, the others are done, and nothing is left behind."""

from __future__ import annotations

import multiprocessing
import time

import poison
import pytest

from align.batch.workers import Failure, results

MEMORY = 2_000_000_000


@pytest.fixture(scope="module")
def poisoned():
    """What became of six tasks of which five are poison, and how many seconds it took."""
    start = time.monotonic()
    tasks = ["hang", "exit", "crash", "hog", "raise", "one", "two"]
    found = dict(results(poison.job, tasks, jobs=2, limit=3, memory=MEMORY))
    return found, time.monotonic() - start


def test_good_tasks_have_results_whatever_others_did(poisoned):
    found, _ = poisoned
    assert {task: result for task, result in found.items() if not isinstance(result, Failure)} == {
        "one": "one is done",
        "two": "two is done",
    }


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ("hang", "it took longer than 3 seconds"),
        ("exit", "its process came to an end (exit status 3)"),
        ("crash", "its process came to an end (SIGSEGV)"),
        ("hog", "its memory ran out: it may have 2,000 MB, where the system allows so much"),
    ],
)
def test_a_failure_says_what_befell_the_task(poisoned, task, told):
    assert poisoned[0][task] == Failure(told)


def test_a_bug_is_told_with_its_place(poisoned):
    what = poisoned[0]["raise"].what
    assert what.startswith("a fault of align") and "nobody thought of this" in what and "in poison, line" in what


def test_poison_costs_bounded_time(poisoned):
    """What hangs would do so for ten minutes; the start of a process for each that was lost takes its time on a busy machine."""
    assert poisoned[1] < 300


def test_no_process_outlives_its_work(poisoned):
    assert multiprocessing.active_children() == []


def test_whoever_stops_listening_leaves_nothing_behind():
    found = results(poison.job, ["well", "hang", "hang"], jobs=2, limit=600, memory=MEMORY)
    assert next(found) == ("well", "well is done")
    found.close()
    assert multiprocessing.active_children() == []


def test_tasks_are_drawn_as_they_are_done():
    """So that a million of them need not be held."""
    drawn = []

    def tasks():
        for number in range(6):
            drawn.append(number)
            yield f"task {number}"

    found = results(poison.job, tasks(), jobs=1, limit=60, memory=MEMORY)
    for number, _ in enumerate(found):
        assert len(drawn) == number + 1
    assert len(drawn) == 6


def test_no_task_needs_no_process():
    assert list(results(poison.job, [], jobs=2, limit=1, memory=MEMORY)) == []
