from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from detente.bench.million import fill
from detente.pipeline import Taken
from detente.records import Capture, Feed, Judgement, Refusal
from detente.store import Store, watching

Serving = Callable[..., TestClient]


def signals(client: TestClient, **headers: str) -> list[dict[str, Any]]:
    """Return the events of the stream up to now."""
    text = client.get("/api/stream" if headers else "/api/stream?after=0", headers=headers).text
    found = [dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":")) for block in text.split("\n\n")]
    return [{**one, "data": json.loads(one["data"])} for one in found if "data" in one]


def test_the_stream_tells_what_is_new_and_goes_on_where_one_was(serving: Serving, fresh: Store) -> None:
    client = serving()
    for i in range(3):
        fresh.watching.put_feed(Feed(f"feed_{i}", f"https://paper.example/{i}", "syndication"))
    told = signals(client)
    assert [(one["event"], one["data"]["id"]) for one in told] == [("feed", f"feed_{i}") for i in range(3)]
    again = signals(client, **{"Last-Event-ID": told[1]["id"]})
    assert [one["id"] for one in again] == [told[2]["id"]]
    assert signals(client, **{"Last-Event-ID": told[2]["id"]}) == []


def test_who_was_away_for_too_long_is_told_what_was_missed(serving: Serving, fresh: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "KEPT", 2)
    for i in range(5):
        fresh.watching.signal([("feed", f"feed_{i}")])
    client = serving()
    told = signals(client, **{"Last-Event-ID": "1"})
    assert [(one["event"], one["id"]) for one in told] == [("missed", "3"), ("feed", "4"), ("feed", "5")]
    assert told[0]["data"] == {"after": 1, "until": 3}
    assert [one["event"] for one in signals(client, **{"Last-Event-ID": "3"})] == ["feed", "feed"]


def test_a_number_of_another_store_is_not_waited_for(serving: Serving, fresh: Store) -> None:
    fresh.watching.signal([("feed", "feed_1")])
    client = serving()
    (told,) = signals(client, **{"Last-Event-ID": "700"})
    assert (told["event"], told["id"], told["data"]) == ("missed", "1", {"after": 700, "until": 1})


def test_what_has_gone_since_says_so(serving: Serving, fresh: Store) -> None:
    fresh.watching.signal([("incident", "inc_gone"), ("shift", "shf_gone"), ("alert", "alr_gone")])
    assert [one["data"]["gone"] for one in signals(serving())] == [True, True, True]


def test_a_new_client_hears_only_what_comes(serving: Serving, fresh: Store) -> None:
    fresh.watching.signal([("feed", "feed_1")])
    assert "data:" not in serving().get("/api/stream").text


def test_alerts_are_paged_and_keep_the_webhook_to_themselves(client: TestClient) -> None:
    first = client.get("/api/alerts?limit=1").json()
    second = client.get(f"/api/alerts?limit=1&cursor={first['next']}").json()
    assert [one["items"][0]["id"] for one in (first, second)] == ["alr_b", "alr_a"]
    assert second["next"] is None
    assert first["items"][0]["would_be_wrong_if"] == ["one origin"]
    assert first["items"][0]["watch_name"] == "talks"
    assert client.get(f"/api/alerts?watch={first['items'][0]['watch']}").json()["items"]
    assert client.get("/api/alerts?watch=wch_other").json()["items"] == []
    watches = client.get("/api/watches")
    assert watches.json()["items"][0]["webhook"] is True
    assert "hook.example" not in watches.text
    assert "SECRET" not in watches.text


def test_a_watch_is_kept_changed_and_dropped(serving: Serving) -> None:
    client = serving()
    kept = client.post("/api/watches", json={"name": "talks", "categories": ["consult"], "score": 0.5}).json()
    assert kept["categories"] == ["CONSULT"]
    changed = client.post("/api/watches", json={"name": "talks", "score": 0.9}).json()
    assert changed["id"] == kept["id"]
    assert [one["score"] for one in client.get("/api/watches").json()["items"]] == [0.9]
    assert client.delete(f"/api/watches/{kept['id']}").status_code == 204
    assert client.delete(f"/api/watches/{kept['id']}").status_code == 404
    assert client.post("/api/watches", json={"name": "x", "categories": ["WAR"]}).status_code == 400
    assert client.post("/api/watches", json={"name": "x", "webhook": "http://10.0.0.1/"}).status_code == 422


class Told:
    """A desk that notes what it is given."""

    def __init__(self) -> None:
        self.captures: list[Capture] = []
        self.decided: list[Judgement] = []

    def take(self, capture: Capture) -> Taken:
        self.captures.append(capture)
        return Taken("hook", refusal=Refusal(capture.id, "reading", "unreadable_page", "no text in it"))

    def decide(self, judgement: Judgement) -> None:
        self.decided.append(judgement)


def test_the_hook_hands_a_page_on_as_it_came(serving: Serving) -> None:
    desk = Told()
    answer = serving(desk=desk).post(
        "/api/captures?url=https://paper.example/1&fetched=2024-05-01T10:00:00%2B02:00",
        content=b"<p>They met.",
        headers={"content-type": "text/html"},
    )
    assert answer.json() | {"capture": ""} == {
        "capture": "", "state": "refused", "article": None, "events": 0, "code": "unreadable_page", "detail": "no text in it",
    }  # fmt: skip
    (capture,) = desk.captures
    assert (capture.body, capture.url, capture.media_type) == (b"<p>They met.", "https://paper.example/1", "text/html")
    assert capture.fetched_at is not None
    assert capture.fetched_at.isoformat() == "2024-05-01T08:00:00+00:00"


def test_nobody_at_the_desk_takes_no_page(serving: Serving) -> None:
    assert serving().post("/api/captures", content=b"x").json()["error"]["code"] == "not_live"


@pytest.mark.parametrize("body", [{"left": "evt_x", "right": "evt_y", "verdict": "same", "by": "ann"}])
def test_a_judgement_on_unknown_events_is_refused(serving: Serving, body: dict[str, str]) -> None:
    assert serving().post("/api/judgements", json=body).status_code == 404


def test_a_judgement_is_kept_as_a_person_s(serving: Serving, fresh: Store) -> None:
    fill(fresh, 16)
    client = serving()
    left, right = (one["id"] for one in client.get("/api/events?limit=2").json()["items"])
    body = {"left": right, "right": left, "verdict": "different", "by": "ann", "detail": "two days apart"}
    assert client.post("/api/judgements", json=body).status_code == 201
    (kept,) = fresh.judgements()
    assert (kept.by, kept.verdict, {kept.left, kept.right}) == ("person:ann", "different", {left, right})
    assert client.post("/api/judgements", json={**body, "right": right}).status_code == 400


def test_a_reading_server_writes_nothing(serving: Serving) -> None:
    answer = serving(read_only=True).post("/api/watches", json={"name": "x"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "read_only")
