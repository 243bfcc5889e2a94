"""GDELT out: the 61 columns of a 2.0 export file, or the 58 of 1.0, tab-separated, without a header. `detente import gdelt` reads 2.0.

Source of the columns: GDELT Event Database, data format codebooks 1.03 (2013) and 2.0 (2015). Filled is what we know: days, actors as
CAMEO country and role codes, event code, quad class, where, the article. Empty stays what GDELT measures and we do not: Goldstein scale,
tone, root event, religion, ethnicity, places of actors, the codes of GNS and of provinces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from detente.codebook import NON_STATE, QUADS, plover
from detente.exchange.cameo_rows import table
from detente.exchange.out import cameo_pairs
from detente.exchange.out.cameo_pairs import Pair, code, day, pairs
from detente.exchange.out.cells import Cell, tabs
from detente.exchange.out.facts import Fact, country_name
from detente.records import Party, Where, content_id

unfit = cameo_pairs.unfit

# Role codes that CAMEO and PLOVER share (CAMEO 1.1b3, chapter on actors).
_ROLES = frozenset(
    ("COP", "GOV", "JUD", "MIL", "OPP", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "LAB", "LEG", "MED", "REF")
)
_ACTOR_BLANKS, _GEO, _GEO_2 = 4, 7, 8
_ADMIN2 = 4


def lines(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield a line of GDELT 2.0 for each directed pair of each event."""
    for fact in facts:
        for number, pair in pairs(fact):
            yield tabs((*_event(fact, number, pair), *_blanks(2 * _GEO_2), *_geo(fact.where), *_added(fact, "%Y%m%d%H%M%S")))


def lines_1(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield a line of GDELT 1.0, whose places have no second division and whose files count in days."""
    for fact in facts:
        for number, pair in pairs(fact):
            place = _geo(fact.where)
            yield tabs((*_event(fact, number, pair), *_blanks(2 * _GEO), *place[:_ADMIN2], *place[_ADMIN2 + 1 :], *_added(fact, "%Y%m%d")))


def key(event_id: str, number: int) -> int:
    """Return a whole number for a pair of an event, since GDELT's ids are numbers of 64 bits: a hash, so it never changes."""
    return int(content_id("", event_id, number).removeprefix("_"), 16) >> 1


def actor_code(party: Party | None) -> str | None:
    """Return a party's CAMEO code: country and role; an imported one keeps its own.

    >>> actor_code(Party("nil:soldiers@SYR", "soldiers", "SYR", "MIL")), actor_code(Party("group:x", "X"))
    ('SYRMIL', None)
    """
    if party is None:
        return None
    if party.id.startswith("cameo:"):
        return party.id.removeprefix("cameo:")
    return (party.country or "") + (_role(party) or "") or None


def _event(fact: Fact, number: int, pair: Pair) -> tuple[Cell, ...]:
    """The first 35 columns: id and day, both actors, the event, how often it was told."""
    said = code(fact)
    quad = QUADS.index(plover(fact.category, fact.mode, fact.modality).quad) + 1
    told = (None, said, said[:3], said[:2], quad, None, 1, 1, 1, None)
    return (key(fact.id, number), *_days(day(fact)), *_actor(pair[0]), *_actor(pair[1]), *told)


def _days(on: date | None) -> tuple[Cell, ...]:
    """SQLDATE, MonthYear, Year, and FractionDate as the codebook counts it."""
    assert on is not None, "`unfit` leaves out what has no day"
    return f"{on:%Y%m%d}", f"{on:%Y%m}", on.year, round(on.year + (on.month * 30 + on.day) / 365, 4)


def _actor(party: Party | None) -> tuple[Cell, ...]:
    """Code, name, country; known group, ethnicity and religions unknown; role."""
    if party is None:
        return _blanks(10)
    country = None if party.country in NON_STATE else party.country
    return actor_code(party), party.name, country, *_blanks(_ACTOR_BLANKS), _role(party), None, None


def _role(party: Party) -> str | None:
    return party.sector if party.sector in _ROLES else None


def _geo(where: Where | None) -> tuple[Cell, ...]:
    """Type, name, country (FIPS), province code, second division, pin, feature. What GDELT has no type for goes to its country."""
    if where is None or not (where.country or where.precision == "country"):
        return _blanks(_GEO_2)
    country, american = country_name(where.country), where.country == "USA"
    fips = _fips().get(where.country or "")
    if where.precision in ("point", "town"):
        name = ", ".join(filter(None, (where.name, where.admin1, country)))
        return (3 if american else 4), name, fips, None, None, where.lat, where.lon, None
    province = where.name if where.precision == "province" else where.admin1 if where.precision == "district" else None
    if province:
        return (2 if american else 5), f"{province}, {country}", fips, *_blanks(5)
    return 1, country or where.name, fips, *_blanks(5)


def _added(fact: Fact, shape: str) -> tuple[Cell, ...]:
    """When we got it, and the article's address."""
    return fact.fetched_at.strftime(shape) if fact.fetched_at else None, fact.url


@cache
def _fips() -> dict[str, str]:
    """Return FIPS codes by ISO code; of several the first."""
    return {iso3: fips for fips, iso3 in reversed(table("fips.csv").items())}


def _blanks(number: int) -> tuple[None, ...]:
    return (None,) * number
