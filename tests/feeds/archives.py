"""Archives made for the tests."""

from __future__ import annotations


def warc_record(
    uri: str,
    body: bytes,
    *,
    status: str = "200 OK",
    media_type: str = "text/html; charset=utf-8",
    headers: str = "",
    date: str = "2020-01-02T03:04:05Z",
    kind: str = "response",
) -> bytes:
    payload = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {date}\r\nWARC-Record-ID: <urn:uuid:{uri}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def pages(number: int) -> list[bytes]:
    return [f"<html><title>Page {i}</title><p>Two groups met in town {i}.</p></html>".encode() for i in range(number)]
