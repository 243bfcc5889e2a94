"""What hosts ask of robots (RFC 9309): which addresses to leave alone, and how long to wait between two questions."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from detente.feeds.wire import AGENT, Guard, ask
from detente.records.errors import UnreachableInput

if TYPE_CHECKING:
    from protego import Protego

_BYTES = 500 * 1024
"""RFC 9309, 2.5: at least so much must be read; more is nobody's robots.txt."""

_KEPT, _RETRIED = 24 * 3600.0, 600.0
"""Seconds: a day, as the RFC says, and ten minutes where the file could not be had."""


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    rules: Protego | None
    reachable: bool


class Robots:
    """The rules of the hosts met so far. One thread may ask for one host at a time."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._hosts: dict[str, _Rules] = {}

    def allows(self, url: str) -> bool:
        """Whether `url` may be fetched. Raises `UnreachableInput` when the host can't be asked now: then nothing of it may be fetched."""
        found = self._rules(url)
        if not found.reachable:
            raise UnreachableInput("its robots.txt can't be had, so nothing there is fetched for now")
        return found.rules is None or bool(found.rules.can_fetch(url, AGENT))

    def delay(self, url: str) -> float:
        """Return the seconds that the host wants between two questions, 0 where it doesn't say; asks nobody."""
        known = self._hosts.get(_host(url))
        said = known.rules.crawl_delay(AGENT) if known and known.rules else None
        return float(said) if said else 0.0

    def _rules(self, url: str) -> _Rules:
        host = _host(url)
        known = self._hosts.get(host)
        if known is None or known.until < time.monotonic():
            known = self._hosts[host] = self._asked(host)
        return known

    def _asked(self, host: str) -> _Rules:
        """Ask: 1. an answer holds for a day; 2. no such file (4xx): all is allowed; 3. trouble: nothing is, for ten minutes."""
        from protego import Protego

        now = time.monotonic()
        try:
            with ask(f"{host}/robots.txt", self._guard) as reply:
                if 400 <= reply.status < 500:
                    return _Rules(now + _KEPT, None, True)
                if reply.status >= 300:
                    return _Rules(now + _RETRIED, None, False)
                body = bytearray()
                while len(body) < _BYTES and (part := reply.read(_BYTES - len(body))):
                    body += part
        except UnreachableInput:
            return _Rules(now + _RETRIED, None, False)
        return _Rules(now + _KEPT, Protego.parse(body.decode("utf-8", "replace")), True)


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
