"""ACLED-shaped CSV out: one row an incident, columns as in ACLED's codebook (2023). Ours, not ACLED's: its rules of inclusion are stricter.

Left out: incidents that ACLED has no type for (talks, statements, aid) or doesn't date (coarser than a month). An assault whose kind the
report doesn't tell is a battle where both sides bear arms, violence against civilians where one does not, else without an event type.
Fatalities are the best number told, else the lowest; empty, never 0, where none is told. Filled into `tags`, which ACLED has for more
about an event: modality, who says so, how many independent origins. Empty: region, ISO number, second and third divisions.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from detente.exchange.out.cells import Cell, commas
from detente.exchange.out.days import bounds, number_of_days
from detente.exchange.out.facts import Happening, country_name
from detente.exchange.out.sides import kind
from detente.records import Party

HEADER = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_WEEK, _MONTH = 7, 31
_AGAINST_CIVILIANS = "Violence against civilians"
# ACLED: 1 the place itself, 2 a part of a division near a known place, 3 a larger region, where it takes the division's capital.
_GEO_PRECISION = {"point": 1, "town": 1, "district": 2, "province": 3}
_SIDES = {"state": "State forces", "group": "Rebel group", "civil": "Civilians"}
_CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
Kind = tuple[str, str, str]


def unfit(happening: Happening) -> str | None:
    """Why an incident is left out."""
    if _kind(happening) is None:
        return "of a kind that ACLED has no type for"
    return None if time_precision(happening) else "without a month at least"


def lines(happenings: Iterable[Happening]) -> Iterator[str]:
    """Yield the header and a line an incident."""
    return commas(HEADER, map(_row, happenings))


def time_precision(happening: Happening) -> int | None:
    """Return ACLED's time precision: 1 a day, 2 within a week, 3 within a month; None for coarser times, which ACLED does not have."""
    days = number_of_days(happening.incident.when)
    if days is None or days > _MONTH:
        return None
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def _row(happening: Happening) -> tuple[Cell, ...]:
    incident, where = happening.incident, happening.where
    disorder, event_type, sub_type = _kind(happening) or ("", "", "")
    days = bounds(incident.when)
    first = days[0] if days else None
    sides = happening.opposed
    inter = [_inter(side, where.country if where else None) for side in sides]
    if event_type in _CROWDS and kind(sides[0]) in (None, "civil"):
        inter[0] = _CROWDS[event_type]
    targeted = "Civilian targeting" if event_type == _AGAINST_CIVILIANS else None
    who = (*_names(sides[0]), inter[0], *_names(sides[1]), inter[1])
    both = "-".join(filter(None, inter)) if all(inter) else None
    dated = (incident.id, first, first.year if first else None, time_precision(happening), disorder, event_type, sub_type)
    told = (happening.outlets, None, happening.text, _fatalities(happening), _tags(happening), None)
    return (*dated, *who, both, targeted, *_place(happening), *told)


def _kind(happening: Happening) -> Kind | None:
    """Return disorder type, event type and sub-type."""
    incident = happening.incident
    told = _types().get((incident.category, incident.mode or ""))
    if told or incident.category != "ASSAULT":
        return told
    sides = set(map(kind, happening.opposed))
    if None in sides:
        return "Political violence", "", ""
    return ("Political violence", _AGAINST_CIVILIANS, "Attack") if "civil" in sides else ("Political violence", "Battles", "Armed clash")


def _names(side: Sequence[Party]) -> tuple[Cell, Cell]:
    """The first party acts, the others are associated."""
    return (side[0].name if side else None), [party.name for party in side[1:]]


def _inter(side: Sequence[Party], country: str | None) -> str:
    """Return ACLED's word for a side; a state's forces outside their country are external."""
    found = kind(side)
    abroad = found == "state" and country and side[0].country and side[0].country != country
    return "External/Other forces" if abroad else _SIDES.get(found or "", "")


def _place(happening: Happening) -> tuple[Cell, ...]:
    """From `iso` to `geo_precision`. Coarser than a province ACLED has no place: its country stands, its pin does not."""
    where = happening.where
    if where is None:
        return (None,) * 10
    precision = _GEO_PRECISION.get(where.precision)
    province = where.name if where.precision == "province" else where.admin1
    named = where.name if precision else None
    return (None, None, country_name(where.country), province, None, None, named, where.lat, where.lon, precision)


def _fatalities(happening: Happening) -> int | None:
    killed = happening.toll("killed")
    return None if killed is None else killed.low if killed.best is None else killed.best


def _tags(happening: Happening) -> str:
    said = [f"modality={happening.modality}", f"stance={happening.stance}", f"origins={happening.incident.origins}"]
    crowd = happening.toll("crowd")
    if crowd and crowd.best is not None:
        said.append(f"crowd size={crowd.best}")
    if happening.speakers:
        said.append(f"according to={', '.join(happening.speakers)}")
    return "; ".join(said)


@cache
def _types() -> dict[tuple[str, str], Kind]:
    rows = csv.DictReader(files("detente.exchange").joinpath("data", "acled.csv").read_text("utf-8").splitlines())
    return {(row["category"], row["mode"]): (row["disorder_type"], row["event_type"], row["sub_event_type"]) for row in rows}
