from __future__ import annotations

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from detente.feeds import Limits, open_source
from detente.records import Capture, Refusal

PAGE = b"<p>Two groups met.</p>"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        bodies = {"/page": PAGE, "/gzip": gzip.compress(PAGE), "/large": b"a" * 5000, "/lines": b'{"text": "x"}\n' * 3}
        status = 200 if self.path in bodies else 302 if self.path in ("/moved", "/round", "/inward") else 404
        self.send_response(status)
        moved = {"/moved": "/page", "/round": "/round", "/inward": "file:///etc/passwd"}.get(self.path)
        if moved:
            self.send_header("Location", moved)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(bodies.get(self.path, b""))

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/page", "/gzip", "/moved"])
def test_a_page_is_fetched(server, path):
    (capture,) = open_source(server + path, allow_private=True)
    assert isinstance(capture, Capture)
    assert capture.body == PAGE
    assert capture.media_type == "text/html; charset=utf-8"
    assert capture.fetched_at is not None
    assert capture.url == server + ("/page" if path == "/moved" else path)


def test_a_url_may_hold_many(server):
    assert len(list(open_source(server + "/lines", allow_private=True))) == 3


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/round", "unreachable_input", "redirects"),
        ("/none", "unreachable_input", "404"),
        ("/inward", "unreachable_input", "no http"),
        ("/large", "oversized_input", "MiB"),
    ],
)
def test_what_goes_wrong_is_one_refusal(server, path, code, words):
    (refusal,) = open_source(server + path, allow_private=True, limits=Limits(page_bytes=1000))
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert words in refusal.detail


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0"])
def test_addresses_inside_are_refused(host):
    (refusal,) = open_source(f"http://{host}:9/", limits=Limits(connect_seconds=0.2))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unreachable_input"
    assert "inside" in refusal.detail


@pytest.mark.parametrize("url", ["http://", "http://a:b:c/", "http://[", "http://a b/"])
def test_broken_addresses_are_refused(url):
    (refusal,) = open_source(url, allow_private=True)
    assert isinstance(refusal, Refusal)


def test_a_server_that_dawdles_is_left(server):
    (refusal,) = open_source(server + "/page", allow_private=True, limits=Limits(fetch_seconds=-1.0))
    assert isinstance(refusal, Refusal)
    assert "too long" in refusal.detail
