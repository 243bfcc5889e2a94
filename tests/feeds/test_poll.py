from __future__ import annotations

import gzip
import time
from collections.abc import Iterator

import pytest

from detente.feeds import Limits
from detente.feeds.poll import Reader
from detente.feeds.robots import Robots
from detente.feeds.wire import Guard
from detente.records import Capture, Refusal
from tests.playing import EMPTY, HTML, LOOPBACK, Site, atom, drip, moved, page, playing, rss, sitemap, status, tagged

MIB = 1 << 20
GUARD = Guard(LOOPBACK, Limits(page_bytes=MIB, connect_seconds=1.0, fetch_seconds=2.0))


@pytest.fixture
def site() -> Iterator[Site]:
    with playing() as found:
        yield found


@pytest.fixture
def reader() -> Reader:
    return Reader(GUARD)


def test_a_feed_is_asked_again_only_for_what_is_new(site: Site, reader: Reader) -> None:
    site.answers["/rss"] = tagged(rss("/a", "http://other.example/b"), '"one"')
    first = reader.look(site.at("/rss"))
    assert [entry.key for entry in first.entries] == [site.at("/a"), "http://other.example/b"]
    again = reader.look(site.at("/rss"), first.etag, first.last_modified)
    assert (again.unchanged, again.etag, again.entries, again.error) == (True, '"one"', (), None)
    site.answers["/rss"] = page(rss("/c"), Last_Modified="Fri, 14 Nov 2014 09:00:00 GMT")
    third = reader.look(site.at("/rss"), again.etag)
    assert third.last_modified == "Fri, 14 Nov 2014 09:00:00 GMT"
    reader.look(site.at("/rss"), third.etag, third.last_modified)
    assert site.headers[-1]["If-Modified-Since"] == third.last_modified


@pytest.mark.parametrize(
    ("body", "keys"), [(atom("/a", "/b"), ["/a", "/b"]), (sitemap("/a"), ["/a"]), (rss("/a", "/a"), ["/a"]), (EMPTY, [])]
)
def test_kinds_of_lists(site: Site, reader: Reader, body: bytes, keys: list[str]) -> None:
    site.answers["/feed"] = page(gzip.compress(body), Content_Encoding="gzip")
    looked = reader.look(site.at("/feed"))
    assert ([entry.key for entry in looked.entries], looked.error) == ([site.at(key) for key in keys], None)


def test_an_index_of_sitemaps_is_looked_into(site: Site, reader: Reader) -> None:
    site.answers |= {"/index": page(sitemap("/one", "/two", index=True)), "/one": page(sitemap("/a", "/b"))}
    looked = reader.look(site.at("/index"))
    assert [entry.key for entry in looked.entries] == [site.at("/a"), site.at("/b")]
    assert looked.error
    assert "404" in looked.error


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page(HTML), "an HTML page titled “Please log in”"),
        (page(b"hello there"), "neither RSS"),
        (page(b'{"a": 1}'), "neither RSS"),
        (page(b"<opml><body/></opml>"), "<opml>"),
        (page(b""), "broken_feed"),
        (page(b"<rss><channel><ti"), "broken XML at line 1"),
        (status(500, b"oops"), "500"),
        (status(404, HTML), "404"),
        (status(304), "304"),
        (page(b"<rss>" + b" " * (MIB + 1) + b"</rss>"), "oversized_input"),
        (page(gzip.compress(b"<rss>" + bytes(200 * MIB))), "oversized_input"),
        (page(gzip.compress(rss("/a") * 100)[:-9]), "broken_archive"),
        (moved("/self"), "redirects"),
        (moved("http://10.0.0.1/rss"), "address inside"),
        (moved("http://[::ffff:192.168.0.1]/rss"), "address inside"),
        (moved("http://169.254.169.254/latest/meta-data"), "address inside"),
        (moved("file:///etc/hosts"), "no http"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_goes_wrong_has_words(site: Site, reader: Reader, answer: object, words: str) -> None:
    site.answers["/self"] = answer  # type: ignore[assignment]
    looked = reader.look(site.at("/self"))
    assert looked.error
    assert words in looked.error
    assert (looked.entries, looked.etag) == ((), None)


def test_a_feed_that_breaks_off_gives_what_came_before_and_is_asked_whole_again(site: Site, reader: Reader) -> None:
    site.answers["/rss"] = page(rss("/a", "/b", broken=True), ETag='"x"')
    looked = reader.look(site.at("/rss"))
    assert len(looked.entries) == 2
    assert looked.error
    assert looked.error.startswith("broken XML")
    assert looked.etag is None


def test_entities_are_not_expanded_and_no_file_is_read(site: Site, reader: Reader) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hosts">]>'
    site.answers["/rss"] = page(f"{bomb}<rss><channel><item><title>x&b;&f;</title><link>/a</link></item></channel></rss>".encode())
    (entry,) = reader.look(site.at("/rss")).entries
    assert entry.said
    assert b"aaaa" not in entry.said.body
    assert b"localhost" not in entry.said.body


def test_a_server_that_drips_is_left_when_the_time_is_up(site: Site) -> None:
    site.answers["/rss"] = drip(5.0)
    started = time.monotonic()
    looked = Reader(Guard(LOOPBACK, Limits(connect_seconds=1.0, fetch_seconds=0.3))).look(site.at("/rss"))
    assert looked.error
    assert "too long" in looked.error
    assert time.monotonic() - started < 1.5


def test_loopback_is_refused_unless_it_is_allowed(site: Site) -> None:
    site.answers["/rss"] = page(EMPTY)
    looked = Reader(Guard()).look(site.at("/rss"))
    assert looked.error
    assert "address inside" in looked.error
    assert site.asked == []


def test_a_name_is_looked_up_once_and_connected_to_as_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads outside when checked and inside when connected to would pass a guard that looks it up twice."""
    import socket

    looked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *args: object, **more: object) -> object:
        if host == "rebinding.example":
            looked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 9))]
        return real(host, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    looked_at = Reader(Guard(limits=GUARD.limits)).look("http://rebinding.example/rss")
    assert looked_at.error
    assert "address inside" in looked_at.error
    assert looked == ["rebinding.example"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "fc00::1",
    ],
)
def test_addresses_inside(address: str) -> None:
    assert not Guard().admits(address)


def test_pages(site: Site, reader: Reader) -> None:
    site.answers |= {
        "/a": page(b"<p>Two groups met.</p>", Content_Type="text/html"),
        "/pdf": page(b"%PDF-1.4 x"),
        "/busy": status(503, Retry_After="7"),
    }
    (capture,) = reader.fetch(site.at("/a"), "feed").found
    assert isinstance(capture, Capture)
    assert (capture.url, capture.media_type, capture.feed) == (site.at("/a"), "text/html", "feed")
    (refusal,) = reader.fetch(site.at("/pdf"), "feed").found
    assert isinstance(refusal, Refusal)
    busy, gone = reader.fetch(site.at("/busy"), "feed"), reader.fetch(site.at("/gone"), "feed")
    assert (busy.again, busy.wait, gone.again) == (True, 7.0, False)


def test_robots(site: Site) -> None:
    robots = Robots(GUARD)
    site.answers |= {"/a": page(b"x y"), "/inner/b": page(b"x y")}
    site.answers["/robots.txt"] = page(b"User-agent: *\nDisallow: /inner\nAllow: /inner/but\nCrawl-delay: 3\n")
    polite = Reader(GUARD, robots)
    assert polite.fetch(site.at("/a"), "feed").found
    refused = polite.fetch(site.at("/inner/b"), "feed")
    assert (refused.error, refused.again) == ("robots.txt asks not to fetch it", False)
    assert robots.allows(site.at("/inner/but"))
    assert robots.delay(site.at("/a")) == 3.0
    assert site.paths() == ["/a"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("answer", "fetched"), [(status(404), True), (status(403), True), (status(503), False), (page(b"\xff\xfe\x00junk"), True)]
)
def test_without_robots_txt_all_is_allowed_and_with_trouble_nothing(site: Site, answer: object, fetched: bool) -> None:
    site.answers |= {"/robots.txt": answer, "/a": page(b"x y")}  # type: ignore[dict-item]
    found = Reader(GUARD, Robots(GUARD)).fetch(site.at("/a"), "feed")
    assert bool(found.found) is fetched
    assert found.again is not fetched
