"""Pack the readable pages of `scripts/samples/` into the demo's web archive, the same bytes each time."""

from __future__ import annotations

import gzip
from pathlib import Path

HERE = Path(__file__).parent
ARCHIVE = HERE.parent / "src/detente/cli/samples/pages/13-black-sea-bulletin.warc.gz"
PAGES = (
    ("caucasus-2023.html", "https://blackseabulletin.example/2023/09/20/karabakh-ceasefire", "2023-09-21T06:00:00Z"),
    ("caucasus-2025.html", "https://blackseabulletin.example/2025/03/13/treaty-text", "2025-03-14T06:00:00Z"),
)


def record(number: int, page: bytes, url: str, at: str) -> bytes:
    """Return one response record (WARC 1.0), gzipped as its own member."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(page) + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def main() -> None:
    records = [record(i, (HERE / "samples" / name).read_bytes(), url, at) for i, (name, url, at) in enumerate(PAGES, 1)]
    ARCHIVE.write_bytes(b"".join(records))


if __name__ == "__main__":
    main()
