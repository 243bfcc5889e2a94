"""WARC archives, record by record. FastWARC parses; the payload is decoded here, within limits, so that one bad record costs only itself.

Taken: answers (2xx), resources and conversions that say they are HTML or text. Images, scripts, redirects and requests are no captures and
are passed over.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from detente.feeds.origin import Origin
from detente.feeds.sniff import SNIFFED, Kind, sniff
from detente.feeds.streams import CHUNK, Stream
from detente.feeds.unfold import BINARY_HINT
from detente.records import Capture, Refusal
from detente.records.errors import BinaryInput, BrokenArchive, UnreadablePage

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_HEAD = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?=[A-Za-z-]{4,40}:)")
_HEAD_BYTES = 64
_HELD = 4 * CHUNK
"""FastWARC reads a chunk at a time and gives up within the first lines of what is no record."""
_DAMAGED_HINT = "reading went on at the next record; fetch the archive again for what is missing"
_BROKEN_HINT = "fetch the archive again; what came before was kept"


def records(stream: Stream, origin: Origin) -> Iterator[Capture | Refusal]:
    """Yield a capture (or a refusal) per page in the archive.

    A damaged record costs one refusal; reading goes on at the next record's head. Raises `BrokenArchive` where the archive ends too early
    or the stream itself is damaged.
    """
    source = _Tailed(stream)
    while True:
        try:
            yield from _run(source, origin)
            return
        except _Damaged as damage:
            at, detail = damage.args
            yield origin.at(at).refusal(BrokenArchive(f"damaged after {at} bytes: {detail}", hint=_DAMAGED_HINT))
            if not source.skip_to_head(at):
                return


class _Damaged(Exception):
    """What stands at a position (first argument) is no record; second argument: why."""


def _run(source: _Tailed, origin: Origin) -> Iterator[Capture | Refusal]:
    """Yield the pages up to the end or the next damage."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    given: Any = source  # FastWARC reads and asks for the position; it never seeks
    begun = source.tell()
    iterator = ArchiveIterator(given, record_types=WarcRecordType.any_type, parse_http=False, stream_detect=False)
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    end = begun
    while True:
        try:
            record = next(iterator, None)
        except (OSError, ValueError) as error:
            raise _Damaged(end, str(error)) from None
        if record is None:
            if not source.tail.endswith((b"\r\n\r\n", b"\n\n")):
                raise BrokenArchive(f"the archive ends too early, after {source.tell()} bytes", hint=_BROKEN_HINT)
            return
        end = source.end_of(record)
        if record.record_type & wanted:
            yield from _page(record, origin.at(record.stream_pos))


class _Tailed:
    """A stream that holds what it gave last, so that reading can go back to a record's head that FastWARC ran over."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._again = b""
        self._held = b""

    @property
    def tail(self) -> bytes:
        """The last four bytes given: every whole record ends with an empty line."""
        return self._held[-4:]

    def read(self, size: int = -1, /) -> bytes:
        """Take up to `size` bytes."""
        size = size if size > 0 else CHUNK
        if self._again:
            data, self._again = self._again[:size], self._again[size:]
        else:
            data = self._stream.read(size)
        self._held = (self._held + data)[-_HELD:]
        return data

    def tell(self) -> int:
        """How many bytes were taken."""
        return self._stream.tell() - len(self._again)

    def skip_to_head(self, position: int) -> bool:
        """Stand at the first head of a record behind `position`; False where there is none."""
        first = self.tell() - len(self._held)
        seen = self._held[max(0, position - first) :]
        while (found := _HEAD.search(seen)) is None:
            data = self.read()
            if not data:
                return False
            seen = seen[-_HEAD_BYTES:] + data
        self._again, self._held = seen[found.start() :] + self._again, b""
        return True

    def end_of(self, record: Any) -> int:
        """Where a record ends that was read whole; a place inside it where its head is held no more, or runs into another."""
        begin = record.stream_pos - (self.tell() - len(self._held))
        head = self._held.find(b"\r\n\r\n", begin) if begin >= 0 else -1
        if record.headers.get("Content-Length") is None or (head > 0 and _HEAD.search(self._held, begin + 1, head)):
            return int(record.stream_pos + 1)
        start = record.stream_pos if head < 0 else record.stream_pos - begin + head + 4
        return int(start + max(1, record.content_length))


def _page(record: Any, origin: Origin) -> Iterator[Capture | Refusal]:
    """Yield what one record holds: a capture, a refusal, or nothing if it is no page (or its head is cut off before its length)."""
    if record.headers.get("Content-Length") is None:
        return
    try:
        record.parse_http(auto_decode="none", quirks_mode=True)
    except OSError as error:
        yield origin.refusal(BrokenArchive(f"a record whose HTTP head can't be read: {error}"))
        return
    http = record.http_headers
    media_type = _media_type(record, http)
    if media_type not in PAGE_TYPES or (http is not None and not 200 <= (http.status_code or 200) < 300):
        return
    limit = origin.limits.page_bytes
    raw, expected = _payload(record, limit + 1)
    if len(raw) <= limit and len(raw) < expected:
        if raw:
            yield from _whole(_decoded(raw, http, limit), record, http, origin)
        raise BrokenArchive(f"the archive ends inside a record, {expected - len(raw)} bytes early", hint=_BROKEN_HINT)
    if len(raw) > limit:
        yield origin.oversized()
        return
    yield from _whole(_decoded(raw, http, limit), record, http, origin)


def _whole(body: bytes | BrokenArchive, record: Any, http: Any, origin: Origin) -> Iterator[Capture | Refusal]:
    if isinstance(body, BrokenArchive):
        yield origin.refusal(body)
    elif len(body) > origin.limits.page_bytes:
        yield origin.oversized()
    elif not body:
        yield origin.refusal(UnreadablePage("there is nothing in it (0 bytes)"))
    elif (found := sniff(body[:SNIFFED]))[0] in (Kind.BINARY, Kind.GZIP):
        yield origin.refusal(BinaryInput(f"{found[1] or 'gzip data'}, not text", hint=BINARY_HINT))
    else:
        url = record.headers.get("WARC-Target-URI") or origin.url
        declared = (http.get("Content-Type") if http is not None else None) or _media_type(record, http) or None
        fetched = record.record_date or origin.fetched_at
        yield replace(origin, url=url and url.strip("<>"), media_type=declared, fetched_at=fetched).capture(body)


def _media_type(record: Any, http: Any) -> str:
    declared = http.get("Content-Type") if http is not None else record.headers.get("Content-Type")
    return (declared or "").split(";")[0].strip().lower()


def _payload(record: Any, limit: int) -> tuple[bytes, int]:
    """Return the raw payload (up to `limit` bytes) and how long the record says it is."""
    before = record.reader.tell()
    parts: list[bytes] = []
    left = limit
    while left and (part := record.reader.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts), record.content_length - before


def _decoded(raw: bytes, http: Any, limit: int) -> bytes | BrokenArchive:
    """Undo transfer and content encodings. A head that names an encoding the bytes don't have is common: then they stay as they are."""
    if http is None:
        return raw
    if "chunked" in (http.get("Transfer-Encoding") or "").lower():
        raw = _unchunked(raw)
    encoding = (http.get("Content-Encoding") or "").strip().lower()
    try:
        if encoding in ("gzip", "x-gzip") and raw.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31).decompress(raw, limit + 1)
        if encoding == "deflate":
            return _inflated(raw, limit)
        if encoding == "br" and sniff(raw[:SNIFFED])[0] is Kind.BINARY:
            return _unbrotlied(raw, limit)
    except (zlib.error, OSError) as error:
        return BrokenArchive(f"a page whose {encoding} data is damaged: {error}")
    return raw


def _inflated(raw: bytes, limit: int) -> bytes:
    """Undo `deflate`, which servers send with and without the zlib wrapper; bytes with neither are plain."""
    for wbits in (15, -15):
        try:
            return zlib.decompressobj(wbits=wbits).decompress(raw, limit + 1)
        except zlib.error:
            continue
    return raw


def _unbrotlied(raw: bytes, limit: int) -> bytes:
    import io

    from fastwarc.stream_io import BrotliReader

    reader = BrotliReader(io.BytesIO(raw))
    out = bytearray()
    while len(out) <= limit and (part := reader.read(limit + 1 - len(out))):
        out += part
    return bytes(out)


def _unchunked(raw: bytes) -> bytes:
    """Join the chunks of a chunked body; a body that isn't chunked after all is returned as it is."""
    out = bytearray()
    at = 0
    while at < len(raw):
        end = raw.find(b"\n", at, at + 1024)
        size_text = raw[at:end].split(b";")[0].strip() if end > 0 else b""
        try:
            size = int(size_text, 16)
        except ValueError:
            return bytes(out) or raw
        if size <= 0:
            break
        out += raw[end + 1 : end + 1 + size]
        at = end + 1 + size
        at += 2 if raw[at : at + 2] == b"\r\n" else 1
    return bytes(out)
