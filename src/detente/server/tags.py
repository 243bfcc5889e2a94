"""ETags: what is answered a second time with nothing new in it is answered as 304, without a body. Streams pass untouched."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Tags:
    """Adds an ETag, the hash of the body, to each GET answer of the API, and honours If-None-Match."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold a JSON answer until it is whole, tag it, and send it or 304."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("if-none-match", "")
        held: list[Message] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200 and _whole(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body"):
                    await _send_tagged(held, asked, send)

        await self._app(scope, receive, hold)


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
