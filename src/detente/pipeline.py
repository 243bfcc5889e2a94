"""The one path, and the one place that writes: captures → articles → codings → store."""

from __future__ import annotations

import itertools
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from detente.records import Article, Capture, Coding, Refusal
from detente.records.errors import CrashedPage
from detente.store import Store
from detente.workers import Crash, Idle, Plan, attempt, work

log = logging.getLogger(__name__)

# Ten codings in one transaction cost what two cost alone; nobody waits longer than a second to see them.
_BATCH, _SECONDS = 16, 1.0
# Live, somebody does wait: what comes is held for as long as the last was in writing and telling, since eight pages written together cost
# 95 ms of CPU each and alone 230 ms. So a busy desk writes more at once, a lone page waits no longer than writing it takes.
_LIVE_LEAST, _LIVE_MOST = 0.1, 0.8


@dataclass(frozen=True, slots=True)
class Stages:
    """The two expensive stages, and who codes. Pure functions: they run in any process."""

    read: Callable[[Capture], Article | Refusal]
    code: Callable[[Article], Coding]
    coder_id: str


@dataclass(frozen=True, slots=True)
class Coded:
    """What the stages made of a capture."""

    article: Article
    coding: Coding


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a capture: coded now, refused, or (neither) known already."""

    feed: str
    coded: Coded | None = None
    refusal: Refusal | None = None
    capture_id: str = field(default="", compare=False)


class _Known:
    """The store has this coder's coding of the capture."""


KNOWN = _Known()
Input = Capture | Refusal
Outcome = Coded | Refusal
Source = TypeVar("Source", bound=Input | Idle)


def shipped() -> Stages:
    """Return the stages as they ship. The model is loaded with the first article, once in each process."""
    from detente import coding, reading

    coder = coding.load_coder()
    return Stages(reading.read, lambda article: coding.code(article, coder), coder.id)


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where the stages run: `processes` (0 = in this one, None = one for each core), `seconds` a page may take, results in order or not."""

    stages: Callable[[], Stages] = field(default_factory=lambda: shipped)
    processes: int | None = None
    seconds: float = 120.0
    ordered: bool = False

    def job(self) -> Callable[[Input], Outcome]:
        """Make the function from capture to outcome; called once in each process."""
        stages = self.stages()
        return lambda capture: outcome(capture, stages)


class Pipeline:
    """Takes captures into a store. The only writer."""

    def __init__(self, store: Store, workshop: Workshop | None = None) -> None:
        self._store = store
        self._workshop = workshop or Workshop()
        self._stages = self._workshop.stages()

    def take(self, capture: Input) -> Taken:
        """Read, code and store one capture, here and now. Taking it twice changes nothing (law 2)."""
        found = self._known(capture) or _settled(capture, attempt(lambda item: outcome(item, self._stages), capture))
        self._write([(capture, found)])
        return _taken(capture, found)

    def take_all(self, captures: Iterable[Input]) -> Iterator[Taken]:
        """Take many: stages in the workshop's processes, writing here. What was taken before is passed over, so a killed run resumes.

        Closing the iterator early, or Ctrl-C, loses nothing that came out of it.
        """
        held: list[tuple[Input, Outcome | _Known]] = []
        written = time.monotonic()
        try:
            for capture, found in outcomes(captures, self._workshop, self._known):
                held.append((capture, found))
                if len(held) >= _BATCH or time.monotonic() - written > _SECONDS:
                    done, held, written = held, [], time.monotonic()
                    self._write(done)
                    yield from itertools.starmap(_taken, done)
        finally:
            self._write(held)
        yield from itertools.starmap(_taken, held)

    def take_live(self, captures: Iterable[Input | Idle]) -> Iterator[list[Taken]]:
        """Take what comes when it comes: yields what has just been stored, [] when the source is idle and nothing is to be stored."""
        held: list[tuple[Input, Outcome | _Known]] = []
        since, patience = time.monotonic(), _LIVE_LEAST
        for capture, found in outcomes(captures, self._workshop, self._known):
            if not isinstance(capture, Idle):
                since = since if held else time.monotonic()
                held.append((capture, found))
            elif not held:
                yield []
            if held and (len(held) >= _BATCH or time.monotonic() - since > patience):
                done, held, begun = held, [], time.monotonic()
                self._write(done)
                yield [_taken(*item) for item in done]
                patience = min(_LIVE_MOST, max(_LIVE_LEAST, time.monotonic() - begun))
        self._write(held)
        yield [_taken(*item) for item in held]

    def _known(self, capture: Input) -> _Known | None:
        known = isinstance(capture, Capture) and self._store.has(capture.id, self._stages.coder_id)
        return KNOWN if known else None

    def _write(self, done: list[tuple[Input, Outcome | _Known]]) -> None:
        """Store results, in one transaction. A refused capture is kept too: a better reader may come."""
        coded = [(item, found.article, found.coding) for item, found in done if isinstance(item, Capture) and isinstance(found, Coded)]
        refused = [(found, item if isinstance(item, Capture) else None) for item, found in done if isinstance(found, Refusal)]
        if coded or refused:
            self._store.add_all(coded, refused)


def outcome(capture: Input, stages: Stages) -> Outcome:
    """Run the stages on one capture; a refusal stays one."""
    if isinstance(capture, Refusal):
        return capture
    article = stages.read(capture)
    return article if isinstance(article, Refusal) else Coded(article, stages.code(article))


def outcomes(
    captures: Iterable[Source], workshop: Workshop, known: Callable[[Input], _Known | None] = lambda _capture: None
) -> Iterator[tuple[Source, Outcome | _Known]]:
    """Yield each capture with what the stages made of it, without storing anything. A lone capture is done in this process."""
    source = iter(captures)
    first = list(itertools.islice(source, 2))
    processes = workshop.processes if workshop.processes is not None else _cores()
    everything = itertools.chain(first, source)
    if len(first) < 2 or not processes:
        job = workshop.job()
        for capture in everything:
            yield capture, KNOWN if isinstance(capture, Idle) else known(capture) or _settled(capture, attempt(job, capture))
        return

    def direct(capture: Input) -> Outcome | _Known | None:
        return capture if isinstance(capture, Refusal) else known(capture)

    plan: Plan[Any, Any] = Plan(workshop.job, processes, workshop.seconds, workshop.ordered, direct)
    for capture, found in work(everything, plan):
        yield capture, KNOWN if isinstance(capture, Idle) else found if isinstance(found, _Known) else _settled(capture, found)


def _settled(capture: Input, found: Outcome | Crash) -> Outcome:
    """Return the outcome; a crash becomes a refusal."""
    if not isinstance(found, Crash):
        return found
    if isinstance(capture, Refusal):
        return capture
    log.warning("%s: %s\n%s", capture.feed, found.reason, found.trace)
    hint = "the rest went on; please report the page if it is a public one"
    return Refusal(capture.id, "coding", CrashedPage.code, found.reason, hint, capture.feed)


def _taken(capture: Input, found: Outcome | _Known) -> Taken:
    coded = found if isinstance(found, Coded) else None
    name = capture.id if isinstance(capture, Capture) else capture.capture_id
    return Taken(capture.feed, coded, found if isinstance(found, Refusal) else None, name)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
