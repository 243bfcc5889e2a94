from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.feeds.origin import Origin
from detente.feeds.unfold import unfold
from detente.records import Capture, Refusal
from tests.feeds.archives import pages, warc_record


def test_a_page_is_taken_as_it_came(take):
    captures, refusals = take("<p>Zwei Gruppen trafen sich.</p>".encode("latin-1"))
    assert [capture.body for capture in captures] == ["<p>Zwei Gruppen trafen sich.</p>".encode("latin-1")]
    assert refusals == []


def test_gzip_of_a_page_is_the_page(take):
    captures, refusals = take(gzip.compress(b"Two groups met."))
    assert [capture.body for capture in captures] == [b"Two groups met."]
    assert refusals == []


def test_gzip_members_follow_each_other_and_zeros_are_padding(take):
    captures, refusals = take(gzip.compress(b"Two ") + gzip.compress(b"groups") + b"\0" * 700)
    assert [capture.body for capture in captures] == [b"Two groups"]
    assert refusals == []


def test_a_truncated_gzip_keeps_what_came_before(take):
    text = b"".join(b"%d groups met in town %d. " % (i, i * i) for i in range(20_000))
    captures, refusals = take(gzip.compress(text)[:-5000])
    assert len(captures) == 1
    assert text.startswith(captures[0].body)
    assert len(captures[0].body) > len(text) // 2
    assert [refusal.code for refusal in refusals] == ["broken_archive"]


@pytest.mark.parametrize("data", [b"\x1f\x8b", gzip.compress(b"x")[:11], b"\x1f\x8b\x08" + b"\xff" * 50])
def test_gzip_broken_from_the_start_is_a_refusal(take, data):
    captures, refusals = take(data)
    assert captures == []
    assert [refusal.code for refusal in refusals] == ["broken_archive"]


def test_garbage_after_gzip_is_told(take):
    captures, refusals = take(gzip.compress(b"Two groups met.") + b"garbage")
    assert [capture.body for capture in captures] == [b"Two groups met."]
    assert [refusal.code for refusal in refusals] == ["broken_archive"]


def bomb(lines: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    block = b'{"text": "x"}' + b" " * 100_000 + b"\n"
    return b"".join(packer.compress(block) for _ in range(lines)) + packer.flush()


def test_a_bomb_of_lines_is_stopped(take):
    captures, refusals = take(bomb(200), expansion_floor=1 << 20)
    assert 0 < len(captures) < 50
    assert [refusal.code for refusal in refusals] == ["expanding_archive"]


def test_a_bomb_of_one_page_costs_no_more_memory_than_a_page():
    packer = zlib.compressobj(9, wbits=31)
    data = b"".join(packer.compress(b"a" * (1 << 20)) for _ in range(300)) + packer.flush()
    tracemalloc.start()
    found = list(unfold(io.BytesIO(data), Origin("here")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [item.code for item in found if isinstance(item, Refusal)] == ["oversized_input"]
    assert peak < 64 << 20


def test_gzip_in_gzip_ends(take):
    data = b"Two groups met."
    for _ in range(12):
        data = gzip.compress(data)
    captures, refusals = take(data)
    assert captures == []
    assert [refusal.code for refusal in refusals] == ["expanding_archive"]


def test_limits_on_one_page(take):
    assert [refusal.code for refusal in take(b"a" * 101, page_bytes=100)[1]] == ["oversized_input"]
    assert len(take(b"a" * 100, page_bytes=100)[0]) == 1


def test_nothing_is_a_refusal(take):
    for data in (b"", gzip.compress(b"")):
        captures, refusals = take(data)
        assert captures == []
        assert [(refusal.stage, refusal.code) for refusal in refusals] == [("feeds", "unreadable_page")]


def test_ids_of_refusals_are_stable_and_differ_by_place():
    def one(feed: str) -> str:
        (item,) = unfold(io.BytesIO(b""), Origin(feed))
        assert isinstance(item, Refusal)
        return item.capture_id

    assert one("a") == one("a") != one("b")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 600), st.sampled_from(["warc", "gzip", "json", "rss"]))
def test_no_bytes_raise(noise: bytes, at: int, kind: str):
    whole = {
        "warc": b"".join(warc_record(f"http://a/{i}", page) for i, page in enumerate(pages(2))),
        "gzip": gzip.compress(b"".join(pages(20))),
        "json": b'{"text": "Two groups met."}\n' * 20,
        "rss": b"<rss><channel><item><title>Two groups met</title></item></channel></rss>",
    }[kind]
    for data in (noise, whole[:at], whole[:at] + noise + whole[at:]):
        for item in unfold(io.BytesIO(data), Origin("here")):
            assert isinstance(item, Capture | Refusal)
