"""Who is asked when: one question at a time to each host, with a pause between two; other hosts don't wait for it."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar
from urllib.parse import urlsplit

Job = TypeVar("Job")


class Hosts(Generic[Job]):
    """Jobs waiting for their host's turn. Times are seconds of any clock that only goes forward."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._waiting: dict[str, deque[tuple[str, Job]]] = {}
        self._free_at: dict[str, float] = {}
        self._busy: set[str] = set()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values())) + len(self._busy)

    def add(self, url: str, job: Job) -> None:
        """Let a job wait for the host of `url`."""
        self._waiting.setdefault(_host(url), deque()).append((url, job))

    def ready(self, now: float) -> list[tuple[str, Job]]:
        """Return the jobs whose turn it is, at most one a host, each with its URL; `done` must be told of each."""
        hosts = [host for host in self._waiting if host not in self._busy and self._free_at.get(host, 0.0) <= now]
        found = []
        for host in hosts:
            found.append(self._waiting[host].popleft())
            if not self._waiting[host]:
                del self._waiting[host]
            self._busy.add(host)
        return found

    def done(self, url: str, now: float, wait: float = 0.0) -> None:
        """Let the next job of this host come after the pause, or after `wait` seconds if the host asked for more."""
        self._busy.discard(_host(url))
        self._free_at[_host(url)] = now + max(self._delay, wait)


class Crew:
    """A few threads that wait for slow things. They end with the process, whatever they wait for: what they hold is asked again later."""

    def __init__(self, number: int = 8) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        for i in range(number):
            threading.Thread(target=self._work, name=f"detente-fetch-{i}", daemon=True).start()

    def give(self, job: Callable[[], None]) -> None:
        """Let one of them do a job, which must not raise."""
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            self._jobs.get()()


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
