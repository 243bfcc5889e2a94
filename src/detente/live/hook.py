"""The hook of `detente watch`: programs on this machine post pages to it. `detente serve` has its own, with tokens, at /api/captures.

Listens on loopback only. Browsers say where they come from (`Origin`, `Sec-Fetch-Site`): whatever another site sends is refused, and so
is a request under a name that isn't this machine's, which is how a foreign site would pass for it.
"""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from detente.feeds.limits import Limits
from detente.feeds.origin import Origin
from detente.feeds.unfold import unfold
from detente.pipeline import Taken
from detente.records import Capture, Refusal
from detente.records.errors import DetenteError

_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
Take = Callable[[Capture | Refusal], Taken]


@contextmanager
def listening(port: int, take: Take, limits: Limits | None = None) -> Iterator[int]:
    """Listen on a port of loopback (0: any free one) until the context ends; gives the port."""
    with _Server(port, take, limits or Limits()) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="detente-hook", daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, take: Take, limits: Limits) -> None:
        self.take, self.limits = take, limits
        super().__init__(("127.0.0.1", port), _Hook)


class _Hook(BaseHTTPRequestHandler):
    """POST / with a page as body; ?url= says where it is from, ?fetched= when it was fetched."""

    server: _Server
    timeout = 30

    def do_POST(self) -> None:
        """Take a page and say what became of what it holds."""
        fault = self._fault()
        if fault:
            self._answer(fault[0], {"error": {"code": "bad_request", "message": fault[1], "hint": None}})
            return
        asked = parse_qs(urlsplit(self.path).query)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        origin = Origin("hook", asked.get("url", [None])[0], self.headers.get("Content-Type"), _moment(asked), self.server.limits)
        try:
            told = [_told(self.server.take(found)) for found in unfold(io.BytesIO(body), origin)]
        except DetenteError as error:
            self._answer(503, {"error": {"code": error.code, "message": error.detail, "hint": error.hint}})
            return
        self._answer(200, {"captures": told})

    def _fault(self) -> tuple[int, str] | None:
        """Return why a request is not taken. Steps: 1. another site's; 2. another name; 3. no length, or too long."""
        if self.headers.get("Origin") or self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return 403, "no other site may post here"
        if self.headers.get("Host", "").rpartition(":")[0] not in _NAMES:
            return 403, "this machine has no such name"
        said = self.headers.get("Content-Length", "")
        if not said.isdigit():
            return 411, "the length of the page must be said"
        return (413, "larger than a page may be") if int(said) > self.server.limits.page_bytes else None

    def _answer(self, status: int, told: dict[str, Any]) -> None:
        body = json.dumps(told, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_words: object) -> None:
        """Say nothing: what is taken is in the store."""


def _told(taken: Taken) -> dict[str, Any]:
    state = "refused" if taken.refusal else "coded" if taken.coded else "known"
    article = taken.coded.article.id if taken.coded else None
    events = [event.id for event in taken.coded.coding.events] if taken.coded else []
    return {"capture": taken.capture_id, "state": state, "article": article, "events": events, "code": taken.refusal and taken.refusal.code}


def _moment(asked: dict[str, list[str]]) -> datetime:
    """Return when the page was fetched: as said, else now."""
    try:
        found = datetime.fromisoformat(asked.get("fetched", [""])[0])
    except ValueError:
        return datetime.now(UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
