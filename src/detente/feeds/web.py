"""One page or file over HTTP(S), fetched plainly: no cookies, no scripts. Bounded in size, time and redirects.

An address is looked up once, checked, and connected to as checked, so that a name can't point elsewhere the second time.
Addresses inside (loopback, private, link-local) are refused unless allowed: a list of URLs from outside must not reach into a network.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from detente.feeds.origin import Origin
from detente.feeds.unfold import unfold
from detente.records import Capture, Refusal
from detente.records.errors import UnreachableInput

_MOVED = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"User-Agent": "detente/0.1 (conflict news reader)", "Accept": "*/*", "Accept-Encoding": "gzip"}


def fetch(url: str, origin: Origin, *, allow_private: bool = False) -> Iterator[Capture | Refusal]:
    """Fetch `url` and yield what it holds. Whatever goes wrong on the way is one refusal."""
    deadline = time.monotonic() + origin.limits.fetch_seconds
    connection = None
    try:
        connection, response, final = _follow(url, origin, deadline, allow_private)
        declared = response.getheader("Content-Type")
        there = replace(origin, url=origin.url or final, media_type=declared, fetched_at=origin.fetched_at or datetime.now(UTC))
        yield from unfold(_Timed(response, deadline), there)
    except UnreachableInput as error:
        yield origin.refusal(error)
    except (OSError, http.client.HTTPException, ValueError) as error:
        yield origin.refusal(UnreachableInput(f"can't be fetched: {error or type(error).__name__}"))
    finally:
        if connection:
            connection.close()


@dataclass(frozen=True, slots=True)
class _Timed:
    """The body of an answer, up to a moment."""

    response: http.client.HTTPResponse
    deadline: float

    def read(self, size: int, /) -> bytes:
        if time.monotonic() > self.deadline:
            raise UnreachableInput("the server takes too long to send it", hint="download it yourself and take the file")
        return self.response.read1(size)


def _follow(
    url: str, origin: Origin, deadline: float, allow_private: bool
) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse, str]:
    for _ in range(origin.limits.redirects + 1):
        parts = urlsplit(url)
        connection = _connection(parts, origin.limits.connect_seconds, allow_private)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=_HEADERS)
        response = connection.getresponse()
        moved = response.getheader("Location") if response.status in _MOVED else None
        if moved is None:
            if not 200 <= response.status < 300:
                connection.close()
                raise UnreachableInput(f"the server answered {response.status} {response.reason}")
            return connection, response, url
        connection.close()
        url = urljoin(url, moved)
        if time.monotonic() > deadline:
            raise UnreachableInput("the server takes too long to answer")
    raise UnreachableInput(f"more than {origin.limits.redirects} redirects")


def _connection(parts: SplitResult, seconds: float, allow_private: bool) -> http.client.HTTPConnection:
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreachableInput(f"{parts.geturl()!r} is no http or https address")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    sock = _connect(parts.hostname, port, seconds, allow_private)
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=seconds)
    if parts.scheme == "https":
        sock = ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)
    connection.sock = sock
    return connection


def _connect(host: str, port: int, seconds: float, allow_private: bool) -> socket.socket:
    """Connect to the first address of `host` that answers; every address must be a public one."""
    found = [info[4][:2] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not allow_private and not all(ipaddress.ip_address(str(address[0]).split("%")[0]).is_global for address in found):
        raise UnreachableInput(f"{host} is an address inside, not on the public web", hint="allow it with --allow-private")
    last: OSError = OSError(f"{host} has no address")
    for address in found:
        try:
            return socket.create_connection((str(address[0]), int(address[1])), timeout=seconds)
        except OSError as error:
            last = error
    raise last
