"""One question over HTTP(S), asked plainly: no cookies, no scripts; bounded in redirects, time and size.

An address is looked up once, checked, and connected to as checked, so that a name can't point elsewhere the second time; each redirect is
checked like the first. Addresses inside (loopback, private, link-local, and what tunnels to them) are refused unless allowed:
a list of URLs from outside must not reach into a network. Time is one budget for all of it: a server that drips bytes gains nothing.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from detente.feeds.limits import Limits
from detente.records.errors import UnreachableInput

AGENT = "detente"
_MOVED = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"User-Agent": f"{AGENT}/0.1 (conflict news reader)", "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
EVERYWHERE = ("0.0.0.0/0", "::/0")


@dataclass(frozen=True, slots=True)
class Guard:
    """Where to go and how far: `allowed` are networks inside that may be asked all the same."""

    allowed: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def admits(self, address: str) -> bool:
        """Whether a numeric address may be connected to.

        >>> Guard().admits("93.184.215.14"), Guard().admits("::ffff:10.0.0.1"), Guard(("10.0.0.0/8",)).admits("10.0.0.1")
        (True, False, True)
        """
        found = ipaddress.ip_address(address.split("%")[0])
        networks = [ipaddress.ip_network(network) for network in self.allowed]
        return any(found in network for network in networks) or all(map(_public, _meant(found)))


def _public(address: Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _meant(address: Address) -> list[Address]:
    """Return the address, or those that it stands for: IPv4 inside of IPv6 in its several dresses."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)] if address in _NAT64 else [address]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, the address it came from in the end, and a body still to be read."""

    status: int
    reason: str
    url: str
    headers: http.client.HTTPMessage
    response: http.client.HTTPResponse

    def read(self, size: int, /) -> bytes:
        """Return 1 to `size` bytes; b"" at the end. Raises `UnreachableInput` when the time is up or the connection breaks."""
        with _explained():
            return self.response.read1(size)


@contextlib.contextmanager
def ask(url: str, guard: Guard, headers: Mapping[str, str] | None = None) -> Iterator[Reply]:
    """Get `url`, following redirects. Yields whatever the server answers in the end; raises `UnreachableInput` when there is no answer."""
    deadline = time.monotonic() + guard.limits.fetch_seconds
    for _ in range(guard.limits.redirects + 1):
        with contextlib.ExitStack() as stack:
            with _explained():
                reply = _once(url, guard, {**_HEADERS, **(headers or {})}, deadline)
            stack.callback(reply.response.close)
            moved = reply.headers.get("Location") if reply.status in _MOVED else None
            if moved is None:
                yield reply
                return
        with _explained():
            url = urljoin(url, moved)
    raise UnreachableInput(f"more than {guard.limits.redirects} redirects")


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise UnreachableInput("the server takes too long", hint="download it yourself and take the file") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreachableInput(f"can't be fetched: {error or type(error).__name__}") from None


def post(url: str, body: bytes, guard: Guard, headers: Mapping[str, str]) -> tuple[int, str]:
    """Post `body` and return the answer's status and reason; redirects are not followed. Raises `UnreachableInput`."""
    with _explained():
        reply = _once(url, guard, {**_HEADERS, **headers}, time.monotonic() + guard.limits.fetch_seconds, body)
        reply.response.close()
    return reply.status, reply.reason


def _once(url: str, guard: Guard, headers: Mapping[str, str], deadline: float, body: bytes | None = None) -> Reply:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreachableInput(f"{url!r} is no http or https address")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(parts.hostname, port)
    sock = _connected(parts.hostname, port, guard, deadline)
    try:
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)
        given: Any = _Timed(sock, deadline, guard.limits.connect_seconds)
        connection.sock = given
        connection.request("POST" if body is not None else "GET", _target(parts), body, dict(headers))
        response = connection.getresponse()
    except BaseException:
        sock.close()
        raise
    return Reply(response.status, response.reason, url, response.headers, response)


def _target(parts: SplitResult) -> str:
    """Return path and query as they may stand in a request: what feeds write unquoted (spaces, letters) is quoted."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(path, safe="/?%:@!$&'()*+,;=~#[]-._")


def _connected(host: str, port: int, guard: Guard, deadline: float) -> socket.socket:
    """Connect to the first address of `host` that answers; every address must be one that the guard admits."""
    found = [info[4][:2] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(guard.admits(str(address[0])) for address in found):
        raise UnreachableInput(f"{host} is an address inside, not on the public web", hint="allow it with --allow-private")
    last: OSError = OSError(f"{host} has no address")
    for address in found:
        try:
            return socket.create_connection((str(address[0]), int(address[1])), timeout=_left(deadline, guard.limits.connect_seconds))
        except OSError as error:
            last = error
    raise last


def _left(deadline: float, most: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, most)


class _Timed:
    """A socket as `http.client` uses one, which waits for each piece a while, and for all of them until the deadline."""

    def __init__(self, sock: socket.socket, deadline: float, seconds: float) -> None:
        self._sock, self._deadline, self._seconds = sock, deadline, seconds

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_left(self._deadline, self._seconds))
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Pieces(self._sock, self._deadline, self._seconds))

    def close(self) -> None:
        self._sock.close()


class _Pieces(io.RawIOBase):
    """What a socket sends, piece by piece."""

    def __init__(self, sock: socket.socket, deadline: float, seconds: float) -> None:
        self._sock, self._deadline, self._seconds = sock, deadline, seconds
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        self._sock.settimeout(_left(self._deadline, self._seconds))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
