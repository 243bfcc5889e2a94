"""ICEWS in: the Dataverse event files (tab-separated, with a header) and the id files of the forecasting benchmarks (a folder).

Statements and appeals (CAMEO 01, 02) have no PLOVER category and are left out. Actors keep their ICEWS names as `icews:` ids.
Sources: ICEWS Coded Event Data (Harvard Dataverse, doi:10.7910/DVN/28075); event names → CAMEO codes in `data/icews_events.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from detente.actors import register
from detente.codebook import CameoRow
from detente.exchange.cameo_rows import known, lines, number, on_day, table
from detente.records import Page, Report, Where, content_id
from detente.records.errors import BadRecord, MissingPath

FIRST_DAY = datetime(2014, 1, 1)
_PARTS = ("train.txt", "valid.txt", "test.txt")
_HEADER = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")
_SAID = "icews"
PREFIX = f"{_SAID}:"
"""How ids of ICEWS actors begin."""


def read(path: Path) -> Iterator[Report]:
    """Yield the reports of an ICEWS file or of a folder of id files; each event once. Raises `MissingPath`, `BadRecord`."""
    yield from _folder(path) if path.is_dir() else _file(path)


def actor_id(name: str) -> str:
    """Return the id of an ICEWS actor.

    >>> actor_id("Citizen_(Nigeria)")
    'icews:Citizen (Nigeria)'
    """
    return f"{_SAID}:{' '.join(name.replace('_', ' ').split())}"


# Who acts for a state, as ICEWS names sectors: "Foreign Affairs (Russia)". Citizens, parties, police and rebels are left to themselves.
_STATE = frozenset(
    {
        "Air Force",
        "Defense / Security Ministry",
        "Foreign Affairs",
        "Government",
        "Head of Government",
        "Head of State",
        "Military",
        "Military Personnel",
        "Military Personnel - Special",
        "Naval",
        "Navy",
        "Other Authorities / Officials",
    }
)


def parents(actor: str, on: date) -> tuple[str, ...]:
    """Return for whom an ICEWS actor acts: a sector for its state, fighters for their group, by their names; who leads a state or a body
    of it, by the register.

    >>> parents("icews:Foreign Affairs (Russia)", date(2014, 3, 1)), parents("icews:Citizen (Nigeria)", date(2014, 3, 1))
    (('icews:Russia',), ())
    >>> parents("icews:Terrorist (Boko Haram)", date(2014, 3, 1)), parents("icews:Militant (Iraq)", date(2014, 3, 1))
    (('icews:Boko Haram',), ())
    >>> parents("icews:Barack Obama", date(2014, 3, 1)), parents("icews:Barack Obama", date(2018, 3, 1))
    (('icews:United States',), ())
    """
    name = actor.removeprefix(PREFIX)
    sector, _, whose = name.removesuffix(")").partition(" (")
    if whose:
        return (f"{PREFIX}{whose}",) if sector in _STATE or (sector in _ARMED and _is_group(whose, on.year)) else ()
    return tuple(f"{PREFIX}{state}" for state in _served(name, on) if state != name)


_ARMED = frozenset(
    {
        "Armed Band",
        "Armed Opposition",
        "Armed Rebel",
        "Combatant",
        "Guerrilla",
        "Insurgent",
        "Militant",
        "Militia",
        "Separatist",
        "Terrorist",
    }
)
"""Who bears arms: as a sector of a country a party of its own, as a sector of a group part of it."""

_SERVES = frozenset({"leads", "part_of"})
"""Not `role`: that somebody once held an office often stands in the sources without an end."""


_SPELLED = {
    "DR Congo": "Democratic Republic of Congo",
    "Ivory Coast": "Cote d'Ivoire",
    "North Macedonia": "Macedonia",
    "Palestine": "Palestinian Territory, Occupied",
}
"""States that ICEWS names otherwise than the register."""


@lru_cache(maxsize=1 << 16)
def _served(name: str, on: date) -> tuple[str, ...]:
    """Return the names of the states that a named person leads, or a named body is part of, on a day."""
    known = _known(name, on.year)
    if known is None:
        return ()
    held = register().affiliations(known, on)
    return tuple(
        dict.fromkeys(register().actor(one.parent_id).name for one in held if one.kind in _SERVES and one.parent_id[:6] == "state:")
    )


@lru_cache(maxsize=1 << 14)
def _known(name: str, year: int) -> str | None:
    """Return whom a name means; by year, since names change hands more slowly than offices, and looking up each day costs."""
    found = register().link(name, date(year, 7, 1))
    return found.actor_id if found else None


@lru_cache(maxsize=1 << 12)
def _is_group(name: str, year: int) -> bool:
    """Whether a name is a group's: "Militant (Taliban)" are the Taliban, "Militant (Iraq)" are not Iraq."""
    return (_known(name, year) or "").startswith("group:")


def is_party(actor: str, on: date) -> bool:
    """Whether an ICEWS actor is a party of its own: a state, an organised group, an armed sector; not who acts for a state, nor citizens.

    >>> names = ("Boko Haram", "Armed_Rebel_(Syria)", "Citizen_(Nigeria)", "Foreign_Affairs_(Russia)", "Militant_(Taliban)")
    >>> [is_party(actor_id(name), date(2014, 3, 1)) for name in names]
    [True, True, False, False, False]
    """
    sector, _, whose = actor.removeprefix(PREFIX).partition(" (")
    return (sector in _ARMED or not whose) and not parents(actor, on)


def _folder(folder: Path) -> Iterator[Report]:
    actors = {key: actor_id(name) for key, name in _ids(folder / "entity2id.txt").items()}
    events = {
        key: known(table("icews_events.csv").get(name.replace("_", " "), "")) for key, name in _ids(folder / "relation2id.txt").items()
    }
    seen: set[tuple[str, ...]] = set()
    for part in _PARTS:
        for row in lines(folder / part):
            key = tuple(row[:4])
            if key in seen:
                continue
            seen.add(key)
            try:
                actor, event, recipient = actors[row[0]], events[row[1]], actors[row[2]]
                day = FIRST_DAY + timedelta(hours=int(row[3]))
            except (KeyError, IndexError, ValueError):
                raise BadRecord(f"{folder / part}: {row[:4]} is no row of ids", hint="subject, relation, object, hours") from None
            if event:
                yield _report(content_id("evt", _SAID, *key), event, (actor, recipient), day)


def _ids(path: Path) -> dict[str, str]:
    if not path.is_file():
        raise MissingPath(f"there is no file {path}", hint="a folder of id files has entity2id.txt, relation2id.txt, train, valid, test")
    return {row[1]: row[0] for row in lines(path) if len(row) == 2}


def _file(path: Path) -> Iterator[Report]:
    rows = lines(path)
    header = next(rows, [])
    missing = [name for name in _HEADER if name not in header]
    if missing:
        raise BadRecord(f"{path} has no column {missing[0]!r}", hint="ICEWS event files begin with a header; a folder holds id files")
    for row in rows:
        cells = dict(zip(header, row, strict=False))
        event = known(cells.get("CAMEO Code", "").strip().zfill(3))
        sides = cells.get("Source Name", ""), cells.get("Target Name", "")
        if event and all(sides):
            yield _full(cells, event, (actor_id(sides[0]), actor_id(sides[1])))


def _full(cells: dict[str, str], event: CameoRow, sides: tuple[str, str]) -> Report:
    try:
        day = datetime.fromisoformat(cells["Event Date"].strip())
    except ValueError:
        raise BadRecord(f"{cells['Event Date']!r} is no date", hint="ICEWS writes 2014-11-02") from None
    story, publisher = cells.get("Story ID", "").strip(), cells.get("Publisher", "").strip()
    name = content_id("evt", _SAID, cells["Event ID"])
    page = Page(content_id("art", _SAID, story) if story else name, publisher or None, on_day(day))
    sentence = cells.get("Sentence Number", "").strip()
    return _report(name, event, sides, day, page=page, where=_where(cells), sentence=int(sentence) if sentence.isdigit() else 0)


def _where(cells: dict[str, str]) -> Where | None:
    city, province, country = (cells.get(name, "").strip() for name in ("City", "Province", "Country"))
    name = city or province or country
    if not name:
        return None
    precision = "town" if city else "province" if province else "country"
    pin = (number(cells.get("Latitude", "")), number(cells.get("Longitude", ""))) if city else (None, None)
    return Where(name, precision, None, *pin, country or None, province or None)


def _report(
    name: str,
    event: CameoRow,
    sides: tuple[str, str],
    day: datetime,
    *,
    page: Page | None = None,
    where: Where | None = None,
    sentence: int = 0,
) -> Report:
    return Report(
        name,
        page or Page(name),
        event.category,
        sides[:1],
        sides[1:] if sides[0] != sides[1] else (),
        on_day(day),
        where,
        event.mode,
        event.contexts,
        at=sentence,
    )
