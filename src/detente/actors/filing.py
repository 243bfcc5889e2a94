"""The register's index: where in the file each name, sound and actor stands, so that loading reads nothing and a look-up reads a line.

A hash table on disk, for each kind of key: `starts[b]` to `starts[b + 1]` are the places in `lines` where those keys stand whose CRC-32
ends in the bits of `b`; a line's place is its first byte in `register.tsv`, and lines of one bucket keep the file's order. Whoever looks
up compares the key itself, so a shared bucket costs time and nothing else. `index_of` makes the file from the register, the same bytes
every time; it knows no actor and no date.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

STRONG = 2
SLIP_LENGTHS = range(6, 41)  # one letter of five is too much of a name; forty letters are a sentence

_MAGIC = b"DTRX0001"
_HEAD = struct.Struct("<8sII")
_COUNT = struct.Struct("<I")
_WELL_KNOWN = (b"group:", b"org:", b"state:", b"person:")


@dataclass(frozen=True, slots=True)
class Buckets:
    """One hash table: key → places of the lines that may hold it."""

    starts: Sequence[int]
    lines: Sequence[int]

    def lines_of(self, key: bytes) -> Sequence[int]:
        """Return the places of the lines in a key's bucket, in the file's order."""
        bucket = zlib.crc32(key) & (len(self.starts) - 2)
        return self.lines[self.starts[bucket] : self.starts[bucket + 1]]


@dataclass(frozen=True, slots=True)
class Index:
    """The whole index: `size` of the register in bytes, `tail` where the actors end, `lengths` the well-known names by length.

    `lengths.starts[n]` to `lengths.starts[n + 1]` are the names of n letters, each once.
    """

    size: int
    tail: int
    keys: Buckets
    sounds: Buckets
    actors: Buckets
    lengths: Buckets


def index_of(data: bytes) -> bytes:
    """Return the index of a register, as it is written to disk."""
    rows = list(_rows(data))
    tail = next((place for place, cells in rows if cells[0] not in b"ANFR"), len(data))
    names = [(place, cells) for place, cells in rows if cells[0] == b"N"]
    tables = (
        _buckets((cells[1], place) for place, cells in names),
        _buckets((cells[5], place) for place, cells in names if cells[5]),
        _buckets((cells[1], place) for place, cells in rows if cells[0] == b"A"),
        _by_length(rows),
    )
    parts = [_HEAD.pack(_MAGIC, len(data), tail)]
    for table in tables:
        for numbers in (table.starts, table.lines):
            parts += [_COUNT.pack(len(numbers)), struct.pack(f"<{len(numbers)}I", *numbers)]
    return b"".join(parts)


def read_index(data: bytes) -> Index:
    """Read an index; ValueError for anything that is none."""
    try:
        magic, size, tail = _HEAD.unpack_from(data)
        sections, at = [], _HEAD.size
        for _ in range(8):
            (count,) = _COUNT.unpack_from(data, at)
            at += _COUNT.size
            sections.append(_numbers(data[at : at + 4 * count], count))
            at += 4 * count
    except struct.error as error:
        raise ValueError("it is cut off") from error
    if magic != _MAGIC or at != len(data):
        raise ValueError("it is no index of this version")
    keys, sounds, actors, lengths = (Buckets(*sections[i : i + 2]) for i in range(0, 8, 2))
    return Index(size, tail, keys, sounds, actors, lengths)


def _numbers(data: bytes, count: int) -> array[int]:
    numbers = array("I", data) if len(data) == 4 * count else None
    if numbers is None:
        raise ValueError("it is cut off")
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _rows(data: bytes) -> Iterator[tuple[int, list[bytes]]]:
    place = 0
    for line in data.split(b"\n"):
        if line:
            yield place, line.split(b"\t")
        place += len(line) + 1


def _buckets(told: Iterable[tuple[bytes, int]]) -> Buckets:
    """Return the hash table of keys and places: as many buckets as keys, rounded up to a power of two."""
    pairs = list(told)
    number = 1 << max(1, (len(pairs) - 1).bit_length())
    return _sorted_into(number, [(zlib.crc32(key) & (number - 1), place) for key, place in pairs])


def _by_length(rows: Iterable[tuple[int, list[bytes]]]) -> Buckets:
    """Return the places of names proper that one may slip at, by their length in letters."""
    places: dict[str, int] = {}
    head: list[bytes] = []
    for place, cells in rows:
        if cells[0] == b"A":
            head = cells
        elif cells[0] == b"N" and int(cells[4]) == STRONG and head[1].startswith(_WELL_KNOWN):
            places.setdefault(cells[1].decode(), place)
    return _sorted_into(SLIP_LENGTHS.stop, [(len(name), place) for name, place in places.items() if len(name) in SLIP_LENGTHS])


def _sorted_into(number: int, told: Iterable[tuple[int, int]]) -> Buckets:
    ordered = sorted(told)
    starts = [0] * (number + 1)
    for bucket, _ in ordered:
        starts[bucket + 1] += 1
    for i in range(number):
        starts[i + 1] += starts[i]
    return Buckets(starts, [place for _, place in ordered])
