"""Who may ask what. Every request passes here before any route, every answer on its way out.

1. Host: a loopback server answers to loopback names only, so that no foreign name can be rebound to it.
2. Origin: what another site's page sends is refused, reading or writing: by `Sec-Fetch-Site`, and for writes by `Origin`.
3. Token: where one is set, a bearer token or the cookie that the first visit with `?token=` leaves; reading and writing have their own.
4. Size: no body is larger than the largest page that Détente takes.
5. Headers: scripts, styles and data from here alone; nothing sniffed, framed or leaked as a referrer.
"""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.server.errors import told

COOKIE = "detente_token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_BODY = 20 << 20
"""Bytes: the largest page that is taken (`feeds.limits`)."""

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask: `token` reads and writes, `read_token` only reads; without either, everybody who reaches the address may.

    `hosts` are the names that the server answers to; empty = any (only behind a token).
    """

    token: str | None = field(default=None, repr=False)
    read_token: str | None = field(default=None, repr=False)
    hosts: frozenset[str] = _LOOPBACK
    largest: int = _BODY

    @property
    def open(self) -> bool:
        """Whether no token is asked for."""
        return self.token is None and self.read_token is None

    def admits(self, given: str, write: bool) -> bool:
        """Whether a token is good for reading, or for writing. Compared in constant time."""
        known = [self.token] if write else [self.token, self.read_token]
        return any(hmac.compare_digest(given.encode(), one.encode()) for one in known if one)


def loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone.

    >>> loopback("127.0.0.1"), loopback("localhost"), loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """The checks, around an app."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        answer = self._answer(scope, Headers(scope=scope))
        guarded = _with_headers(send)
        if answer is not None:
            await answer(scope, receive, guarded)
        else:
            await self._app(scope, _bounded(receive, self._rules.largest), guarded)

    def _answer(self, scope: Scope, headers: Headers) -> Response | None:
        """Return a refusal or a redirect, or None where the request may pass."""
        write = scope["method"] not in _SAFE
        host = headers.get("host", "")
        if self._rules.hosts and _name(host) not in self._rules.hosts:
            return told(421, "unknown_host", "this server does not answer to that name", "use the address that `detente serve` printed")
        if _foreign(headers, host, write):
            return told(403, "foreign_site", "another site may not ask here", "open the address itself")
        if not self._rules.open and (refusal := self._without_token(scope, headers, write)):
            return refusal
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or len(declared) > 12 or int(declared) > self._rules.largest:
            return _too_large(self._rules.largest)
        return None

    def _without_token(self, scope: Scope, headers: Headers, write: bool) -> Response | None:
        """Return what is answered to somebody without a good token: the page that sets the cookie, or a refusal; None if it is good."""
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        if "token" in asked and not write and not scope["path"].startswith("/api") and self._rules.admits(asked["token"], False):
            rest = urlencode({name: value for name, value in asked.items() if name != "token"})
            answer = RedirectResponse(f"/?{rest}" if rest else "/", status_code=303)
            answer.set_cookie(COOKIE, asked["token"], httponly=True, samesite="strict", secure=scope["scheme"] == "https", path="/")
            return answer
        given = _token(headers)
        if given and self._rules.admits(given, write):
            return None
        if given and write and self._rules.admits(given, False):
            return told(403, "read_token", "this token may only read", "use the token that may write")
        refusal = told(401, "no_token", "a token is asked for here", "send `Authorization: Bearer TOKEN`, or open /?token=TOKEN")
        refusal.headers["www-authenticate"] = "Bearer"
        return refusal


def _name(host: str) -> str:
    """Return the name of a Host header without its port, in lower case.

    >>> _name("LocalHost:8000"), _name("[::1]:8000")
    ('localhost', '[::1]')
    """
    end = host.find("]") + 1 if host.startswith("[") else len(host.split(":", 1)[0])
    return host[:end].lower()


def _foreign(headers: Headers, host: str, write: bool) -> bool:
    """Whether a page of another site sends this. Following a link to here (a navigation) is no harm, and carries no cookie."""
    site = headers.get("sec-fetch-site")
    if site in ("cross-site", "same-site") and (write or headers.get("sec-fetch-mode") != "navigate"):
        return True
    origin = headers.get("origin")
    return write and origin is not None and origin.partition("://")[2].lower() != host.lower()


def _token(headers: Headers) -> str | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return cookie.value if cookie else None


def _too_large(most: int) -> Response:
    return told(413, "oversized_input", f"more than {most >> 20} MiB", "send a page at a time, or use `detente take`")


def _bounded(receive: Receive, most: int) -> Receive:
    """Count what comes in, whatever length was declared."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413, f"more than {most >> 20} MiB")  # the only kind that passes through FastAPI's reading of a body
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-cache, private")
        await send(message)

    return wrapped
