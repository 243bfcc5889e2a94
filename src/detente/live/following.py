"""How each feed goes: when it is due, what of it is new, what has been taken, when to ask again. Knows of time, asks nobody itself.

Nothing of a feed is forgotten by a kill: an entry is remembered once its page is stored, and the feed's version (ETag) only once all its
entries are, so that an interrupted look is repeated whole and passes over what was done.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from detente.feeds.listing import Entry
from detente.feeds.poll import Fetched, Looked
from detente.live.settings import Folder, Followed
from detente.records import Feed
from detente.store import Watching

PAGES = "pages"
"""Under which fetched addresses are remembered: one that two feeds list is fetched once."""

_TRIES = 5
"""Looks in which a page may be out of reach before it is given up; each comes later than the one before."""

_DAY = 86400.0


@dataclass(slots=True)
class Item:
    """One entry on its way: `left` captures of it are not stored yet; `whole` once it is known how many there are."""

    run: Run
    key: str
    left: int = 0
    whole: bool = True
    bad: bool = False


@dataclass(slots=True)
class Run:
    """A feed and the look at it that goes on: its entries on their way, and what the feed said of its version."""

    spec: Followed | Folder
    feed: Feed
    busy: bool = False
    looks: int = 0
    pending: dict[str, Item] = field(default_factory=dict)
    looked: Looked = field(default_factory=Looked)
    clean: bool = True
    tries: dict[str, int] = field(default_factory=dict)


class Following:
    """All feeds that are followed, over the part of the store that remembers them."""

    def __init__(
        self,
        watching: Watching,
        specs: Sequence[Followed | Folder],
        heard: Callable[[Feed], None] = lambda _feed: None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._watching, self._heard, self._chance = watching, heard, chance
        self.runs = {run.feed.id: run for run in (Run(spec, watching.feed(spec.feed.id) or spec.feed) for spec in specs)}
        watching.keep_feeds(list(self.runs))
        for run in self.runs.values():
            watching.put_feed(run.feed)

    def due(self, now: datetime, *, once: bool = False) -> Iterator[Run]:
        """Yield the feeds to look at now, marked busy; with `once`, each just once, whatever its time."""
        for run in self.runs.values():
            wanted = not run.looks if once else run.feed.next_at is None or run.feed.next_at <= now
            if wanted and not run.busy:
                run.busy, run.clean, run.looks = True, True, run.looks + 1
                yield run

    @property
    def busy(self) -> bool:
        """Whether any look goes on."""
        return any(run.busy for run in self.runs.values())

    def looked(self, run: Run, looked: Looked, now: datetime) -> list[tuple[Entry, Item]]:
        """Take what a look gave; returns the entries that are new, newest first where the feed tells, to be fetched or taken."""
        run.looked = looked
        if looked.error and not looked.entries:
            self._failed(run, looked.error, now, looked.wait)
            return []
        fresh = self._fresh(run, looked.entries)
        most = run.spec.most if isinstance(run.spec, Followed) else len(fresh)
        run.clean = len(fresh) <= most and not looked.error
        found = [(entry, Item(run, entry.key)) for entry in fresh[:most]]
        run.pending = {item.key: item for _, item in found}
        self._settle(run, now)
        return found

    def fetched(self, item: Item, fetched: Fetched, now: datetime) -> str | None:
        """Take what an address gave. Returns the reason where it is given up: then it is refused, and not asked for again."""
        if not fetched.error:
            item.left, item.whole = len(fetched.found), True
            if not fetched.found:
                self._finished(item, now)
            return None
        item.run.tries[item.key] = item.run.tries.get(item.key, 0) + 1
        if fetched.again and item.run.tries[item.key] < _TRIES:
            item.run.clean, item.bad = False, True
            self._drop(item, now)
            return None
        item.bad = True
        self._finished(item, now)
        return fetched.error

    def taken(self, item: Item, now: datetime, *, refused: bool) -> None:
        """One capture of an item has been stored or refused."""
        item.left -= 1
        item.bad |= refused
        if item.left <= 0 and item.whole:
            self._finished(item, now)

    def ended(self, item: Item, now: datetime) -> None:
        """All captures of an item that came one by one have been handed on."""
        item.whole = True
        if item.left <= 0:
            self._finished(item, now)

    def broke(self, run: Run, words: str, now: datetime) -> None:
        """A look ended by something unforeseen: reported and tried again, like any failure."""
        run.pending.clear()
        self._failed(run, words, now, 0.0)

    def _fresh(self, run: Run, entries: Sequence[Entry]) -> list[Entry]:
        under = {entry.key: PAGES if _page(run, entry) else run.feed.id for entry in entries}
        known = {key for place in set(under.values()) for key in self._watching.fetched(place, [k for k in under if under[k] == place])}
        fresh = [entry for entry in entries if entry.key not in known]
        listed_by_day = all(entry.at[:4].isdigit() for entry in fresh)
        return sorted(fresh, key=lambda entry: entry.at, reverse=True) if listed_by_day else fresh

    def _finished(self, item: Item, now: datetime) -> None:
        place = PAGES if isinstance(item.run.spec, Followed) and item.run.spec.pages and "://" in item.key else item.run.feed.id
        self._watching.remember(place, [item.key], now)
        item.run.tries.pop(item.key, None)
        if not item.bad:
            item.run.feed = replace(item.run.feed, articles=item.run.feed.articles + 1)
        self._drop(item, now)

    def _drop(self, item: Item, now: datetime) -> None:
        item.run.pending.pop(item.key, None)
        self._settle(item.run, now)

    def _settle(self, run: Run, now: datetime) -> None:
        """Close a look whose entries have all gone their way."""
        if run.pending or not run.busy:
            return
        looked = run.looked
        etag, modified = (looked.etag, looked.last_modified) if run.clean else (None, None)
        state = "ok" if looked.entries or looked.unchanged else "empty"
        if looked.unchanged and run.feed.state in ("ok", "empty"):
            state = run.feed.state
        error = looked.error or (f"{len(run.tries)} pages out of reach; they are asked for again" if run.tries else None)
        fresh = replace(run.feed, state=state, last_error=error, last_ok_at=now, failures=0, etag=etag, last_modified=modified)
        self._close(run, fresh, run.spec.every, now)

    def _failed(self, run: Run, words: str, now: datetime, wait: float) -> None:
        """Ask again later, and later each time: twice the pause after each failure, a day at most, a tenth more or less."""
        failures = run.feed.failures + 1
        pause = max(wait, min(_DAY, run.spec.every * 2.0 ** min(failures, 30)))
        self._close(run, replace(run.feed, state="failing", last_error=words, failures=failures), pause, now)

    def _close(self, run: Run, feed: Feed, seconds: float, now: datetime) -> None:
        changed = (run.feed.state, run.feed.last_error) != (feed.state, feed.last_error)
        pause = timedelta(seconds=min(_DAY, seconds)) * (0.9 + 0.2 * self._chance())
        run.busy, run.feed = False, replace(feed, next_at=now + pause)
        self._watching.put_feed(run.feed)
        if changed:
            self._heard(run.feed)


def _page(run: Run, entry: Entry) -> bool:
    return isinstance(run.spec, Followed) and run.spec.pages and "://" in entry.key


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)
