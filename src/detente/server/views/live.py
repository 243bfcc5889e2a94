"""Feeds, watches, alerts and the stream's signals as screens show them."""

from __future__ import annotations

from collections.abc import Iterable

from detente.records import Alert, Feed, Signal, Watch
from detente.server.views.incidents import card_json
from detente.server.views.relations import shift_json
from detente.server.views.words import Json, moment
from detente.store import Store
from detente.store.codec import plain


def feed_json(feed: Feed) -> Json:
    """Return a feed and how it does."""
    return {
        "id": feed.id,
        "url": feed.url,
        "kind": feed.kind,
        "state": feed.state,
        "last_ok_at": moment(feed.last_ok_at),
        "last_error": feed.last_error,
        "next_at": moment(feed.next_at),
        "articles": feed.articles,
    }


def alert_json(alert: Alert, watches: Iterable[Watch]) -> Json:
    """Return an alert with what it stands on and what would make it wrong, under the name of its watch."""
    name = next((watch.name for watch in watches if watch.id == alert.watch), None)
    return {**plain(alert), "watch_name": name, "at": moment(alert.at)}


def watch_json(watch: Watch) -> Json:
    """Return a watch; of its webhook only whether it has one: the address may hold a secret."""
    told = plain(watch)
    told.pop("secret_env")
    return {**told, "id": watch.id, "webhook": told["webhook"] is not None}


def signal_json(store: Store, signal: Signal) -> Json:
    """Return what a signal is about, as its own list shows it; one that has gone since says so."""
    told: Json | None = None
    if signal.kind == "incident":
        row = store.screens.card(signal.ref)
        told = card_json(row) if row else None
    elif signal.kind == "shift":
        told = next((shift_json(one) for one in store.screens.shifts(ids=(signal.ref,))), None)
    elif signal.kind == "alert":
        alert = store.watching.alert(signal.ref)
        told = alert_json(alert, store.watching.watches()) if alert else None
    elif signal.kind == "feed":
        feed = store.watching.feed(signal.ref)
        told = feed_json(feed) if feed else None
    return told if told is not None else {"id": signal.ref, "gone": True}
