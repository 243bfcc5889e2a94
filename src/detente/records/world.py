"""The world that mentions point at: actors through time, places."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.spans import TimeSpan


@dataclass(frozen=True, slots=True)
class Name:
    """A name that an actor bore for a time. `when` None = at all times known."""

    text: str
    when: TimeSpan | None
    cites: str


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where an actor stood for a time: `kind` is part_of, affiliate, successor, leads, ally … of `parent_id`."""

    parent_id: str
    kind: str
    when: TimeSpan | None
    cites: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a state, body, group, party, organisation or person, with all it was called and belonged to."""

    id: str
    name: str
    names: tuple[Name, ...]
    sector: str | None
    country: str | None
    affiliations: tuple[Affiliation, ...] = ()
    when: TimeSpan | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer. `feature` is the GeoNames feature code; `lat`/`lon` in degrees WGS 84."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str
    population: int = 0
