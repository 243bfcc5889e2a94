"""/api/status, /api/timeline, /api/map, /api/coverage: what is there, when, where, and how much was read at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

import detente
from detente.server.asking import AskedFor, Day, Reader, day
from detente.server.models.common import Listed
from detente.server.models.world import Bucket, Coverage, Spot, Status
from detente.server.views.words import day_of, moment, quads

router = APIRouter(tags=["overview"])
Width = Annotated[Literal["day", "week", "month"], Query(description="How wide a bucket is.")]
_NONE = "none"


@router.get("/status", response_model=Status)
def status(request: Request, store: Reader) -> Any:
    """Say what the store holds and how the feeds do."""
    library = request.app.state.library
    return {
        "version": detente.__version__,
        "store": store.path.name,
        "read_only": library.read_only,
        "live": library.desk is not None,
        **store.screens.totals(),
        "newest_fetched_at": moment(store.screens.newest()),
        "feeds": Counter(feed.state for feed in store.watching.feeds()),
    }


@router.get("/timeline", response_model=Listed[Bucket])
def timeline(store: Reader, asked: AskedFor, bucket: Width = "day") -> Any:
    """Return incidents and events through time by quad class, and beside them how many articles came out: silence is not peace."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"events": 0, "incidents": 0, "by_quad": {}, "articles": 0})
    for row in store.screens.timeline(asked, quads(), bucket):
        by_quad = {name or _NONE: events for name, events in zip(row["quads"], row["by_quad"], strict=True)}
        found[day_of(row["start"]) or ""] |= {"events": row["events"], "incidents": row["incidents"], "by_quad": by_quad}
    for row in store.screens.published(asked.since, asked.until, bucket):
        found[day_of(row["start"]) or ""]["articles"] = row["articles"]
    return {"items": [{"start": start, **found[start]} for start in sorted(found)], "next": None, "total": len(found)}


@router.get("/map", response_model=Listed[Spot])
def places(store: Reader, asked: AskedFor, limit: Annotated[int, Query(ge=1, le=5000)] = 2000) -> Any:
    """Return places with what happened there, most first. What is known of a country or region only is no pin: see `precision`."""
    items = [
        {
            "place": {"id": row["place_id"], **{key: row[key] for key in ("name", "lat", "lon", "precision", "country")}},
            "incidents": row["incidents"],
            "events": row["events"],
            "quad_counts": {name or _NONE: incidents for name, incidents in zip(row["quads"], row["by_quad"], strict=True)},
        }
        for row in store.screens.map(asked, quads(), limit)
    ]
    return {"items": items, "next": None, "total": None if len(items) == limit else len(items)}


@router.get("/coverage", response_model=Listed[Coverage])
def coverage(
    *,
    store: Reader,
    since: Annotated[str | None, Query(alias="from", max_length=10)] = None,
    until: Annotated[str | None, Query(alias="to", max_length=10)] = None,
    outlet: Annotated[str | None, Query(max_length=200, description="Text in the outlet's name.")] = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
    newest: Day = None,
) -> Any:
    """Return how many articles each outlet published on each day, newest day first; `newest` goes on before a day."""
    rows = store.screens.coverage(day(since), day(newest) or day(until), outlet, limit)
    items = [{"day": day_of(row["day"]), "outlet": row["outlet"], "articles": row["articles"]} for row in rows]
    return {"items": items, "next": None, "total": len(items) if len(items) < limit else None}
