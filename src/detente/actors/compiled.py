"""The compiled register: `data/register.tsv`, of which an index (`filing.py`) says where what stands, and lines are read when asked for.

Lines start with a letter: A actor, N name, F affiliation, R role of a person, O office, D demonym, C town or
region of a country, G agent noun; N, F and R belong to the
A above them. Dates are yyyymmdd, half open; 0 and 99999999 are open sides. Written by `scripts/build_actors.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.actors.filing import SLIP_LENGTHS, STRONG, Buckets, Index, read_index
from detente.actors.names import slips
from detente.records import Actor, Affiliation, Grain, Name, TimeSpan
from detente.records.errors import ModelError

__all__ = ["OPEN_END", "STRONG", "Entry", "Naming", "Table", "Term", "actor", "affiliations", "span", "stamp", "table"]
OPEN_END = 99999999


class Entry(NamedTuple):
    """An actor's head line; `line` is the place in the file where it stands, its rows below it."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    start: int
    end: int
    line: int


class Naming(NamedTuple):
    """That an entry bore a name for a time; weight 2 is a name proper, 1 one that others bear too."""

    entry: Entry
    start: int
    end: int
    weight: int


class Term(NamedTuple):
    """That a person held an office of a seat for a time."""

    holder: str
    start: int
    end: int


class Entries(Mapping[str, Entry]):
    """The actors by id; a head line is read when it is first asked for."""

    def __init__(self, data: bytes, index: Index) -> None:
        self._data, self._index = data, index
        self._read: dict[int, Entry] = {}

    def __getitem__(self, actor_id: str) -> Entry:
        key = actor_id.encode()
        for place in self._index.actors.lines_of(key):
            if self._data.startswith(key + b"\t", place + 2):
                return self.at(place)
        raise KeyError(actor_id)

    def __iter__(self) -> Iterator[str]:
        return (self.at(place).id for place in sorted(self._index.actors.lines))

    def __len__(self) -> int:
        return len(self._index.actors.lines)

    def at(self, place: int) -> Entry:
        """Return the actor whose head line begins at a place."""
        if place not in self._read:
            cells = line_at(self._data, place)
            self._read[place] = Entry(cells[1], cells[2], cells[3], cells[4] or None, cells[5] or None, int(cells[6]), int(cells[7]), place)
        return self._read[place]

    def above(self, place: int) -> Entry:
        """Return the actor that the row at a place belongs to."""
        return self.at(self._data.rfind(b"\nA\t", 0, place) + 1)


class Namings(Mapping[str, list[Naming]]):
    """Who bears a name, in the file's order: by the key in one cell of the N lines, its spelling or its sound."""

    def __init__(self, data: bytes, entries: Entries, buckets: Buckets, cell: int) -> None:
        self._data, self._entries, self._buckets, self._cell = data, entries, buckets, cell
        self._read: dict[str, list[Naming]] = {}

    def __getitem__(self, key: str) -> list[Naming]:
        if key in self._read:
            return self._read[key]
        found = [
            Naming(self._entries.above(place), int(cells[2]), int(cells[3]), int(cells[4]))
            for place in self._buckets.lines_of(key.encode("utf-8", "surrogatepass"))
            if (cells := line_at(self._data, place))[self._cell] == key
        ]
        if not found:
            raise KeyError(key)
        self._read[key] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(line_at(self._data, place)[self._cell] for place in sorted(self._buckets.lines)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(slots=True)
class Table:
    """The file and its index; what is small stands in dicts."""

    data: bytes
    index: Index
    entries: Entries
    by_key: Namings
    by_sound: Namings
    offices: dict[tuple[str, str], list[Term]] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    towns: dict[str, str] = field(default_factory=dict)
    _slips: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    _keys: list[str] = field(default_factory=list)

    def rows(self, actor_id: str, letter: str) -> list[list[str]]:
        """Return the cells of an actor's rows of one letter."""
        start = self.entries[actor_id].line
        end = self.data.find(b"\nA\t", start)
        block = self.data[start : end if end >= 0 else self.index.tail].decode()
        return [line.split("\t")[1:] for line in block.split("\n")[1:] if line.startswith(letter)]

    def keys_with(self, words: Collection[str]) -> Iterator[str]:
        """Yield the filed names that hold all these words, in the file's order: 2 ms, against 60 to take each name apart.

        All names stand in one text of 1 MB, made when first asked for, in which the longest word is looked for.
        """
        if not self._keys:
            self._keys.append("\n" + "\n".join(self.by_key) + "\n")
        text, longest = self._keys[0], max(words, key=len)
        place = text.find(longest)
        while place >= 0:
            end = text.find("\n", place)
            key = text[text.rfind("\n", 0, place) + 1 : end]
            if set(words).issubset(key.split()):
                yield key
            place = text.find(longest, end)

    def slip_of(self, key: str) -> set[str]:
        """Return the filed names one letter away (dropped, added, changed) from `key`."""
        near = [self._slips_of_length(length) for length in range(len(key) - 1, len(key) + 2) if length in SLIP_LENGTHS]
        return {name for slip in slips(key) for index in near for name in index.get(slip, ())} - {key}

    def _slips_of_length(self, length: int) -> dict[str, list[str]]:
        """Return the names of one length by their slips; made when first asked for, since most pages ask for a few lengths only."""
        if length not in self._slips:
            index = self._slips[length] = {}
            names = self.index.lengths
            for place in names.lines[names.starts[length] : names.starts[length + 1]]:
                name = line_at(self.data, place)[1]
                for slip in slips(name):
                    index.setdefault(slip, []).append(name)
        return self._slips[length]


def line_at(data: bytes, place: int) -> list[str]:
    """Return the cells of the line that begins at a place."""
    return data[place : data.find(b"\n", place)].decode().split("\t")


@cache
def table() -> Table:
    """Open the register, once; about 15 ms. Raises `ModelError` if a file is missing, or the index is another register's."""
    folder = files("detente.actors").joinpath("data")
    try:
        return opened(folder.joinpath("register.tsv").read_bytes(), folder.joinpath("register.idx").read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(f"the register can't be read: {error}", hint="scripts/build_actors.py makes it and its index anew") from error


def opened(data: bytes, index: bytes) -> Table:
    """Return the table of a register and its index; ValueError if they don't belong together."""
    read = read_index(index)
    if read.size != len(data):
        raise ValueError("the index is another register's")
    entries = Entries(data, read)
    found = Table(data, read, entries, Namings(data, entries, read.keys, 1), Namings(data, entries, read.sounds, 5))
    for line in data[read.tail :].decode().split("\n"):
        letter, *cells = line.split("\t")
        if letter == "O":
            found.offices.setdefault((cells[0], cells[1]), []).append(Term(cells[2], int(cells[3]), int(cells[4])))
        elif letter == "D":
            found.demonyms[cells[0]] = cells[1]
        elif letter == "C":
            found.towns[cells[0]] = cells[1]
        elif letter == "G":
            found.nouns[cells[0]] = cells[1]
    return found


def stamp(on: date) -> int:
    """Return a date as yyyymmdd; TypeError for anything else, so that no look-up goes without its date."""
    if not isinstance(on, date):
        raise TypeError(f"a look-up needs a date, not {type(on).__name__}")
    return on.year * 10000 + on.month * 100 + on.day


def span(start: int, end: int) -> TimeSpan | None:
    """Return the time between two stamps, None when both sides are open."""
    if not start and end == OPEN_END:
        return None
    return TimeSpan(_instant(start) if start else None, _instant(end) if end != OPEN_END else None, Grain.DAY)


def _instant(value: int) -> datetime:
    return datetime(max(value // 10000, 1), value // 100 % 100 or 1, value % 100 or 1)


def actor(found: Table, actor_id: str) -> Actor:
    """Build the record of an actor with all its names and affiliations."""
    entry = found.entries[actor_id]
    names = tuple(Name(row[5] or row[0], span(int(row[1]), int(row[2])), row[6]) for row in found.rows(actor_id, "N"))
    held = tuple(affiliation for affiliation, _, _ in affiliations(found, actor_id))
    return Actor(entry.id, entry.name, names, entry.sector, entry.country, held, span(entry.start, entry.end))


def affiliations(found: Table, actor_id: str) -> list[tuple[Affiliation, int, int]]:
    """Return an actor's affiliations with their stamps; a person's roles count as `role` in the state."""
    told = [(row[1], row[0], int(row[2]), int(row[3]), row[4]) for row in found.rows(actor_id, "F")]
    told += [
        (f"state:{row[0]}", "role", int(row[2]), int(row[3]), row[4])
        for row in found.rows(actor_id, "R")
        if f"state:{row[0]}" in found.entries
    ]
    return [(Affiliation(parent, kind, span(start, end), cites), start, end) for parent, kind, start, end, cites in told]
