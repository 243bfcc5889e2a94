"""`detente events`: look into the store."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import bounds, csv_option, db_option, json_option, limit_option, one_of
from detente.cli.show import limited, print_rows
from detente.records import Modality, Precision

if TYPE_CHECKING:
    from detente.store import EventRow, Filters, Store

_COLUMNS = ("event", "when", "who", "what", "to_whom", "where", "score")
_SHORT_ID = 12
_PAGE = 1000


@click.command()
@db_option
@click.option("--actor", "actors", multiple=True, metavar="TEXT", help="A party on either side, by name, words or id; twice: both.")
@click.option("--category", metavar="NAME", help="PLOVER category.")
@click.option("--place", metavar="TEXT", help="Where, by name, country code, province or id.")
@click.option("--since", metavar="DATE", help="Happened in or after this year, month or day (2014, 2014-11, 2014-11-02).")
@click.option("--until", metavar="DATE", help="Happened in or before it.")
@click.option("--published-since", metavar="DATE", help="Published in or after this year, month or day.")
@click.option("--published-until", metavar="DATE", help="Published in or before it.")
@click.option("--modality", metavar="NAME", help="occurred, planned, possible or negated.")
@click.option("--score", type=click.FloatRange(0, 1), help="At least this score.")
@click.option("--outlet", metavar="TEXT", help="Text in the outlet's name or the page's URL.")
@click.option("--affiliates", is_flag=True, help="With --actor: also those who were its part or affiliate when it happened.")
@click.option("--precision", metavar="CLASS", help="How well the place is known: point, town, district, province, country, region.")
@limit_option
@json_option
@csv_option
def events(db: str, limit: int | None, as_json: bool, as_csv: bool, **said: Any) -> None:
    """List events of the store.

    Oldest first, by when they happened, else by when they were published. All filters must hold; an event whose time is unknown passes no
    filter on time. `detente explain` tells why an event is there.
    """
    from detente.store import Store

    actors = said["actors"] if said["affiliates"] else ()
    filters = filters_of({**said, "actors": ()} if actors else said)
    precision = one_of("precision", said["precision"], tuple(precision.value for precision in Precision))
    most = limited(limit, for_programs=as_json or as_csv)
    with Store.open(Path(db), read_only=True) as store:
        rows = _rows(store, filters, None if actors or precision else most)
        rows = (row for row in rows if of_or_for(row, actors) and (precision is None or _precision(store, row) == precision))
        rows = itertools.islice(rows, most)
        print_rows(map(_row if as_json or as_csv else _words, rows), _COLUMNS, as_json=as_json, as_csv=as_csv)


def of_or_for(row: EventRow, actors: tuple[str, ...]) -> bool:
    """Whether each of the actors takes part, or somebody who was its part or affiliate when it happened, else when it was published."""
    from detente.actors.calling import name_of
    from detente.relating import parents_of
    from detente.store import names

    if not actors:
        return True
    when = row.happened_from or row.published_from
    parties = [*row.actor_ids, *row.recipient_ids] if when else []
    above = [f"{name_of(up)} | {up}" for party in parties for up in parents_of(party, when.date())]  # type: ignore[union-attr]
    told = " | ".join([row.who, *above])
    return all(names(actor, told) for actor in actors)


def _precision(store: Store, row: EventRow) -> str:
    """Return how well the place of an event is known; that of the finest, where it has several."""
    places = store.event(row.event_id).event.places
    return (places[0].precision if places else Precision.UNKNOWN).value


def filters_of(said: dict[str, Any]) -> Filters:
    """Return what the options ask of events; raises `BadFilter`."""
    from detente.codebook import CATEGORIES
    from detente.store import Filters

    happened, published = bounds(said["since"], said["until"]), bounds(said["published_since"], said["published_until"])
    return Filters(
        actors=said["actors"],
        category=one_of("category", said["category"], tuple(CATEGORIES)),
        place=said["place"],
        happened_from=happened[0],
        happened_to=happened[1],
        published_from=published[0],
        published_to=published[1],
        modality=one_of("modality", said["modality"], tuple(modality.value for modality in Modality)),
        score=said["score"],
        outlet=said["outlet"],
    )


def _rows(store: Store, filters: Filters, limit: int | None) -> Iterator[EventRow]:
    """Yield rows a page at a time, so that a large store doesn't have to fit into memory."""
    left, after = limit, None
    while left is None or left > 0:
        page = store.events(filters, limit=_PAGE if left is None else min(_PAGE, left), after=after)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].key
        left = None if left is None else left - len(page)


def _row(row: EventRow) -> dict[str, Any]:
    """Return a row for programs: all that is known, without what only the store needs."""
    values = dataclasses.asdict(row)
    for name in ("sort_at", "position", "who", "whereabouts"):
        del values[name]
    return {"event": values.pop("event_id"), **values}


def _words(row: EventRow) -> dict[str, Any]:
    """Return a row for people, narrow enough for a terminal; the id is shortened, which `explain` takes."""
    return {
        "event": row.event_id[:_SHORT_ID],
        "when": _when(row.happened_from, row.happened_to, row.happened_grain),
        "who": row.actors,
        "what": row.category if row.modality == Modality.OCCURRED.value else f"{row.category} {row.modality}",
        "to_whom": row.recipients,
        "where": row.places,
        "score": row.score,
    }


def _when(start: datetime | None, end: datetime | None, grain: str | None) -> str | None:
    """Say when in a few characters, as fine as it is known."""
    if grain is None:
        return None
    known = start or end
    if known is None:
        return None
    width = {"CENTURY": 4, "DECADE": 4, "YEAR": 4, "QUARTER": 7, "MONTH": 7, "WEEK": 10, "DAY": 10}.get(grain, 16)
    said = known.isoformat(sep=" ")[:width]
    return said if start else f"before {said}"
