"""Work spread over processes, a few tasks in the hands of each: a task that kills its process, or takes too long, costs only itself.

Knows nothing of pages. Not `concurrent.futures`: there a process that dies takes the whole pool with it, and nobody can say
which task it was.
"""

from __future__ import annotations

import contextlib
import enum
import multiprocessing
import queue
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from detente.records.errors import DetenteError

Task = TypeVar("Task")
Result = TypeVar("Result")

# A window of tasks that may overtake the oldest unfinished one when results are wanted in order.
_WINDOW = 64
# Tasks in the hands of a process: one that it does, and some to go on with while this side is busy with results. With one alone, coders
# stood idle for as long as the parent wrote (half a second for four pages).
_HELD = 3
# How long a process may take to stand, model and all; measured in ones of seconds, but machines get busy.
_START_SECONDS = 120.0


class Idle(enum.Enum):
    """The task that is none."""

    IDLE = "idle"


IDLE = Idle.IDLE
"""What a source of tasks gives when it has none just now, after a short wait of its own. It comes back as it is; results come meanwhile."""


@dataclass(frozen=True, slots=True)
class Crash:
    """What became of a task that broke: `reason` in one line, `trace` for the log."""

    reason: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Plan(Generic[Task, Result]):
    """How to work: `make` is called once in each process (picklable by name) and gives the function for a task.

    `direct` answers in this process, without waiting for the others, for tasks that need no work; `seconds` is the most one task may take.
    """

    make: Callable[[], Callable[[Task], Result]]
    processes: int = 2
    seconds: float = 120.0
    ordered: bool = False
    direct: Callable[[Task], Result | None] = lambda _task: None


def work(tasks: Iterable[Task], plan: Plan[Task, Result]) -> Iterator[tuple[Task, Result | Crash]]:
    """Yield each task with its result, in order of completion, or of the tasks if the plan says so.

    Tasks are drawn only when a process is free, so memory stays flat however many there are. Closing the iterator ends the processes.
    """
    crew = _Crew(plan)
    try:
        found = crew.run(enumerate(tasks))
        for _, task, result in _sorted(found) if plan.ordered else found:
            yield task, result
    finally:
        crew.stop()


_Numbered = tuple[int, Any, Any]


def _sorted(found: Iterator[_Numbered]) -> Iterator[_Numbered]:
    """Hold back what comes before its turn."""
    held: dict[int, _Numbered] = {}
    turn = 0
    for item in found:
        held[item[0]] = item
        while turn in held:
            yield held.pop(turn)
            turn += 1


class _Crew:
    """The processes, and who does what."""

    def __init__(self, plan: Plan[Any, Any]) -> None:
        self._plan = plan
        self._workers = [_Worker(plan) for _ in range(plan.processes)]
        self._drawn = 0
        self._exhausted = False
        self._quiet = False

    def run(self, tasks: Iterator[tuple[int, Any]]) -> Iterator[_Numbered]:
        """Hand out tasks and collect results until there are none."""
        while True:
            yield from self._hand_out(tasks)
            busy = [worker for worker in self._workers if worker.busy]
            if busy:
                yield from self._collect(busy)
            elif self._exhausted:
                return

    def stop(self) -> None:
        """End all processes, done or not."""
        for worker in self._workers:
            worker.stop()

    def _hand_out(self, tasks: Iterator[tuple[int, Any]]) -> Iterator[_Numbered]:
        self._quiet = False
        while not self._exhausted and (free := self._free()) and not self._too_far():
            drawn = next(tasks, None)
            if drawn is None:
                self._exhausted = True
                return
            self._drawn, task = drawn
            if task is IDLE:
                self._quiet = True
                yield self._drawn, IDLE, IDLE
                return
            answer = self._plan.direct(task)
            if answer is not None:
                yield self._drawn, task, answer
            else:
                free.give(self._drawn, task)

    def _free(self) -> _Worker | None:
        """Return the process with the least in hand, None if all have enough."""
        least = min(self._workers, key=lambda worker: len(worker.tasks))
        return least if len(least.tasks) < _HELD else None

    def _too_far(self) -> bool:
        oldest = min((worker.number for worker in self._workers if worker.busy), default=self._drawn)
        return self._plan.ordered and self._drawn - oldest >= _WINDOW

    def _collect(self, busy: list[_Worker]) -> Iterator[_Numbered]:
        patience = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.connection for worker in busy], 0.0 if self._quiet else max(0.0, patience))
        for worker in busy:
            if worker.connection in ready:
                yield from worker.listen()
            elif time.monotonic() >= worker.deadline:
                yield worker.give_up(f"took longer than {self._plan.seconds:g} seconds")


class _Worker:
    """One process and the tasks in its hands, done in turn; a new process takes the place of one that died, and its other tasks."""

    def __init__(self, plan: Plan[Any, Any]) -> None:
        self._plan = plan
        self.tasks: deque[tuple[int, Any]] = deque()
        self.deadline = 0.0
        self._start()

    def _start(self) -> None:
        # spawn, not fork: the parent may hold a database and threads, which no fork survives.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(theirs, self._plan.make), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    @property
    def busy(self) -> bool:
        """Whether it has anything to do."""
        return bool(self.tasks)

    @property
    def number(self) -> int:
        """The number of the task that it is at; for a busy one."""
        return self.tasks[0][0]

    def give(self, number: int, task: Any) -> None:
        """Hand over a task. If the process has died meanwhile, `listen` will tell."""
        if not self.tasks:
            self._begin()
        self.tasks.append((number, task))
        self._send(task)

    def _send(self, task: Any) -> None:
        with contextlib.suppress(OSError):
            self.connection.send(task)

    def _begin(self) -> None:
        self.deadline = time.monotonic() + (self._plan.seconds if self._ready else _START_SECONDS)

    def listen(self) -> Iterator[_Numbered]:
        """Take what the process says: that it stands, its result, or (by silence) that it died."""
        try:
            kind, value = self.connection.recv()
        except (EOFError, OSError):
            self._process.join()
            if not self._ready:
                raise DetenteError(f"a worker process died while starting ({_ending(self._process.exitcode)})") from None
            yield self.give_up(f"its process died ({_ending(self._process.exitcode)})")
            return
        if kind == "failed":
            raise value
        if kind == "ready":
            self._ready = True
            self.deadline = time.monotonic() + self._plan.seconds
            return
        number, task = self.tasks.popleft()
        self._begin()
        yield number, task, value

    def give_up(self, reason: str) -> _Numbered:
        """End the process, put a new one in its place, and return the task it was at as crashed. The others begin anew."""
        self.stop()
        self._start()
        number, task = self.tasks.popleft()
        self._begin()
        for _, other in self.tasks:
            self._send(other)
        return number, task, Crash(reason)

    def stop(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _ending(code: int | None) -> str:
    """Say how a process ended.

    >>> _ending(-9), _ending(3)
    ('killed by SIGKILL', 'exit code 3')
    """
    if code is not None and code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"


def _serve(connection: Connection, make: Callable[[], Callable[[Any], Any]]) -> None:
    """Do tasks until the other end is gone. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        job = make()
    except Exception as error:
        connection.send(("failed", error))
        return
    connection.send(("ready", None))
    # Tasks are read as they come, work or not: else both sides could wait for each other, each with its hands full.
    tasks: queue.SimpleQueue[tuple[Any] | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, tasks), daemon=True).start()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        while (held := tasks.get()) is not None:
            connection.send(("done", attempt(job, held[0])))


def _listen(connection: Connection, tasks: queue.SimpleQueue[tuple[Any] | None]) -> None:
    """Pass tasks on as they come, None when the other end is gone."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            tasks.put((connection.recv(),))
    tasks.put(None)


def attempt(job: Callable[[Task], Result], task: Task) -> Result | Crash:
    """Do one task; an exception becomes a `Crash`."""
    try:
        return job(task)
    except Exception as error:
        return Crash(f"{type(error).__name__}: {error}".splitlines()[0], traceback.format_exc())
