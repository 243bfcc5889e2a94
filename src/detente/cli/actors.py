"""`detente actors`: search the register of actors, and show one of them through time with the sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from detente.cli.options import csv_option, json_option, limit_option, period
from detente.cli.show import Row, limited, print_rows

if TYPE_CHECKING:
    from detente.actors import Register
    from detente.records import Affiliation, TimeSpan

_FOUND = ("actor", "name", "score", "country", "sector", "detail")
_TOLD = ("what", "value", "from", "to", "source")


@click.command()
@click.argument("name")
@click.option("--on", metavar="DATE", help="As of this day; a search is as of today without it, an actor is shown at all times.")
@click.option("--country", metavar="CODE", help="The country at hand (ISO 3166, three letters): “al-Shabab” in MOZ is not that in SOM.")
@limit_option
@json_option
@csv_option
def actors(name: str, on: str | None, country: str | None, limit: int | None, as_json: bool, as_csv: bool) -> None:
    """Search the register of actors, or show one through time.

    Each name, affiliation and role has its days and its source.
    """
    from detente.actors import register

    day = _day(on)
    if ":" in name:
        rows = list(_through_time(register(), name, day))
    else:
        rows = list(_search(register(), name, day or datetime.now(UTC).date(), country))
    columns = _TOLD if ":" in name else _FOUND
    print_rows(rows[: limited(limit, for_programs=as_json or as_csv)], columns, as_json=as_json, as_csv=as_csv)


def _day(words: str | None) -> date | None:
    found = period(words)
    return found[0].date() if found else None


def _search(register: Register, name: str, on: date, country: str | None) -> Iterator[Row]:
    for one in register.search(name, on, country=country.upper() if country else None):
        row = dataclasses.asdict(one)
        yield {"actor": row.pop("actor_id"), **row, "on": on.isoformat()}


def _through_time(register: Register, actor_id: str, on: date | None) -> Iterator[Row]:
    """Yield what the register knows of an actor, names first; with a date only what held on it."""
    actor = register.actor(actor_id)
    known = next((name.cites for name in actor.names if name.text == actor.name), "the register")
    for what, value in (("actor", actor.name), ("country", actor.country), ("sector", actor.sector)):
        if value:
            yield _row(actor_id, what, value, actor.when, known)
    told = [("name", name.text, name.when, name.cites) for name in actor.names]
    told += [(held.kind, held.parent_id, held.when, held.cites) for held in sorted(actor.affiliations, key=_begins)]
    for what, value, when, cites in told:
        if on is None or _holds(when, on):
            yield _row(actor_id, what, value, when, cites)


def _begins(held: Affiliation) -> datetime:
    return (held.when.start if held.when else None) or datetime.min


def _holds(when: TimeSpan | None, on: date) -> bool:
    midnight = datetime(on.year, on.month, on.day)
    return when is None or ((when.start is None or when.start <= midnight) and (when.end is None or midnight < when.end))


def _row(actor_id: str, what: str, value: str, when: TimeSpan | None, source: str) -> Row:
    start, end = (when.start, when.end) if when else (None, None)
    days = {"from": start.date().isoformat() if start else None, "to": end.date().isoformat() if end else None}
    return {"actor": actor_id, "what": what, "value": value, **days, "source": source}
