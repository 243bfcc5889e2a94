"""Bytes as they come: a stream that can be peeked into, and gzip unpacked within limits. Nothing here holds more than a page."""

from __future__ import annotations

import zlib
from typing import Protocol

from detente.feeds.limits import Limits
from detente.records.errors import BrokenArchive, ExpandingArchive

CHUNK = 1 << 16


class Readable(Protocol):
    """Anything that gives up to `size` bytes, and none at its end."""

    def read(self, size: int, /) -> bytes:
        """Return 1 to `size` bytes; b"" means the end."""
        ...


class Stream:
    """A readable with a look ahead and a position. Short reads of the source (pipes, sockets) are hidden from `peek` and `line`."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._ahead = b""
        self._position = 0

    def peek(self, size: int) -> bytes:
        """Return up to `size` bytes without taking them; fewer only at the end. A source that breaks here breaks again in `read`."""
        while len(self._ahead) < size:
            try:
                more = self._source.read(CHUNK)
            except BrokenArchive as error:
                self._source = _Broken(error)
                break
            if not more:
                break
            self._ahead += more
        return self._ahead[:size]

    def read(self, size: int = CHUNK) -> bytes:
        """Take 1 to `size` bytes; b"" at the end."""
        data = self._ahead[:size] if self._ahead else self._source.read(size)
        self._ahead = self._ahead[len(data) :]
        self._position += len(data)
        return data

    def tell(self) -> int:
        """Return how many bytes were taken. FastWARC asks for it."""
        return self._position

    def line(self, limit: int) -> bytes:
        """Take one line with its end, or its first `limit` bytes; b"" at the end."""
        taken = bytearray()
        while len(taken) < limit:
            block = self.peek(CHUNK)
            if not block:
                break
            end = block.find(b"\n") + 1
            taken += self.read(min(end or len(block), limit - len(taken)))
            if taken.endswith(b"\n"):
                break
        if not taken:
            self.read(1)  # lets a source that broke in `peek` say so
        return bytes(taken)

    def skip_line(self) -> None:
        """Drop what is left of the current line."""
        while (part := self.line(CHUNK)) and not part.endswith(b"\n"):
            pass

    def up_to(self, limit: int) -> tuple[bytes, BrokenArchive | None]:
        """Take all that is left, but not more than `limit` bytes, and say if the source broke on the way."""
        parts: list[bytes] = []
        left = limit
        try:
            while left and (part := self.read(min(left, CHUNK))):
                parts.append(part)
                left -= len(part)
        except BrokenArchive as error:
            return b"".join(parts), error
        return b"".join(parts), None


class _Broken:
    """A source known to be broken: every read says so."""

    def __init__(self, error: BrokenArchive) -> None:
        self._error = error

    def read(self, _size: int, /) -> bytes:
        raise self._error


class Gunzip:
    """Gzip of one or many members, unpacked as it is read.

    Raises `BrokenArchive` where the data ends or is damaged, after all that came before was given;
    `ExpandingArchive` when it unpacks to far more than it weighs.
    """

    def __init__(self, source: Readable, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._member: zlib._Decompress | None = None
        self._held = b""
        self._packed = 0
        self._unpacked = 0

    def read(self, size: int, /) -> bytes:
        """Return 1 to `size` unpacked bytes; b"" after the last member."""
        while self._member or self._start():
            out = self._inflate(size)
            if out:
                return out
        return b""

    def _inflate(self, size: int) -> bytes:
        member = self._member
        assert member is not None
        data = member.unconsumed_tail or self._take()
        try:
            out = member.decompress(data, size)
        except zlib.error as error:
            raise BrokenArchive(f"damaged gzip data after {self._packed} bytes: {error}") from None
        if member.eof:
            self._member, self._held = None, member.unused_data
        elif not data and not out:
            raise BrokenArchive(
                f"the gzip data ends too early, after {self._packed} bytes", hint="fetch the file again; what came before was kept"
            )
        self._weigh(len(out))
        return out

    def _take(self) -> bytes:
        data, self._held = self._held or self._source.read(CHUNK), b""
        self._packed += len(data)
        return data

    def _start(self) -> bool:
        """Begin the next member, if there is one. Zeros after the last one are padding."""
        while len(self._held) < 2 and (more := self._source.read(CHUNK)):
            self._held = (self._held + more).lstrip(b"\0") if self._unpacked else self._held + more
        self._held = self._held.lstrip(b"\0")
        if not self._held:
            return False
        if not self._held.startswith(b"\x1f\x8b"):
            raise BrokenArchive(f"what follows the first {self._packed} bytes of gzip data is no gzip")
        self._member = zlib.decompressobj(wbits=31)
        return True

    def _weigh(self, size: int) -> None:
        self._unpacked += size
        limits = self._limits
        bulging = self._unpacked > limits.expansion_floor and self._unpacked > limits.expansion_ratio * self._packed
        if bulging or self._unpacked > limits.expansion_bytes:
            raise ExpandingArchive(
                f"{self._packed} bytes of gzip data unpack to more than {self._unpacked}",
                hint="if it is what it says, unpack it yourself and take the result",
            )
