"""ETags: what is answered a second time with nothing new in it is answered as 304, without a body. Streams pass untouched.

The first screens (timeline, map and network without a filter) are also kept as they were sent, until anything is written.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT = 32
"""Answers kept: some dozen days of the network and each width of the timeline; the largest has 1 MB."""

_FIRST = {"/api/timeline": {"bucket"}, "/api/map": {"limit"}, "/api/network": {"at", "roll_up", "min_weight"}}


class Tags:
    """Adds an ETag, the hash of the body, to each GET answer of the API, and honours If-None-Match."""

    def __init__(self, app: ASGIApp, revision: Callable[[], int], kept: int = KEPT) -> None:
        """`revision` tells how often anything was written; `kept` is how many answers are kept, 0 for none."""
        self._app, self._revision, self._most = app, revision, kept
        self._kept: OrderedDict[tuple[str, bytes], tuple[int, list[Message]]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold a JSON answer until it is whole, tag it, and send it or 304."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("if-none-match", "")
        key, now = (scope["path"], scope["query_string"]), self._revision()
        if key in self._kept and self._kept[key][0] == now:
            await _send_tagged([{**message, **_headers(message)} for message in self._kept[key][1]], asked, send)
            return
        held: list[Message] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200 and _whole(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body"):
                    self._keep(key, now, held)
                    await _send_tagged(held, asked, send)

        await self._app(scope, receive, hold)

    def _keep(self, key: tuple[str, bytes], revision: int, held: list[Message]) -> None:
        """Keep the answer to a question of the first screens; the oldest goes."""
        names = {name for name, _ in parse_qsl(key[1].decode("latin-1"))}
        if self._most and key[0] in _FIRST and names <= _FIRST[key[0]]:
            self._kept.pop(key, None)
            self._kept[key] = revision, [{**message, **_headers(message)} for message in held]
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _headers(message: Message) -> Message:
    """Return a copy of a message's headers, which are added to on the way out."""
    return {"headers": list(message["headers"])} if "headers" in message else {}


def _whole(start: Message) -> bool:
    """Whether an answer has an end: all but the event stream."""
    return not Headers(raw=start["headers"]).get("content-type", "").startswith("text/event-stream")


async def _send_tagged(held: list[Message], asked: str, send: Send) -> None:
    start, body = held[0], b"".join(message.get("body", b"") for message in held[1:])
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = MutableHeaders(scope=start)
    headers["etag"] = tag
    if asked == "*" or tag in (part.strip().removeprefix("W/") for part in asked.split(",")):
        del headers["content-length"]
        await send({**start, "status": 304})
        await send({"type": "http.response.body", "body": b""})
        return
    await send(start)
    await send({"type": "http.response.body", "body": body})
