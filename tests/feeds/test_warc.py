from __future__ import annotations

import gzip
import re
import zlib
from datetime import UTC, datetime

import pytest

from tests.feeds.archives import pages, warc_record

PACKED = "Content-Encoding: gzip\r\n"
ARCHIVE = b"".join(warc_record(f"http://paper.example/{i}", page) for i, page in enumerate(pages(5)))


@pytest.mark.parametrize(
    "data", [ARCHIVE, gzip.compress(ARCHIVE), b"".join(gzip.compress(part) for part in (ARCHIVE[:900], ARCHIVE[900:]))]
)
def test_each_page_with_what_the_archive_says_of_it(take, data):
    captures, refusals = take(data)
    assert refusals == []
    assert [capture.body for capture in captures] == pages(5)
    assert captures[3].url == "http://paper.example/3"
    assert captures[3].fetched_at == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert captures[3].media_type == "text/html; charset=utf-8"
    assert len({capture.feed for capture in captures}) == 5


def test_what_is_no_page_is_passed_over(take):
    data = (
        warc_record("http://a/request", b"", kind="request")
        + warc_record("http://a/image", b"\x89PNG", media_type="image/png")
        + warc_record("http://a/moved", b"moved", status="301 Moved")
        + warc_record("http://a/gone", b"gone", status="404 Not Found")
        + warc_record("http://a/page", b"Two groups met.", media_type="text/plain")
    )
    captures, refusals = take(data)
    assert [capture.url for capture in captures] == ["http://a/page"]
    assert refusals == []


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", lambda body: chunked(gzip.compress(body))),
        ("Content-Encoding: gzip\r\n", bytes),
        ("Transfer-Encoding: chunked\r\n", bytes),
    ],
)
def test_encodings_are_undone_and_false_claims_forgiven(take, headers, encode):
    body = pages(1)[0]
    captures, refusals = take(warc_record("http://a/1", encode(body), headers=headers))
    assert [capture.body for capture in captures] == [body]
    assert refusals == []


def test_one_bad_record_costs_only_itself(take):
    bad = gzip.compress(pages(1)[0] * 50)
    data = (
        ARCHIVE
        + warc_record("http://a/bad", bad[:20] + b"\xff" * 20 + bad[40:], headers=PACKED)
        + warc_record("http://a/lie", b"\x89PNG\r\n\x1a\n")
        + warc_record("http://a/void", b"")
        + warc_record("http://a/last", b"The last page.")
    )
    captures, refusals = take(data)
    assert len(captures) == 6
    assert captures[-1].body == b"The last page."
    assert [refusal.code for refusal in refusals] == ["broken_archive", "binary_input", "unreadable_page"]


def test_large_records_are_refused_unread(take):
    data = warc_record("http://a/large", b"a" * 5000) + warc_record(
        "http://a/bomb", gzip.compress(b"b" * 5000), headers="Content-Encoding: gzip\r\n"
    )
    captures, refusals = take(data + ARCHIVE, page_bytes=1000)
    assert len(captures) == 5
    assert [refusal.code for refusal in refusals] == ["oversized_input", "oversized_input"]


@pytest.mark.parametrize("cut", [3, 20, 100, 200, 330, 400])
def test_a_truncated_archive_keeps_what_came_before(take, cut):
    for data in (ARCHIVE[:-cut], gzip.compress(ARCHIVE, 0)[:-cut]):
        captures, refusals = take(data)
        assert [capture.body for capture in captures[:1]] == pages(1)
        assert [refusal.code for refusal in refusals] == ["broken_archive"]


def test_garbage_in_between_is_told(take):
    captures, refusals = take(ARCHIVE + b"garbage\r\n\r\n" + ARCHIVE)
    assert len(captures) == 10
    assert [refusal.code for refusal in refusals] == ["broken_archive"]
    assert f"after {len(ARCHIVE) - 4} bytes" in refusals[0].detail or f"after {len(ARCHIVE)} bytes" in refusals[0].detail


RECORDS = [warc_record(f"http://paper.example/{i}", page) for i, page in enumerate(pages(5))]


@pytest.mark.parametrize(
    "damaged",
    [
        RECORDS[1] + b"\x00\xffno record\nat all\n" * 50,
        bytes(range(256)) * 2000,
        RECORDS[1][40:],
        RECORDS[1].replace(b"WARC/1", b"XARC/1", 1),
        RECORDS[1].replace(b"Content-Length", b"Cont@nt-Length", 1),
        RECORDS[1][:-200],
        re.sub(rb"Content-Length: \d+", b"Content-Length: 60", RECORDS[1], count=1),
    ],
    ids=["garbage behind", "half a megabyte of garbage", "head cut off", "no WARC line", "no length", "body cut off", "length too small"],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_reading_goes_on_at_the_next_record(take, damaged, pack):
    captures, refusals = take(pack(RECORDS[0] + damaged + b"".join(RECORDS[2:])))
    bodies = [capture.body for capture in captures]
    assert bodies[0] == pages(5)[0]
    assert bodies[-3:] == pages(5)[2:]
    assert [refusal.code for refusal in refusals][-1:] == ["broken_archive"]
    assert [capture.url for capture in captures[-3:]] == [f"http://paper.example/{i}" for i in (2, 3, 4)]
    assert len(captures) == len({capture.url for capture in captures})


def test_damage_twice_is_refused_twice(take):
    captures, refusals = take(RECORDS[0] + b"one\n" + RECORDS[1] + b"two\n" + RECORDS[2])
    assert [capture.body for capture in captures] == pages(3)
    assert len({refusal.feed for refusal in refusals}) == 2


def test_words_like_a_record_s_head_in_a_page_are_no_record(take):
    quoted = b"<html><p>A file begins so:\nWARC/1.0\nand goes on, the two groups said.</html>"
    captures, refusals = take(warc_record("http://a/quote", quoted) + b"junk\n" + RECORDS[0])
    assert [capture.body for capture in captures] == [quoted, pages(1)[0]]
    assert len(refusals) == 1
