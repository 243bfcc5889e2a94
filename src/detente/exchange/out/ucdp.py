"""UCDP-shaped CSV out: one row an incident, columns as in UCDP GED's codebook (24.1). Ours, not UCDP's: conflicts and dyads bear no ids.

UCDP GED holds armed force with at least one death. Left out: all but assaults, those without a death told, those without a closed time of
a year at most. `source_original` is who says so; modality has no column, so only what occurred is here. Empty: UCDP's own ids, conflict and
dyad numbers, PRIO-GRID cell, Gleditsch-Ward numbers, deaths by side (a report tells who killed, seldom who fell for whom), event clarity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.exchange.out.cells import Cell, commas
from detente.exchange.out.days import bounds, number_of_days
from detente.exchange.out.facts import Happening, country_name
from detente.exchange.out.sides import kind
from detente.records import Toll

HEADER = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original",
    "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid",
    "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
# 2 (within 25 km) and 7 (international waters) are never claimed: a report seldom says so.
_WHERE_PRECISION = {"point": 1, "town": 1, "district": 3, "province": 4, "region": 5, "country": 6}
_LONGEST = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))


def unfit(happening: Happening) -> str | None:
    """Why an incident is left out."""
    if happening.incident.category != "ASSAULT":
        return "no use of armed force"
    killed = happening.toll("killed")
    if killed is None or max(killed.low or 0, killed.best or 0) < 1:
        return "without a death told"
    return None if date_precision(happening) else "without a year at least"


def lines(happenings: Iterable[Happening]) -> Iterator[str]:
    """Yield the header and a line an incident."""
    return commas(HEADER, map(_row, happenings))


def date_precision(happening: Happening) -> int | None:
    """Return UCDP's date precision: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year; None for coarser times."""
    days = number_of_days(happening.incident.when)
    return next((precision for longest, precision in _LONGEST if days is not None and days <= longest), None)


def type_of_violence(happening: Happening) -> int | None:
    """Return 1 state-based, 2 between groups, 3 one-sided; None where a side's kind is not known."""
    sides = set(map(kind, happening.opposed))
    if None in sides or sides == {"civil"}:
        return None
    if "civil" in sides:
        return 3
    return 1 if "state" in sides else 2


def _row(happening: Happening) -> tuple[Cell, ...]:
    incident, days = happening.incident, bounds(happening.incident.when)
    first, last = days or (None, None)
    kinds = (incident.id, None, first.year if first else None, None, None, type_of_violence(happening), *(None,) * 3)
    return (
        *kinds,
        *_sides(happening),
        *_sources(happening),
        *_place(happening),
        *(None, date_precision(happening), first, last),
        *_deaths(happening.toll("killed")),
        *(None, None),
    )


def _sides(happening: Happening) -> tuple[Cell, ...]:
    """Dyad and sides by name; UCDP calls the sufferers of one-sided violence Civilians."""
    doers, others = (", ".join(party.name for party in side) for side in happening.opposed)
    if type_of_violence(happening) == 3 and kind(happening.opposed[1]) == "civil":
        others = "Civilians"
    return (None, None, f"{doers} - {others}" if doers and others else None, None, None, doers, None, None, others)


def _sources(happening: Happening) -> tuple[Cell, ...]:
    published = min((claim.published for claim in happening.incident.claims if claim.published), default=None)
    day = published.date() if published else None
    return (len(happening.incident.article_ids), happening.incident.article_ids, happening.outlets, day, happening.text, happening.speakers)


def _place(happening: Happening) -> tuple[Cell, ...]:
    """From `where_prec` to `region`. UCDP pins a province or country at its middle; we leave that to whoever wants it."""
    where = happening.where
    if where is None:
        return (None,) * 12
    pinned = where.lat is not None and where.lon is not None
    point = f"POINT ({where.lon} {where.lat})" if pinned else None
    province = where.name if where.precision == "province" else where.admin1
    district = where.name if where.precision == "district" else None
    named = where.name if pinned else None
    pin = (where.lat, where.lon, point, None)
    return (_WHERE_PRECISION.get(where.precision), named, where.name, province, district, *pin, country_name(where.country), None, None)


def _deaths(killed: Toll | None) -> tuple[Cell, ...]:
    """Deaths by side and civilians unknown; all of them unknown to side; best, high, low."""
    if killed is None:
        return (None,) * 7
    best = killed.low if killed.best is None else killed.best
    return None, None, None, best, best, killed.high, killed.low
