from __future__ import annotations

import os

import pytest

from detente.feeds.sniff import Kind, sniff


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"\x1f\x8b\x08\x00", Kind.GZIP),
        (b"WARC/1.1\r\n", Kind.WARC),
        (b"%PDF-1.4 ...", Kind.BINARY),
        (b"PK\x03\x04 a zip", Kind.BINARY),
        (b"\x00\x01\x02\x03" * 100, Kind.BINARY),
        (bytes(range(1, 32)) * 10, Kind.BINARY),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", Kind.FEED),
        (b"<!-- hello --><feed xmlns='http://www.w3.org/2005/Atom'>", Kind.FEED),
        (b"<rdf:RDF xmlns:rdf='x'>", Kind.FEED),
        (b"<html><body><rss></body>", Kind.PAGE),
        (b'{"text": "x"}', Kind.JSON),
        (b'\xef\xbb\xbf[ {"text": "x"}]', Kind.JSON),
        (b'oops\n{"text": "x"}\n{"text": "y"}\n{"text": "z"}\n', Kind.JSON),
        (b"[Reuters] Two groups met.", Kind.PAGE),
        (b"{Two groups met}", Kind.PAGE),
        ("مجموعتان التقتا".encode(), Kind.PAGE),
        ("مجموعتان التقتا".encode("cp1256"), Kind.PAGE),
        ("Two groups met.".encode("utf-16"), Kind.PAGE),
        ("Two groups met in the town.".encode("utf-16-le"), Kind.PAGE),
        ("Две группы встретились".encode("koi8-r"), Kind.PAGE),
        ("二つの集団".encode("iso-2022-jp"), Kind.PAGE),
        (b"Two groups met.\0 " * 8 + b"They parted." * 80, Kind.PAGE),
    ],
)
def test_kinds(head, kind):
    assert sniff(head)[0] is kind


def test_random_bytes_are_binary():
    assert sniff(os.urandom(4096))[0] is Kind.BINARY
