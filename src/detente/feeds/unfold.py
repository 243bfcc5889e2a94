"""What a stream of bytes holds: one page, or an archive, lines, a feed; packed or not."""

from __future__ import annotations

from collections.abc import Iterator

from detente.feeds.origin import Origin
from detente.feeds.sniff import SNIFFED, Kind, sniff
from detente.feeds.streams import Gunzip, Readable, Stream
from detente.records import Capture, Refusal
from detente.records.errors import BinaryInput, BrokenArchive, ExpandingArchive, RefusedInput, UnreadablePage

BINARY_HINT = "Détente reads HTML, plain text, JSON, WARC, RSS and Atom, plain or gzipped"


def unfold(source: Readable, origin: Origin) -> Iterator[Capture | Refusal]:
    """Yield what `source` holds, in its order. Whatever can't be taken becomes a refusal; what came before it stays."""
    try:
        yield from _unfold(Stream(source), origin, origin.limits.nesting)
    except RefusedInput as error:
        yield origin.refusal(error)
    except OSError as error:
        yield origin.refusal(BrokenArchive(f"reading stopped: {error.strerror or error}"))


def _unfold(stream: Stream, origin: Origin, nesting: int) -> Iterator[Capture | Refusal]:
    kind, detail = sniff(stream.peek(SNIFFED))
    match kind:
        case Kind.EMPTY:
            stream.read(1)  # a gzip that broke before its first byte says so here
            raise UnreadablePage("there is nothing in it (0 bytes)")
        case Kind.BINARY:
            raise BinaryInput(f"{detail}, not text", hint=BINARY_HINT)
        case Kind.GZIP if nesting == 0:
            raise ExpandingArchive("gzip inside gzip, again and again", hint="unpack it yourself and take the result")
        case Kind.GZIP:
            yield from _unfold(Stream(Gunzip(stream, origin.limits)), origin, nesting - 1)
        case Kind.WARC:
            from detente.feeds.warc import records

            yield from records(stream, origin)
        case Kind.JSON:
            from detente.feeds.jsonl import records as json_records

            yield from json_records(stream, origin)
        case Kind.FEED:
            from detente.feeds.syndication import entries

            yield from entries(stream, origin)
        case Kind.PAGE:
            yield from _page(stream, origin)


def _page(stream: Stream, origin: Origin) -> Iterator[Capture | Refusal]:
    limit = origin.limits.page_bytes
    body, broken = stream.up_to(limit + 1)
    if len(body) > limit:
        yield origin.oversized()
        return
    yield origin.capture(body)
    if broken:
        raise broken
