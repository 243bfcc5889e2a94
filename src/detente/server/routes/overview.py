"""/api/status, /api/timeline, /api/map, /api/coverage: what is there, when, where, and how much was read at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

import detente
from detente.server.asking import AskedFor, Reader
from detente.server.views.words import day, quad

router = APIRouter(tags=["overview"])
Bucket = Annotated[Literal["day", "week", "month"], Query(description="How wide a bucket is.")]


@router.get("/status")
def status(request: Request, store: Reader) -> Any:
    """Say what the store holds and how the feeds do."""
    return {
        "version": detente.__version__,
        "store": store.path.name,
        "read_only": request.app.state.library.read_only,
        "counts": store.screens.totals(),
        "newest_fetched_at": store.screens.newest(),
        "feeds": Counter(feed.state for feed in store.watching.feeds()),
    }


@router.get("/timeline")
def timeline(store: Reader, asked: AskedFor, bucket: Bucket = "day") -> Any:
    """Return incidents and events through time by quad class, and beside them how many articles came out: silence is not peace."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"events": 0, "incidents": 0, "by_quad": Counter(), "articles": 0})
    for row in store.screens.timeline(asked, bucket):
        at = found[day(row["start"]) or ""]
        at["events"] += row["events"]
        at["incidents"] += row["incidents"]
        at["by_quad"][quad(row["category"], row["modality"]) or "none"] += row["events"]
    for row in store.screens.coverage(asked.since, asked.until, bucket):
        found[day(row["start"]) or ""]["articles"] = row["articles"]
    return {"items": [{"start": start, **found[start]} for start in sorted(found)], "next": None, "total": len(found)}


@router.get("/map")
def places(store: Reader, asked: AskedFor) -> Any:
    """Return places with what happened there. What is known of a country or region only is never a pin: see `precision`."""
    found: dict[str, dict[str, Any]] = {}
    for row in store.screens.map(asked):
        where = {"id": row["place_id"], **{key: row[key] for key in ("name", "lat", "lon", "precision", "country")}}
        at = found.setdefault(row["id"], {"place": where, "incidents": 0, "events": 0, "quad_counts": Counter()})
        at["incidents"] += row["incidents"]
        at["events"] += row["events"]
        at["quad_counts"][quad(row["category"], row["modality"]) or "none"] += row["incidents"]
    items = sorted(found.values(), key=lambda one: (-one["incidents"], one["place"]["name"]))
    return {"items": items, "next": None, "total": len(items)}
