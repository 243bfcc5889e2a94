"""A site on loopback that plays all that sites do: feeds that change, break, stall and bloat, log-in pages, redirects elsewhere."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LOOPBACK = ("127.0.0.0/8",)
HTML = b"<!DOCTYPE html><html><head><title>Please log in</title></head><body><p>Members only.</p></body></html>"
EMPTY = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Quiet</title></channel></rss>'


def rss(*links: str, broken: bool = False) -> bytes:
    """A feed of these links; a broken one ends in the middle of a tag."""
    items = "".join(f"<item><title>Page {link}</title><link>{link}</link></item>" for link in links)
    whole = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return whole.encode()[:-20] if broken else whole.encode()


def atom(*links: str) -> bytes:
    entries = "".join(f'<entry><id>{link}</id><title>P</title><link href="{link}"/><updated>2014-11-14</updated></entry>' for link in links)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{entries}</feed>'.encode()


def sitemap(*links: str, index: bool = False) -> bytes:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    urls = "".join(f"<{inner}><loc>{link}</loc><lastmod>2014-11-14</lastmod></{inner}>" for link in links)
    return f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</{outer}>'.encode()


Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, time.monotonic()))
        self.site.headers.append(dict(self.headers))
        self.site.answers.get(self.path, status(404))(self)

    def send(self, body: bytes, code: int = 200, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


class Site:
    """Answers by path; `asked` are the paths and moments of all questions."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, float]] = []
        self.headers: list[dict[str, Any]] = []

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def at(self, path: str) -> str:
        return self.url + path


def page(body: bytes, **headers: str) -> Answer:
    return lambda handler: handler.send(body, **headers)


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda handler: handler.send(body, code, **headers)


def moved(to: str) -> Answer:
    return status(302, Location=to)


def tagged(body: bytes, etag: str) -> Answer:
    """Answers 304 to whoever knows the tag."""
    return lambda handler: handler.send(b"", 304) if handler.headers.get("If-None-Match") == etag else handler.send(body, ETag=etag)


def drip(seconds: float) -> Answer:
    """Sends its head a byte at a time, without end."""

    def answer(handler: Handler) -> None:
        with contextlib.suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                handler.wfile.write(b"z")
                handler.wfile.flush()
                time.sleep(0.02)
        handler.close_connection = True

    return answer


@contextlib.contextmanager
def playing() -> Iterator[Site]:
    handler = type("Playing", (Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        httpd.daemon_threads = True
        site = Site(httpd.server_port)
        handler.site = site  # type: ignore[attr-defined]
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            httpd.shutdown()
            thread.join()
