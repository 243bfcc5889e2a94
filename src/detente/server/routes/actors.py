"""/api/actors: the register of actors, and what the store knows of each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from detente.actors import register
from detente.records.errors import UnknownId
from detente.server.asking import Id, Page, Reader
from detente.server.models.common import Busy, Listed
from detente.server.models.world import Actor
from detente.server.routes.incidents import listed
from detente.server.views.actors import through_time
from detente.server.views.relations import node, standing_json
from detente.store import Asked

router = APIRouter(tags=["actors"])


@router.get("/actors", response_model=Listed[Busy])
def actors(
    store: Reader,
    q: Annotated[str, Query(max_length=200, description="Part of a name, as it is today.")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Any:
    """Search actors by name, in the register and among those of the store; without words, list those with most incidents here."""
    if q.strip():
        today = datetime.now(UTC).date()
        found = dict.fromkeys([one.actor_id for one in register().search(q, today)] + store.screens.called(q, limit))
        items: list[dict[str, Any]] = [node(name) for name in list(found)[:limit]]
    else:
        items = [{**node(row["id"]), "incidents": row["incidents"]} for row in store.screens.busiest(limit)]
    return {"items": items, "next": None, "total": len(items) if len(items) < limit else None}


@router.get("/actors/{actor_id:path}", response_model=Actor)
def actor(store: Reader, actor_id: Id) -> Any:
    """Show an actor through time, with its sources; its dyads as they stand; its incidents."""
    incidents = listed(store, Asked(parties=(actor_id,)), Page(None, 50))
    if actor_id not in register() and not incidents["items"]:
        raise UnknownId(f"nobody here has the id {actor_id}", hint="/api/actors?q= searches by name")
    now = datetime.now(UTC).replace(tzinfo=None)
    dyads = [standing_json(row) for row in store.screens.standing(now, party=actor_id, limit=200)]
    known = through_time(register().actor(actor_id)) if actor_id in register() else {"names": [], "codes": [], "affiliations": []}
    return {**node(actor_id), **known, "dyads": dyads, "incidents": incidents}
