from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from lxml import etree

from detente.feeds.wire import Guard
from detente.live.documents import json_feed, rss
from detente.live.posting import deliver, deliveries
from detente.records import Alert, Delivery, Evidence, Watch
from tests.playing import LOOPBACK

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> & \x00 ]]> “war”"
EVIDENCE = Evidence("evt_1", "art_1", 3, 9, HOSTILE, "The <b>Paper</b>", None)
WATCH = Watch("foes", secret_env="DETENTE_TEST_SECRET")
ALERT = Alert("alt_1", WATCH.id, NOW, "incident", "inc_1", f"ASSAULT: {HOSTILE}", (EVIDENCE,), 2, ("its one origin is wrong",))


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Any]:
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        server.got, server.status = [], 204  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def delivery(receiver: Any, attempts: int = 0) -> Delivery:
    return Delivery("alt_1", f"http://127.0.0.1:{receiver.server_port}/hook", "waiting", attempts, NOW)


def test_an_alert_is_posted_signed(receiver: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_TEST_SECRET", "hush")
    assert deliver(delivery(receiver), ALERT, WATCH, Guard(LOOPBACK)).state == "sent"
    ((headers, body),) = receiver.got
    expected = hmac.new(b"hush", headers["Detente-Timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["Detente-Signature"] == f"v1={expected}"
    told = json.loads(body)
    assert (told["id"], told["watch"]["name"], told["would_be_wrong_if"]) == ("alt_1", "foes", ["its one origin is wrong"])
    assert abs(int(headers["Detente-Timestamp"]) - datetime.now(UTC).timestamp()) < 60


@pytest.mark.parametrize(
    ("status", "attempts", "state"),
    [(503, 0, "waiting"), (429, 3, "waiting"), (503, 19, "given_up"), (400, 0, "given_up"), (302, 0, "given_up")],
)
def test_what_is_not_taken_is_tried_again_or_given_up(
    receiver: Any, monkeypatch: pytest.MonkeyPatch, status: int, attempts: int, state: str
) -> None:
    monkeypatch.setenv("DETENTE_TEST_SECRET", "hush")
    receiver.status = status
    found = deliver(delivery(receiver, attempts), ALERT, WATCH, Guard(LOOPBACK))
    assert (found.state, found.attempts) == (state, attempts + 1)
    assert str(status) in (found.last_error or "")
    assert state != "waiting" or (found.next_at - datetime.now(UTC)).total_seconds() == pytest.approx(10 * 2**attempts, abs=3)


def test_nothing_is_posted_unsigned_or_inside(receiver: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_TEST_SECRET", raising=False)
    assert "DETENTE_TEST_SECRET" in (deliver(delivery(receiver), ALERT, WATCH, Guard(LOOPBACK)).last_error or "")
    monkeypatch.setenv("DETENTE_TEST_SECRET", "hush")
    assert "address inside" in (deliver(delivery(receiver), ALERT, WATCH, Guard()).last_error or "")
    assert receiver.got == []


def test_only_watches_with_a_webhook_deliver() -> None:
    hooked = Watch("foes", webhook="https://desk.example/", secret_env="DETENTE_X")
    assert deliveries([ALERT], [WATCH], NOW) == []
    assert deliveries([ALERT], [hooked], NOW) == [Delivery("alt_1", "https://desk.example/", "waiting", 0, NOW)]


def test_documents_are_sound_and_hostile_words_stay_words() -> None:
    root = etree.fromstring(rss([ALERT], "http://127.0.0.1:8600"))
    (item,) = root.iter("item")
    assert item.findtext("link") == "http://127.0.0.1:8600/#/incident/inc_1"
    assert item.findtext("pubDate") == "Fri, 02 Jan 2026 03:04:05 GMT"
    assert "<script>" not in (item.findtext("description") or "")
    assert "&lt;script&gt;" in (item.findtext("description") or "")
    feed = json.loads(json_feed([ALERT], "http://127.0.0.1:8600"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["_detente"]["origins"] == 2
    assert "would be wrong if its one origin is wrong" in feed["items"][0]["content_text"]
