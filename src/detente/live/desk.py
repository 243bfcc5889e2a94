"""The loop that `detente watch` and `detente serve --watch` run: what comes in is coded, stored, told and announced, all day.

One thread owns the store. Fetching waits in other threads, coding in other processes; what they bring lies in one inbox. The loop never
holds more than it can code: when much is waiting, nobody is asked for more.
"""

from __future__ import annotations

import contextlib
import io
import logging
import queue
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

from detente.feeds.limits import Limits
from detente.feeds.listing import Entry
from detente.feeds.origin import Origin
from detente.feeds.poll import Fetched, Looked, Reader
from detente.feeds.robots import Robots
from detente.feeds.source import open_source
from detente.feeds.unfold import unfold
from detente.feeds.wire import Guard
from detente.live import folders
from detente.live.alerting import alerts
from detente.live.arrivals import Arrivals
from detente.live.following import Following, Item, Run, utc_now
from detente.live.hosts import Crew, Hosts
from detente.live.posting import deliver, deliveries
from detente.live.settings import Followed, Settings
from detente.pipeline import Pipeline, Taken, Workshop
from detente.records import Alert, Capture, Delivery, Feed, Judgement, Refusal
from detente.records.errors import MissingPath, StoreBusy, UnreachableInput
from detente.store import Changed, Store
from detente.workers import IDLE, Idle

log = logging.getLogger(__name__)

_PROCESSES = 2
"""Coders: five pages a second cost 1.3 processor seconds a second, coding and telling together (`bench live`); one could not keep up."""

_WAITING = 64
"""Captures that may wait for a coder before no more are fetched: ten seconds of work on two cores."""

_GLANCE = 0.05
"""Seconds that the loop waits for something to come before it looks at clocks and results again."""

_PATIENCE = 10.0
"""Seconds that a hook's page may wait to be let in before its sender is told that there is too much."""

_POSTS = 15.0
"""Seconds between two looks for deliveries that are due again."""

Arrival = Capture | Refusal
Answer = TypeVar("Answer")
Heard = Callable[[Alert | Feed], None]


@dataclass(frozen=True, slots=True)
class _Stream:
    """Captures that are drawn one by one: a file may hold a million."""

    item: Item
    found: Iterator[Arrival]


class Desk:
    """Everything that is followed, over one store. `run` is the loop; all else may be called from any thread."""

    def __init__(
        self, store: Store, settings: Settings | None = None, workshop: Workshop | None = None, heard: Heard = lambda _news: None
    ) -> None:
        """`heard` is told, in the loop, of each alert and of each feed whose state changes."""
        self._heard = heard
        self._store, self._settings = store, settings or Settings()
        self._guard = Guard(self._settings.general.allow, Limits())
        self._polite = Reader(self._guard, Robots(self._guard))
        self._plain = Reader(self._guard)
        self._pipeline = Pipeline(store, workshop or Workshop(processes=_PROCESSES))
        self._arrivals = Arrivals(store)
        for watch in self._settings.watches:
            store.watching.put_watch(watch)
        self._following = Following(store.watching, (*self._settings.feeds, *self._settings.folders), heard)
        self._hosts: Hosts[Callable[[], None]] = Hosts(self._settings.general.delay)
        self._crew = Crew()
        self._inbox: queue.Queue[Callable[[], None]] = queue.Queue(4 * _WAITING)
        self._ready: deque[tuple[Arrival, Item | Future[Taken] | None]] = deque()
        self._streams: deque[_Stream] = deque()
        self._drawn: dict[str, list[Item | Future[Taken]]] = {}
        self._coding = 0
        self._posting: set[tuple[str, str]] = set()
        self._posts_at = 0.0
        self._once = False
        self._sources = 0
        self._replies: weakref.WeakSet[Future[Any]] = weakref.WeakSet()
        self._stopped = threading.Event()

    # ---- from any thread

    def stop(self) -> None:
        """End the loop after what is in hand."""
        self._stopped.set()

    def take(self, capture: Arrival, seconds: float = 120.0) -> Taken:
        """Take one capture and wait until it is stored and told. Raises `StoreBusy` when too much is waiting."""
        reply: Future[Taken] = Future()
        self._send(lambda: self._ready.append((capture, reply)), reply)
        return _answer(reply, seconds)

    def decide(self, edge: Judgement, seconds: float = 120.0) -> None:
        """Store a person's judgement and tell what follows from it."""
        reply: Future[None] = Future()
        self._send(lambda: self._decided(edge, reply), reply)
        _answer(reply, seconds)

    def _send(self, message: Callable[[], None], reply: Future[Any]) -> None:
        self._replies.add(reply)
        if self._stopped.is_set():
            raise StoreBusy("the desk is closing", hint="start it again, and send it then")
        try:
            self._inbox.put(message, timeout=_PATIENCE)
        except queue.Full:
            raise StoreBusy("too much is waiting to be coded", hint="send it again in a minute, or give it more processes") from None

    # ---- the loop

    def run(self, *, once: bool = False, lines: BinaryIO | None = None) -> None:
        """Go on until stopped; with `once`, until everything has been looked at and taken. `lines`: JSON lines to read, such as stdin."""
        self._once = once
        if lines is not None:
            self._sources += 1
            threading.Thread(target=self._read, args=(lines,), name="detente-lines", daemon=True).start()
        try:
            for done in self._pipeline.take_live(self._source()):
                if done:
                    self._told(done)
        finally:
            self._stopped.set()
            self._abandon()

    def _source(self) -> Iterator[Arrival | Idle]:
        while not self._stopped.is_set():
            self._send_out()
            self._receive(wait=not (self._ready or self._streams))
            found = self._next()
            if found is not None:
                self._coding += 1
                yield found
            elif self._once and self._finished():
                return
            else:
                yield IDLE

    def _next(self) -> Arrival | None:
        """Return the next capture: what came whole first, then one of each file in turn."""
        if self._ready:
            arrival, by = self._ready.popleft()
            if by is not None:
                self._drawn.setdefault(_name(arrival), []).append(by)
            return arrival
        while self._streams:
            stream = self._streams.popleft()
            found = next(stream.found, None)
            if found is None:
                self._following.ended(stream.item, utc_now())
                continue
            stream.item.left += 1
            self._drawn.setdefault(_name(found), []).append(stream.item)
            self._streams.append(stream)
            return found
        return None

    def _finished(self) -> bool:
        looked = all(run.looks for run in self._following.runs.values())
        waiting = self._following.busy or len(self._hosts) or self._coding or self._sources or self._posting
        return looked and not waiting and self._inbox.empty()

    def _receive(self, *, wait: bool) -> None:
        """Do what the inbox says, unless enough is waiting already."""
        try:
            while len(self._ready) < _WAITING:
                message = self._inbox.get(timeout=_GLANCE) if wait else self._inbox.get_nowait()
                wait = False
                message()
        except queue.Empty:
            return

    # ---- what goes out

    def _send_out(self) -> None:
        """Look at what is due, ask the hosts whose turn it is, post what is to be posted."""
        now = time.monotonic()
        for run in list(self._following.due(utc_now(), once=self._once)):
            self._look(run)
        if len(self._ready) + self._inbox.qsize() < _WAITING:
            for _, job in self._hosts.ready(now):
                self._crew.give(job)
        if now >= self._posts_at:
            self._posts_at = now + _POSTS
            for delivery in self._store.watching.due(utc_now()):
                self._post(delivery)

    def _look(self, run: Run) -> None:
        spec, feed = run.spec, run.feed
        if isinstance(spec, Followed):
            reader = self._polite if spec.robots else self._plain
            self._ask(spec.url, run, lambda: reader.look(spec.url, feed.etag, feed.last_modified), lambda found: self._looked(run, found))
        else:
            self._give(run, lambda: folders.look(spec.path), lambda found: self._looked(run, found))

    def _ask(self, url: str, run: Run, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Let a host be asked in its turn; `then` gets the answer in the loop."""

        def turn() -> None:
            answer = _safely(job)
            self._inbox.put(lambda: self._answered(url, run, answer, then))

        self._hosts.add(url, turn)

    def _give(self, run: Run, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def turn() -> None:
            answer = _safely(job)
            self._inbox.put(lambda: self._following.broke(run, answer, utc_now()) if isinstance(answer, str) else then(answer))

        self._crew.give(turn)

    def _answered(self, url: str, run: Run, answer: Any, then: Callable[[Any], None]) -> None:
        wait = max(self._polite.robots.delay(url) if self._polite.robots else 0.0, getattr(answer, "wait", 0.0))
        self._hosts.done(url, time.monotonic(), wait)
        if isinstance(answer, str):
            self._following.broke(run, answer, utc_now())
        else:
            then(answer)

    # ---- what comes in

    def _looked(self, run: Run, looked: Looked) -> None:
        for entry, item in self._following.looked(run, looked, utc_now()):
            self._follow(run, entry, item)

    def _follow(self, run: Run, entry: Entry, item: Item) -> None:
        """Fetch what an entry leads to, or take what it says."""
        spec = run.spec
        if not isinstance(spec, Followed):
            item.whole = False
            self._streams.append(_Stream(item, _opened(entry.url or "")))
        elif spec.pages and entry.url:
            url, reader = entry.url, self._polite if spec.robots else self._plain
            self._ask(url, run, lambda: reader.fetch(url, spec.url), lambda found: self._fetched(item, url, found))
        else:
            self._fetched(item, entry.url or "", Fetched((entry.said,) if entry.said else ()))

    def _fetched(self, item: Item, url: str, fetched: Fetched) -> None:
        given_up = self._following.fetched(item, fetched, utc_now())
        if given_up:
            origin = Origin(url, url=url)
            self._ready.append((origin.refusal(UnreachableInput(given_up)), None))
        self._ready.extend((arrival, item) for arrival in fetched.found)

    def _told(self, done: list[Taken]) -> None:
        """Tell what has been stored, give alerts, and let everyone know who waits for it."""
        self._coding -= len(done)
        coded = [(taken.coded.article, taken.coded.coding) for taken in done if taken.coded]
        if coded:
            self._announce(self._arrivals.take(coded))
        for taken in done:
            for by in self._drawn.pop(taken.capture_id, ()):
                if isinstance(by, Item):
                    self._following.taken(by, utc_now(), refused=taken.refusal is not None)
                else:
                    by.set_result(taken)

    def _decided(self, edge: Judgement, reply: Future[None]) -> None:
        self._store.add_judgement(edge)
        self._announce(self._arrivals.decide(edge))
        reply.set_result(None)

    def _announce(self, changed: Changed) -> None:
        watching = self._store.watching
        watches = watching.watches()
        new = watching.add_alerts(alerts(self._store, changed, watches)) if watches else []
        for alert in new:
            self._heard(alert)
        for delivery in deliveries(new, watches, utc_now()):
            watching.put_delivery(delivery)
            self._post(delivery)

    def _post(self, delivery: Delivery) -> None:
        alert, key = self._store.watching.alert(delivery.alert_id), (delivery.alert_id, delivery.url)
        watch = self._store.watching.watch(alert.watch) if alert else None
        if key in self._posting or alert is None or watch is None:
            return
        self._posting.add(key)

        def turn() -> None:
            posted = _safely(lambda: deliver(delivery, alert, watch, self._guard))
            self._inbox.put(lambda: self._posted(key, posted))

        self._crew.give(turn)

    def _posted(self, key: tuple[str, str], posted: Any) -> None:
        self._posting.discard(key)
        if isinstance(posted, Delivery):
            self._store.watching.put_delivery(posted)

    def _read(self, lines: BinaryIO) -> None:
        """Read JSON lines until there are none; runs in a thread of its own."""
        limit = self._guard.limits.page_bytes
        number = 0
        while line := lines.readline(limit + 1):
            number += 1
            if line.strip():
                for found in unfold(io.BytesIO(line), Origin(f"stdin:{number}", limits=self._guard.limits)):
                    self._inbox.put(lambda found=found: self._ready.append((found, None)))  # type: ignore[misc]
        self._inbox.put(self._ended)

    def _ended(self) -> None:
        self._sources -= 1

    def _abandon(self) -> None:
        """Tell all who still wait that nothing comes."""
        for reply in list(self._replies):
            if not reply.done():
                reply.set_exception(StoreBusy("the desk was closed meanwhile", hint="send it again"))


def _answer(reply: Future[Answer], seconds: float) -> Answer:
    try:
        return reply.result(seconds)
    except TimeoutError:
        raise StoreBusy(f"no answer within {seconds:g} seconds", hint="it may still be taken: sending it again changes nothing") from None


def _opened(path: str) -> Iterator[Arrival]:
    """Yield what a file holds, opened only when its turn comes; one that has gone meanwhile holds nothing."""
    with contextlib.suppress(MissingPath):
        yield from open_source(path)


def _safely(job: Callable[[], Any]) -> Any:
    """Return what a job gives, or, in words, how it broke: one feed's trouble is nobody else's."""
    try:
        return job()
    except Exception as error:
        log.warning("a look at a feed broke", exc_info=True)
        return f"it broke: {type(error).__name__}: {error}"


def _name(arrival: Arrival) -> str:
    return arrival.id if isinstance(arrival, Capture) else arrival.capture_id
