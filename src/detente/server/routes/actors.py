"""/api/actors: the register of actors, and what the store knows of each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from detente.actors import register
from detente.server.asking import Reader
from detente.server.views.relations import node

router = APIRouter(tags=["actors"])


@router.get("/actors")
def actors(store: Reader, q: Annotated[str, Query(max_length=200)] = "", limit: Annotated[int, Query(ge=1, le=200)] = 50) -> Any:
    """Search the actors of the register by name; without words, list those with most incidents here."""
    if q.strip():
        found = register().search(q, datetime.now(UTC).date())[:limit]
        items = [{"id": one.actor_id, "name": one.name, "country": one.country, "sector": one.sector} for one in found]
    else:
        items = [node(row["id"]) | {"incidents": row["incidents"]} for row in store.screens.busiest(limit)]
    return {"items": items, "next": None, "total": len(items)}
