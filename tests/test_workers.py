from __future__ import annotations

import os
import signal
import time

import pytest

from detente.records.errors import DetenteError
from detente.workers import IDLE, Crash, Plan, work


def square(task: int) -> int:
    match task:
        case -1:
            os.kill(os.getpid(), signal.SIGKILL)
        case -2:
            time.sleep(60)
        case -3:
            raise ValueError("no negative numbers\nat all")
        case -4:
            os._exit(3)
        case 7:
            time.sleep(0.3)
    return task * task


def make():
    return square


def make_broken():
    raise FileNotFoundError("no model")


def make_dead():
    os._exit(5)


def test_all_results_come_back():
    assert dict(work(range(50), Plan(make))) == {i: i * i for i in range(50)}


def test_in_order_if_wanted_and_out_of_order_if_not():
    assert [task for task, _ in work(range(30), Plan(make, ordered=True))] == list(range(30))
    assert [task for task, _ in work(range(30), Plan(make))] != list(range(30))


def test_a_task_that_breaks_costs_only_itself():
    tasks = [1, -1, 2, -2, 3, -3, 4, -4, 5]
    found = dict(work(tasks, Plan(make, seconds=0.5)))
    assert {task: result for task, result in found.items() if task > 0} == {i: i * i for i in range(1, 6)}
    reasons = [found[task].reason for task in (-1, -2, -3, -4)]
    assert all(isinstance(found[task], Crash) for task in (-1, -2, -3, -4))
    assert reasons == [
        "its process died (killed by SIGKILL)",
        "took longer than 0.5 seconds",
        "ValueError: no negative numbers",
        "its process died (exit code 3)",
    ]


def test_what_needs_no_work_is_answered_here():
    found = dict(work(range(10), Plan(make, direct=lambda task: "odd" if task % 2 else None)))
    assert found == {i: "odd" if i % 2 else i * i for i in range(10)}


@pytest.mark.parametrize(("broken", "error"), [(make_broken, FileNotFoundError), (make_dead, DetenteError)])
def test_processes_that_cannot_start_are_an_error_and_no_endless_loop(broken, error):
    with pytest.raises(error):
        list(work(range(3), Plan(broken)))


@pytest.mark.parametrize("ordered", [True, False])
def test_tasks_are_drawn_only_when_needed(ordered):
    drawn = 0

    def tasks():
        nonlocal drawn
        for i in range(500):
            drawn += 1
            yield i

    for done, (_, _) in enumerate(work(tasks(), Plan(make, ordered=ordered)), 1):
        assert drawn - done <= 64 + 3
    assert drawn == 500


def test_closing_ends_the_processes():
    found = work(range(1000), Plan(make))
    next(found)
    found.close()
    import multiprocessing

    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_while_the_source_has_nothing(processes):
    """A source that waits for the result of its last task before it gives the next would never end if idleness held results back."""
    done: list[int] = []

    def tasks():
        for i in range(4):
            yield i
            while len(done) <= i:
                time.sleep(0.01)
                yield IDLE

    for task, result in work(tasks(), Plan(make, processes)):
        if task is not IDLE:
            done.append(result)
    assert done == [0, 1, 4, 9]
