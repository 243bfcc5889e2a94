"""The compiled register in memory: one pass over `data/register.tsv`, indexes by name and sound, everything else read when asked for.

Lines start with a letter: A actor, N name, F affiliation, R role of a person, O office, D demonym, C town or
region of a country, G agent noun; N, F and R belong to the
A above them. Dates are yyyymmdd, half open; 0 and 99999999 are open sides. Written by `scripts/build_actors.py`.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.actors.names import slips
from detente.records import Actor, Affiliation, Grain, Name, TimeSpan

OPEN_END = 99999999
STRONG = 2
SLIP_LENGTHS = range(6, 41)  # one letter of five is too much of a name; forty letters are a sentence


class Entry(NamedTuple):
    """An actor's head line; `line` is where its rows begin."""

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


@dataclass(slots=True)
class Table:
    """All rows, indexed."""

    lines: list[str]
    entries: dict[str, Entry] = field(default_factory=dict)
    by_key: dict[str, list[Naming]] = field(default_factory=dict)
    by_sound: dict[str, list[Naming]] = field(default_factory=dict)
    offices: dict[tuple[str, str], list[Term]] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    towns: dict[str, str] = field(default_factory=dict)
    _names: dict[int, list[str]] = field(default_factory=dict)
    _slips: dict[int, dict[str, list[str]]] = field(default_factory=dict)

    def rows(self, actor_id: str, letter: str) -> list[list[str]]:
        """Return the cells of an actor's rows of one letter."""
        found = []
        for i in range(self.entries[actor_id].line + 1, len(self.lines)):
            line = self.lines[i]
            if line[0] in "AODCG":
                break
            if line[0] == letter:
                found.append(line.split("\t")[1:])
        return found

    def slip_of(self, key: str) -> set[str]:
        """Return the filed names one letter away (dropped, added, changed) from `key`."""
        near = [self._slips_of_length(length) for length in range(len(key) - 1, len(key) + 2) if length in SLIP_LENGTHS]
        return {name for slip in slips(key) for index in near for name in index.get(slip, ())} - {key}

    def _slips_of_length(self, length: int) -> dict[str, list[str]]:
        """Return the names of one length by their slips; made when first asked for, since most pages ask for a few lengths only."""
        if not self._names:
            for name in self.by_key:
                self._names.setdefault(len(name), []).append(name)
        if length not in self._slips:
            index = self._slips[length] = {}
            for name in self._names.get(length, ()):
                if any(_is_well_known(naming) for naming in self.by_key[name]):
                    for slip in slips(name):
                        index.setdefault(slip, []).append(name)
        return self._slips[length]


def _is_well_known(naming: Naming) -> bool:
    return naming.weight == STRONG and naming.entry.id.startswith(("group:", "org:", "state:", "person:"))


@cache
def table() -> Table:
    """Load the register, once; about 0.2 s."""
    lines = files("detente.actors").joinpath("data/register.tsv").read_text("utf-8").splitlines()
    with _no_collection():
        return _filed(lines)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the search for cycles, which has nothing to find among rows and took a third of the loading."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _filed(lines: list[str]) -> Table:
    """Return the table of the file's lines."""
    found = Table(lines)
    entry: Entry | None = None
    for i, line in enumerate(found.lines):
        cells = line.split("\t")
        letter = cells[0]
        if letter == "N" and entry:
            naming = Naming(entry, int(cells[2]), int(cells[3]), int(cells[4]))
            found.by_key.setdefault(cells[1], []).append(naming)
            if cells[5]:
                found.by_sound.setdefault(cells[5], []).append(naming)
        elif letter == "A":
            entry = Entry(cells[1], cells[2], cells[3], cells[4] or None, cells[5] or None, int(cells[6]), int(cells[7]), i)
            found.entries[entry.id] = entry
        elif letter == "O":
            found.offices.setdefault((cells[1], cells[2]), []).append(Term(cells[3], int(cells[4]), int(cells[5])))
        elif letter == "D":
            found.demonyms[cells[1]] = cells[2]
        elif letter == "C":
            found.towns[cells[1]] = cells[2]
        elif letter == "G":
            found.nouns[cells[1]] = cells[2]
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
