"""/api/relations, /api/shifts, /api/network: who stands with whom, where that turned, and the whole of it on a day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from detente.server.asking import Day, Party, Reader, day
from detente.server.views.relations import common, line_json, network_json, shift_json, standing_json

router = APIRouter(tags=["relations"])


@router.get("/relations")
def relations(store: Reader, party: Party = None, tie: str | None = None, at: Day = None) -> Any:
    """List the latest state of each dyad."""
    rows = store.screens.standing(day(at) or _today())
    items = [standing_json(row) for row in rows if (party in (None, row["a"], row["b"])) and tie in (None, row["tie"])]
    return {"items": items, "next": None, "total": len(items)}


@router.get("/relations/{a}/{b}")
def dyad(store: Reader, a: str, b: str) -> Any:
    """Show a dyad: its line through time with what stands behind each part, shifts, common enemies and friends."""
    line = store.screens.line(a, b)
    return {**line_json(a, b, line), "shifts": [shift_json(one) for one in store.screens.shifts(parties=(a, b))]} | common(
        a, b, store.screens.standing(_today())
    )


@router.get("/shifts")
def shifts(store: Reader, party: Party = None, min_size: Annotated[float, Query(ge=0, le=2)] = 0.0) -> Any:
    """List shifts, newest first."""
    found = [one for one in store.screens.shifts(parties=(party,) if party else ()) if abs(one.size) >= min_size]
    return {"items": [shift_json(one) for one in found], "next": None, "total": len(found)}


@router.get("/network")
def network(store: Reader, at: Day = None, min_weight: Annotated[float, Query(ge=0, le=1)] = 0.0, ego: Party = None) -> Any:
    """Show all states that hold on a day, signed, with the triads they make."""
    first, last = store.screens.days()
    on = day(at) or last or _today()
    return network_json(store.screens.standing(on), on, (first, last), min_weight, ego)


def _today() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
