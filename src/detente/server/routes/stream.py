"""/api/stream: what is new, as it comes, over server-sent events. A client that was away goes on after its Last-Event-ID."""

from __future__ import annotations

import time
from collections.abc import AsyncIterable
from typing import Annotated, Any

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from detente.server.library import Library
from detente.server.views.live import signal_json

router = APIRouter(tags=["live"])
POLL = 0.3
"""Seconds between looks: an empty look costs 0.4 ms, and an arrival has 2 s to reach the screen."""
LASTS = 3600.0
"""Seconds after which a stream ends; browsers open it again by themselves and go on where they were."""
_AT_ONCE = 200
_RETRY = 2000
_LARGEST = 1 << 62


@router.get("/stream", response_class=EventSourceResponse)
async def stream(
    request: Request,
    last_event_id: Annotated[str | None, Header(max_length=20, description="Go on after this one; browsers send it by themselves.")] = None,
    after: Annotated[int | None, Query(ge=0, le=_LARGEST, description="The same, for programs.")] = None,
) -> AsyncIterable[ServerSentEvent]:
    """Send incidents, shifts, alerts and feeds as they are new or change: event = kind, data = the thing, id = a growing number.

    Only the newest signals are kept. Who asks for older ones, or for one that this store never gave, is sent `missed` first: read the
    lists anew.
    """
    library: Library = request.app.state.library
    asked = int(last_event_id) if last_event_id and last_event_id.isdecimal() else after
    last = await run_sync(_newest, library) if asked is None else asked
    ends = time.monotonic() + request.app.state.stream_seconds
    newest = await run_sync(_newest, library) if asked is not None else last
    last = min(last, newest)
    yield ServerSentEvent(comment="open", id=str(last), retry=_RETRY)
    if asked is not None and asked > newest:  # a number of another store, or of this one before it was made anew
        yield _missed(asked, newest)
    while True:
        news = await run_sync(_news, library, last)
        if news and news[0][0] > last + 1:  # numbers have no gaps: what is between was kept no longer
            yield _missed(last, news[0][0] - 1)
        for number, kind, told in news:
            last = number
            yield ServerSentEvent(event=kind, id=str(number), data=told)
        if time.monotonic() >= ends:
            return
        if not news:
            await anyio.sleep(POLL)


def _missed(after: int, until: int) -> ServerSentEvent:
    return ServerSentEvent(event="missed", id=str(until), data={"after": after, "until": until})


def _newest(library: Library) -> int:
    with library.reader() as store:
        return store.watching.last_signal()


def _news(library: Library, after: int) -> list[tuple[int, str, dict[str, Any]]]:
    with library.reader() as store:
        return [(signal.id, signal.kind, signal_json(store, signal)) for signal in store.watching.stream(after, _AT_ONCE)]
