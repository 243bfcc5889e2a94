"""The part of the store that runs all day: feeds and what was fetched of them, watches, alerts, deliveries, and the stream of what is new.

`Store.watching` is one of these. Whoever writes anything that a screen shows also gives a signal; the stream keeps the newest of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from detente.records import Alert, Delivery, Feed, Signal, Watch
from detente.store.codec import build, naive, plain
from detente.store.tables import Tables

KEPT = 100_000
"""Signals kept: half a day of five pages a second with an event each. A client that is further behind reads the lists anew."""

_PUT_FEED = f"INSERT OR REPLACE INTO feeds VALUES ({', '.join('?' * 11)})"
_DROP_FEEDS = "DELETE FROM feeds WHERE NOT list_contains(?::VARCHAR[], id)"
_FETCHED = "SELECT item FROM fetched WHERE feed_id = ? AND item IN (SELECT unnest(?::VARCHAR[]))"
_REMEMBER = "INSERT OR REPLACE INTO fetched SELECT ?, unnest(?::VARCHAR[]), ?"
_PUT_WATCH = "INSERT OR REPLACE INTO watches VALUES (?, ?)"
_PUT_ALERT = "INSERT INTO alerts SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM alerts"
_HAS_ALERT = "SELECT 1 FROM alerts WHERE id = ?"
_ALERTS = """SELECT record FROM alerts WHERE (?::VARCHAR IS NULL OR watch = ?)
    AND number < coalesce((SELECT number FROM alerts WHERE id = ?), 9223372036854775807) ORDER BY number DESC LIMIT ?"""
_PUT_DELIVERY = "INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?, ?)"
_DUE = "SELECT * FROM deliveries WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, alert_id, url LIMIT ?"
_SIGNALS = "INSERT INTO stream SELECT (SELECT last FROM stream_ends) + unnest(?::BIGINT[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), ?"
_ADVANCE = "UPDATE stream_ends SET last = last + ?"
_FORGET = "DELETE FROM stream WHERE id <= (SELECT last FROM stream_ends) - ?"
_STREAM = 'SELECT id, kind, ref, "at" FROM stream WHERE id > ? ORDER BY id LIMIT ?'


class Watching:
    """Reads and writes what `detente watch` and `detente serve` share. Not thread-safe: one connection, one user."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    # ---- feeds

    def feeds(self) -> list[Feed]:
        """Return all feeds and how they do, by address."""
        return [build(Feed, row) for row in self._tables.rows("SELECT * FROM feeds ORDER BY url, id")]

    def feed(self, feed_id: str) -> Feed | None:
        """Return one feed, or None."""
        return next((build(Feed, row) for row in self._tables.rows("SELECT * FROM feeds WHERE id = ?", [feed_id])), None)

    def put_feed(self, feed: Feed) -> None:
        """Keep a feed as it is now; a change of its state is a signal."""
        before = self.feed(feed.id)
        self._tables.run(_PUT_FEED, list(plain(feed).values()))
        if before is None or (before.state, before.last_error, before.articles) != (feed.state, feed.last_error, feed.articles):
            self.signal([("feed", feed.id)])

    def keep_feeds(self, feed_ids: Iterable[str]) -> None:
        """Drop the feeds that are asked no more. What was fetched of them stays known."""
        self._tables.run(_DROP_FEEDS, [list(feed_ids)])

    def fetched(self, feed_id: str, items: Sequence[str]) -> set[str]:
        """Return those of a feed's items (addresses, or hashes of entries) that were fetched before."""
        return {row["item"] for row in self._tables.rows(_FETCHED, [feed_id, list(items)])} if items else set()

    def remember(self, feed_id: str, items: Sequence[str], at: datetime | None = None) -> None:
        """Remember that these items were fetched."""
        if items:
            self._tables.run(_REMEMBER, [feed_id, list(items), naive(at or datetime.now(UTC))])

    # ---- watches and alerts

    def watches(self) -> list[Watch]:
        """Return all watches, by name."""
        found = [build(Watch, json.loads(row["record"])) for row in self._tables.rows("SELECT record FROM watches")]
        return sorted(found, key=lambda watch: watch.name)

    def watch(self, watch_id: str) -> Watch | None:
        """Return one watch, or None."""
        return next((watch for watch in self.watches() if watch.id == watch_id), None)

    def put_watch(self, watch: Watch) -> None:
        """Keep a watch; one of the same name gives way."""
        self._tables.run(_PUT_WATCH, [watch.id, json.dumps(plain(watch))])

    def drop_watch(self, watch_id: str) -> bool:
        """Drop a watch; its alerts stay. Returns whether it was there."""
        there = self.watch(watch_id) is not None
        self._tables.run("DELETE FROM watches WHERE id = ?", [watch_id])
        return there

    def add_alerts(self, alerts: Iterable[Alert]) -> list[Alert]:
        """Keep alerts and signal them; return those that are new. A watch fires once for one incident or shift."""
        new = []
        for alert in alerts:
            if not self._tables.has(_HAS_ALERT, [alert.id]):
                row = [alert.id, alert.watch, naive(alert.at), alert.kind, alert.ref, json.dumps(plain(alert))]
                self._tables.run(_PUT_ALERT, row)
                new.append(alert)
        self.signal([("alert", alert.id) for alert in new])
        return new

    def alerts(self, *, watch: str | None = None, before: str | None = None, limit: int = 100) -> list[Alert]:
        """Return alerts, newest first; for the next ones, give the last alert's id as `before`."""
        return [build(Alert, json.loads(row["record"])) for row in self._tables.rows(_ALERTS, [watch, watch, before, limit])]

    def alert(self, alert_id: str) -> Alert | None:
        """Return one alert, or None."""
        rows = self._tables.rows("SELECT record FROM alerts WHERE id = ?", [alert_id])
        return build(Alert, json.loads(rows[0]["record"])) if rows else None

    def put_delivery(self, delivery: Delivery) -> None:
        """Keep how far an alert has come to its webhook."""
        self._tables.run(_PUT_DELIVERY, list(plain(delivery).values()))

    def due(self, now: datetime, limit: int = 20) -> list[Delivery]:
        """Return the deliveries to try now, longest due first."""
        return [build(Delivery, row) for row in self._tables.rows(_DUE, [naive(now), limit])]

    def deliveries(self) -> list[Delivery]:
        """Return all deliveries, by alert."""
        return [build(Delivery, row) for row in self._tables.rows("SELECT * FROM deliveries ORDER BY alert_id, url")]

    # ---- the stream

    def signal(self, new: Sequence[tuple[str, str]], at: datetime | None = None) -> None:
        """Append signals, as (kind, ref), to the stream."""
        if not new:
            return
        numbers = list(range(1, len(new) + 1))
        self._tables.run(_SIGNALS, [numbers, [kind for kind, _ in new], [ref for _, ref in new], naive(at or datetime.now(UTC))])
        self._tables.run(_ADVANCE, [len(new)])
        self._tables.run(_FORGET, [KEPT])

    def stream(self, after: int = 0, limit: int = 1000) -> list[Signal]:
        """Return the signals after a number, oldest first."""
        return [build(Signal, row) for row in self._tables.rows(_STREAM, [after, limit])]

    def last_signal(self) -> int:
        """Return the number of the newest signal, 0 for none yet."""
        return self._tables.count("SELECT last FROM stream_ends")
