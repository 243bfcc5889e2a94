"""JSON: one capture per line, or one document holding an object or a list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from detente.feeds.origin import Origin
from detente.feeds.streams import Stream
from detente.records import Capture, Refusal
from detente.records.errors import BadRecord

KEYS = ("text", "title", "url", "published")
HINT = 'one object a line, with any of "text", "title", "url", "published" as strings'


def records(stream: Stream, origin: Origin) -> Iterator[Capture | Refusal]:
    """Yield a capture (or a refusal) per record.

    A first line that parses means JSON lines. If it doesn't, and the rest parses as one document within the page limit,
    that document's objects are the records; else each line stands for itself.
    """
    limit = origin.limits.page_bytes
    first = stream.line(limit + 1)
    if _parse(first) is not None or len(first) > limit:
        yield from _lines(stream, origin, first)
        return
    rest, broken = stream.up_to(limit - len(first) + 1)
    document = _parse(first + rest) if not broken else None
    if isinstance(document, list):
        for number, item in enumerate(document, 1):
            yield _of(item, json.dumps(item).encode(), origin.at(number))
    elif document is not None:
        yield _of(document, first + rest, origin)
    else:
        yield from _lines(Stream(_Then(first + rest, stream)), origin, b"")
        if broken:
            raise broken


def _lines(stream: Stream, origin: Origin, first: bytes) -> Iterator[Capture | Refusal]:
    limit = origin.limits.page_bytes
    number = 0
    line = first or stream.line(limit + 1)
    while line:
        number += 1
        here = origin.at(number)
        if len(line) > limit:
            if not line.endswith(b"\n"):
                stream.skip_line()
            yield here.oversized()
        elif line.strip():
            parsed = _parse(line)
            if isinstance(parsed, list) and number == 1:
                for index, item in enumerate(parsed, 1):
                    yield _of(item, json.dumps(item).encode(), origin.at(index))
            else:
                yield _of(parsed, line.strip(), here)
        line = stream.line(limit + 1)


def _of(item: Any, body: bytes, origin: Origin) -> Capture | Refusal:
    fault = _fault(item)
    if fault:
        return origin.refusal(BadRecord(fault, hint=HINT))
    url = item.get("url") or origin.url
    return replace(origin, url=url, media_type="application/json").capture(body)


def _fault(item: Any) -> str | None:
    if item is None:
        return "not a JSON object"
    if not isinstance(item, dict):
        return f"a JSON {type(item).__name__}, not an object"
    if not any(key in item for key in KEYS):
        return f"an object with none of {', '.join(KEYS)}"
    wrong = [key for key in KEYS if not isinstance(item.get(key), str | None)]
    return f'"{wrong[0]}" is no string' if wrong else None


def _parse(data: bytes) -> Any:
    """Return the parsed value, or None for whatever does not parse (and for a bare null, which is no record either)."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


class _Then:
    """First some bytes that were read ahead, then the stream they came from."""

    def __init__(self, first: bytes, then: Stream) -> None:
        self._first = first
        self._then = then

    def read(self, size: int, /) -> bytes:
        if not self._first:
            return self._then.read(size)
        part, self._first = self._first[:size], self._first[size:]
        return part
