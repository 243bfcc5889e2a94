"""/api/feeds, /api/alerts, /api/watches: how the feeds do, what was watched for, and what fired."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from detente.actors.calling import name_of
from detente.records import Watch
from detente.records.errors import UnknownId
from detente.server.asking import Id, Reader, category_of
from detente.server.models.common import Listed
from detente.server.models.live import Alert, Feed, Preview, Rule
from detente.server.models.live import Watch as WatchModel
from detente.server.views.live import alert_json, feed_json, watch_json
from detente.store import Looked

router = APIRouter(tags=["live"])
_YEAR, _MOST, _FED = 365, 20_000, 100


@router.get("/feeds", response_model=Listed[Feed])
def feeds(store: Reader) -> Any:
    """List the feeds and how each does."""
    items = [feed_json(feed) for feed in store.watching.feeds()]
    return {"items": items, "next": None, "total": len(items)}


@router.get("/alerts", response_model=Listed[Alert])
def alerts(
    store: Reader,
    watch: Annotated[str | None, Query(max_length=100, description="Only of this watch, by its id.")] = None,
    cursor: Annotated[str | None, Query(max_length=64, description="`next` of the answer before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Any:
    """List alerts, newest first, each with its evidence, its origins, and what would make it wrong."""
    found = store.watching.alerts(watch=watch, before=cursor or None, limit=limit + 1)
    more, watches = len(found) > limit, store.watching.watches()
    return {"items": [alert_json(one, watches) for one in found[:limit]], "next": found[limit - 1].id if more else None, "total": None}


@router.get("/watches", response_model=Listed[WatchModel])
def watches(store: Reader) -> Any:
    """List the watches."""
    items = [watch_json(watch) for watch in store.watching.watches()]
    return {"items": items, "next": None, "total": len(items)}


@router.post("/watches", response_model=WatchModel, status_code=201)
def put_watch(request: Request, rule: Rule) -> Any:
    """Keep a watch. One of the same name gives way; its webhook, which only FEEDS.toml can set, stays."""
    watch = watch_of(rule)
    with request.app.state.library.writer() as store:
        before = store.watching.watch(watch.id)
        if before:
            watch = replace(watch, webhook=before.webhook, secret_env=before.secret_env)
        store.watching.put_watch(watch)
    return watch_json(watch)


@router.post("/watches/preview", response_model=Preview)
def preview(store: Reader, rule: Rule) -> Any:
    """Say how often a watch would have fired in the last year of the store. Keeps nothing."""
    from detente.live.rules import preview as previewed

    watch = watch_of(rule)
    newest = store.screens.newest_told()
    until = newest.date() if newest else datetime.now(UTC).date()
    begins = datetime(until.year, until.month, until.day) - timedelta(days=_YEAR)
    looked = Looked(category=watch.categories[0] if len(watch.categories) == 1 else None, score=watch.score, since=begins)
    incidents = store.world.incidents(looked, _MOST + 1) if "incident" in watch.on else []
    shifts = store.world.shifts(Looked(since=begins), _MOST) if "shift" in watch.on else []
    found = previewed(watch, [*incidents[:_MOST], *shifts], name_of, until, _YEAR)
    told = {"times": found.times, "by_month": found.by_month, "refs": list(found.refs[:100])}
    return {**told, "until": until.isoformat(), "complete": len(incidents) <= _MOST}


@router.get("/alerts.rss", response_class=Response, responses={200: {"content": {"application/rss+xml": {}}}})
def alerts_rss(request: Request, store: Reader) -> Response:
    """Return the newest alerts as RSS 2.0."""
    from detente.live.documents import rss

    return Response(rss(store.watching.alerts(limit=_FED), _home(request)), media_type="application/rss+xml")


@router.get("/alerts.json", response_class=Response, responses={200: {"content": {"application/feed+json": {}}}})
def alerts_json(request: Request, store: Reader) -> Response:
    """Return the newest alerts as JSON Feed 1.1."""
    from detente.live.documents import json_feed

    return Response(json_feed(store.watching.alerts(limit=_FED), _home(request)), media_type="application/feed+json")


@router.delete("/watches/{watch_id}", status_code=204)
def drop_watch(request: Request, watch_id: Id) -> None:
    """Drop a watch; its alerts stay."""
    with request.app.state.library.writer() as store:
        if not store.watching.drop_watch(watch_id):
            raise UnknownId(f"there is no watch {watch_id} here", hint="/api/watches lists them")


def _home(request: Request) -> str:
    """Return the address of the screens, as the guard has let it pass."""
    return str(request.base_url).rstrip("/")


def watch_of(rule: Rule) -> Watch:
    """Return the rule as the record that the engine knows."""
    return Watch(
        name=rule.name,
        on=tuple(rule.on),
        dyad=tuple(rule.dyad),
        actor=rule.actor,
        place=rule.place,
        categories=tuple(known for word in rule.categories if (known := category_of(word))),
        modality=rule.modality,
        score=rule.score,
        origins=rule.origins,
        size=rule.size,
        after=rule.after,
    )
