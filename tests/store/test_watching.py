from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from detente.records import Alert, Delivery, Evidence, Feed, Watch
from detente.store import Store
from detente.store import watching as room

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FEED = Feed("fed_1", "https://paper.example/rss", "syndication")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def alert(number: int, watch: str = "wch_1") -> Alert:
    evidence = Evidence(f"evt_{number}", "art_1", 3, 20, "Two groups met.", "The Paper", None)
    return Alert(f"alt_{number}", watch, NOW + timedelta(seconds=number % 2), "incident", f"inc_{number}", "met", (evidence,), 2, ("x",))


def test_a_feed_comes_back_as_it_was_kept(store):
    worn = replace(FEED, state="failing", last_ok_at=NOW, last_error="404", next_at=NOW, articles=7, failures=2, etag='"a"')
    for feed in (FEED, worn):
        store.watching.put_feed(feed)
        assert store.watching.feed("fed_1") == feed
        assert store.watching.feeds() == [feed]
    store.watching.keep_feeds(["fed_2"])
    assert store.watching.feeds() == []


def test_a_change_of_a_feed_is_a_signal_and_a_mere_poll_is_none(store):
    for feed in (FEED, replace(FEED, next_at=NOW), replace(FEED, state="ok", next_at=NOW)):
        store.watching.put_feed(feed)
    assert [(one.kind, one.ref) for one in store.watching.stream()] == [("feed", "fed_1")] * 2


def test_what_was_fetched_is_remembered_for_its_feed(store):
    store.watching.remember("fed_1", ["a", "b"], NOW)
    store.watching.remember("fed_1", ["b"])
    assert store.watching.fetched("fed_1", ["a", "b", "c"]) == {"a", "b"}
    assert store.watching.fetched("fed_2", ["a"]) == store.watching.fetched("fed_1", []) == set()


def test_a_watch_is_one_with_its_name(store):
    rule = Watch("foes", ("shift",), ("Upland", "Lowland"), size=0.4, categories=("ASSAULT",))
    store.watching.put_watch(rule)
    store.watching.put_watch(replace(rule, size=0.5))
    assert store.watching.watches() == [replace(rule, size=0.5)]
    assert store.watching.watch(rule.id) == replace(rule, size=0.5)
    assert store.watching.drop_watch(rule.id)
    assert not store.watching.drop_watch(rule.id)


def test_alerts_are_given_once_and_read_newest_first(store):
    assert store.watching.add_alerts([alert(1), alert(2, "wch_2"), alert(3)]) == [alert(1), alert(2, "wch_2"), alert(3)]
    assert store.watching.add_alerts([alert(1), alert(4)]) == [alert(4)]
    assert [one.ref for one in store.watching.alerts(limit=2)] == ["inc_4", "inc_3"]
    assert [one.ref for one in store.watching.alerts(before="alt_3")] == ["inc_2", "inc_1"]
    assert [one.ref for one in store.watching.alerts(watch="wch_2")] == ["inc_2"]
    assert store.watching.alert("alt_1") == alert(1)
    assert [one.ref for one in store.watching.stream()] == ["alt_1", "alt_2", "alt_3", "alt_4"]


def test_deliveries_are_due_when_their_time_has_come(store):
    waiting = Delivery("alt_1", "https://desk.example/hook", "waiting", 1, NOW, "503")
    later = replace(waiting, alert_id="alt_2", next_at=NOW + timedelta(hours=1))
    for one in (waiting, later, replace(waiting, alert_id="alt_3", state="sent")):
        store.watching.put_delivery(one)
    assert store.watching.due(NOW) == [waiting]
    assert len(store.watching.deliveries()) == 3


def test_signals_are_numbered_for_ever_and_the_oldest_go(store, monkeypatch):
    monkeypatch.setattr(room, "KEPT", 3)
    store.watching.signal([("incident", "a"), ("shift", "b")], NOW)
    store.watching.signal([])
    store.watching.signal([("incident", "c"), ("alert", "d")], NOW)
    assert [(one.id, one.ref, one.at) for one in store.watching.stream(1)] == [(2, "b", NOW), (3, "c", NOW), (4, "d", NOW)]
    assert [one.id for one in store.watching.stream()] == [2, 3, 4]
    assert [one.id for one in store.watching.stream(2, 1)] == [3]
    assert store.watching.last_signal() == 4
