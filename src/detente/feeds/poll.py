"""One look at a feed, and one at a page it lists: what came, what was asked not to be fetched, and what to try again later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from detente.feeds.listing import Entry, Listing, listed
from detente.feeds.origin import Origin
from detente.feeds.robots import Robots
from detente.feeds.streams import Gunzip, Stream
from detente.feeds.unfold import unfold
from detente.feeds.wire import Guard, Reply, ask
from detente.records import Capture, Refusal
from detente.records.errors import OversizedInput, RefusedInput, UnreachableInput

_SITEMAPS = 50
"""Sitemaps of one index that are looked into, newest first: 2.5 million addresses at the protocol's 50,000 each."""

_GONE = frozenset({401, 402, 403, 404, 405, 410, 451})
"""Answers that asking again does not change; 429 and 5xx do."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a feed gave: `unchanged` since the last time, or its entries; `error` in words where something went wrong.

    `wait`: seconds for which the server asked to be left alone.
    """

    entries: tuple[Entry, ...] = ()
    unchanged: bool = False
    error: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: captures and refusals; or `error`, and whether asking `again` may help."""

    found: tuple[Capture | Refusal, ...] = ()
    error: str | None = None
    again: bool = False
    wait: float = 0.0


class _Trouble(Exception):
    """An answer that is none: `again` says whether asking again may help."""

    def __init__(self, words: str, again: bool, wait: float = 0.0) -> None:
        super().__init__(words)
        self.again, self.wait = again, wait


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: within the guard, and, unless a feed says otherwise, as robots.txt wishes."""

    guard: Guard = field(default_factory=Guard)
    robots: Robots | None = None

    def look(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Looked:
        """Look at a feed, sitemap or index of sitemaps; says `unchanged` where the server does."""
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        try:
            with self._ask(url, {name: value for name, value in asked.items() if value}) as reply:
                if reply.status == 304:
                    return Looked(unchanged=True, etag=etag, last_modified=last_modified)
                listing = self._listing(reply, Origin(url, url=reply.url, limits=self.guard.limits))
                said = reply.headers.get("ETag"), reply.headers.get("Last-Modified")
        except _Trouble as trouble:
            return Looked(error=str(trouble), wait=trouble.wait)
        except RefusedInput as error:
            return Looked(error=f"{error.detail} ({error.code})")
        found, fault = (listing.entries, listing.fault) if listing.kind != "index" else self._inside(listing)
        # A feed that breaks off is asked for whole the next time: what it says of its version is of no use.
        return Looked(found, False, fault, *((None, None) if fault else said))

    def fetch(self, url: str, feed: str) -> Fetched:
        """Fetch a page. What it holds that can't be taken is a refusal; what never came is an error."""
        origin = Origin(feed, url=url, limits=self.guard.limits)
        try:
            with self._ask(url, {}) as reply:
                there = replace(origin, url=reply.url, media_type=reply.headers.get("Content-Type"), fetched_at=datetime.now(UTC))
                return Fetched(tuple(unfold(reply, there)))
        except _Trouble as trouble:
            return Fetched(error=str(trouble), again=trouble.again, wait=trouble.wait)
        except UnreachableInput as error:
            return Fetched(error=error.detail, again=True)

    @contextmanager
    def _ask(self, url: str, headers: dict[str, str]) -> Iterator[Reply]:
        """Ask, if robots.txt lets us; only a good answer, or "not modified" where that was asked, comes back."""
        if self.robots and not self.robots.allows(url):
            raise _Trouble("robots.txt asks not to fetch it", again=False)
        with ask(url, self.guard, headers) as reply:
            if not (200 <= reply.status < 300 or (reply.status == 304 and headers)):
                raise _Trouble(f"the server answered {reply.status} {reply.reason}", reply.status not in _GONE, _wait(reply))
            yield reply

    def _listing(self, reply: Reply, origin: Origin) -> Listing:
        limits = self.guard.limits
        stream = Stream(reply)
        if stream.peek(2) == b"\x1f\x8b":
            stream = Stream(Gunzip(stream, limits))
        body, broken = stream.up_to(limits.page_bytes + 1)
        if len(body) > limits.page_bytes:
            raise OversizedInput(f"larger than the {limits.page_bytes >> 20} MiB that one feed may have")
        if broken:
            raise broken
        return listed(body, origin)

    def _inside(self, index: Listing) -> tuple[tuple[Entry, ...], str | None]:
        """Return what the newest sitemaps of an index list; an index inside an index is not followed."""
        found: list[Entry] = []
        fault = index.fault
        for sitemap in sorted(index.entries, key=lambda entry: entry.at, reverse=True)[:_SITEMAPS]:
            try:
                with self._ask(sitemap.url or "", {}) as reply:
                    inner = self._listing(reply, Origin(sitemap.key, url=reply.url, limits=self.guard.limits))
                    found += inner.entries if inner.kind == "sitemap" else ()
            except (_Trouble, RefusedInput) as error:
                fault = f"{sitemap.key}: {error}"
        return tuple(found), fault


def _wait(reply: Reply) -> float:
    """Return the seconds that `Retry-After` asks for, at most a day; 0 where it asks for none."""
    said = reply.headers.get("Retry-After", "").strip()
    try:
        seconds = float(said) if said.isdigit() else (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 0.0
    return min(86400.0, max(0.0, seconds))
