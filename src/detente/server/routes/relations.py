"""/api/relations, /api/shifts, /api/network: who stands with whom, where that turned, and the whole of it on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from detente.records import Shift
from detente.records.errors import UnknownId
from detente.server.asking import Day, Id, Page, PageOf, Party, Reader, day, key_of
from detente.server.models.common import Listed
from detente.server.models.world import Dyad, Network, Relation, ShiftWhole, StatedTie
from detente.server.models.world import Shift as ShiftModel
from detente.server.paging import wrap
from detente.server.routes.incidents import listed
from detente.server.views.incidents import card_json
from detente.server.views.network import common, network_json, rolled_up
from detente.server.views.relations import line_json, shift_json, standing_json
from detente.server.views.stated import stated_json
from detente.store import Asked, Store

router = APIRouter(tags=["relations"])
_SHOWN = 200
"""Incidents shown behind one shift; its `incident_ids` name them all."""
_BEHIND = 20
"""Incidents shown behind a dyad's line, those of its newest part first; its `incident_ids` name them all."""


@router.get("/relations", response_model=Listed[Relation])
def relations(
    store: Reader,
    page: PageOf,
    party: Party = None,
    tie: Annotated[str | None, Query(max_length=40, description="hostile, truce, cooperating, allied, mixed, affiliate …")] = None,
    at: Day = None,
) -> Any:
    """List the relations that hold on a day (today without one), by dyad."""
    after = key_of(page.after, str)
    rows = store.screens.standing(day(at) or _today(), party=party, tie=tie, after=after, limit=page.limit + 1)
    shown = rows[: page.limit]
    more = (
        wrap(shown[-1]["a"], "|".join((shown[-1]["b"], shown[-1]["tie"], shown[-1]["against"] or ""))) if len(rows) > page.limit else None
    )
    return {"items": [standing_json(row) for row in shown], "next": more, "total": None if more or after else len(shown)}


@router.get("/relations/{a}/{b:path}", response_model=Dyad)
def dyad(store: Reader, a: Id, b: Id) -> Any:
    """Show a dyad: its line through time with what stands behind each part, shifts, incidents, common enemies and friends."""
    turned, line = store.screens.shifts(parties=(a, b)), store.screens.line(a, b)
    rests = [name for relation in reversed(line) for name in relation.incident_ids][:_BEHIND]
    return {
        **line_json(a, b, line),
        "behind": [card_json(row) for row in store.screens.cards_of(rests)],
        "shifts": _with_headlines(store, turned),
        "incidents": listed(store, Asked(parties=(a, b)), Page(None, 50)),
        **common(a, b, store.screens.around((a, b), _today())),
    }


@router.get("/stated", response_model=Listed[StatedTie])
def stated(
    store: Reader,
    party: Annotated[list[str], Query(min_length=2, max_length=2, description="Two parties' ids.")],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Any:
    """List what pages state of how two parties stand, as far as their relations rest on it: the words, and where they are."""
    return {"items": stated_json(store, party[0], party[1], limit), "next": None, "total": None}


@router.get("/shifts", response_model=Listed[ShiftModel])
def shifts(
    *,
    store: Reader,
    page: PageOf,
    party: Annotated[list[str] | None, Query(description="A party's id; two: their dyad.")] = None,
    since: Annotated[str | None, Query(alias="from", max_length=10)] = None,
    until: Annotated[str | None, Query(alias="to", max_length=10)] = None,
    min_size: Annotated[float, Query(ge=0, le=2, description="At least this change of weight.")] = 0.0,
) -> Any:
    """List shifts, newest first."""
    rows = store.screens.shifts(
        parties=tuple(party or ()),
        days=(day(since), day(until)),
        min_size=min_size,
        after=key_of(page.after, datetime),
        limit=page.limit + 1,
    )
    shown = rows[: page.limit]
    more = wrap(_midnight(shown[-1].at), shown[-1].id) if len(rows) > page.limit else None
    return {"items": _with_headlines(store, shown), "next": more, "total": None if more or page.after else len(shown)}


@router.get("/shifts/{shift_id}", response_model=ShiftWhole)
def shift(store: Reader, shift_id: Id) -> Any:
    """Show one shift with the incidents it rests on, each with a sentence down to its characters."""
    found = store.screens.shifts(ids=(shift_id,))
    if not found:
        raise UnknownId(f"there is no shift {shift_id} here", hint="it may have been told anew since: look at its dyad")
    cards = store.screens.cards_of(found[0].incident_ids[:_SHOWN])
    return {**_with_headlines(store, found)[0], "incidents": [card_json(row) for row in cards]}


@router.get("/network", response_model=Network)
def network(
    *,
    store: Reader,
    at: Day = None,
    min_weight: Annotated[float, Query(ge=0, le=1, description="Leave out states nearer to nothing.")] = 0.0,
    ego: Party = None,
    roll_up: Annotated[bool, Query(description="Fold affiliates into those they belong to on that day.")] = False,
    limit: Annotated[int, Query(ge=1, le=5000, description="States at most, the strongest first.")] = 1000,
) -> Any:
    """Show the states that hold on a day, signed, with the triads they make and how far they are from balance."""
    first, last = store.screens.days()
    on = day(at) or last or _today()
    rows = store.screens.states(on, min_weight, ego, limit)
    return network_json(rolled_up(rows, on.date()) if roll_up else rows, on, (first, last))


def _with_headlines(store: Store, found: list[Shift]) -> list[dict[str, Any]]:
    """Return shifts, each with a sentence of the weightiest incident it rests on that has one."""
    firsts = {one.id: one.incident_ids[:10] for one in found}
    cards = store.screens.headlines([name for names in firsts.values() for name in names])
    told = {key: next((cards[name] for name in names if cards.get(name)), None) for key, names in firsts.items()}
    return [shift_json(one, told[one.id]) for one in found]


def _today() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day)
