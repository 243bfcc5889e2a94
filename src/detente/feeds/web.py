"""One page or file over HTTP(S), and what it holds. How it is asked for, and what is refused, is `wire`'s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from detente.feeds.origin import Origin
from detente.feeds.unfold import unfold
from detente.feeds.wire import EVERYWHERE, Guard, ask
from detente.records import Capture, Refusal
from detente.records.errors import UnreachableInput


def fetch(url: str, origin: Origin, *, allow_private: bool = False) -> Iterator[Capture | Refusal]:
    """Fetch `url` and yield what it holds. Whatever goes wrong on the way is one refusal."""
    try:
        with ask(url, Guard(EVERYWHERE if allow_private else (), origin.limits)) as reply:
            if not 200 <= reply.status < 300:
                raise UnreachableInput(f"the server answered {reply.status} {reply.reason}")
            fetched = origin.fetched_at or datetime.now(UTC)
            declared = reply.headers.get("Content-Type")
            yield from unfold(reply, replace(origin, url=origin.url or reply.url, media_type=declared, fetched_at=fetched))
    except UnreachableInput as error:
        yield origin.refusal(error)
