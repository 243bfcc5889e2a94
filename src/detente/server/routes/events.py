"""/api/events: single reports, by time; and one explained down to the characters of its page."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from detente.records.errors import BadFilter
from detente.server.asking import Day, Id, PageOf, Reader, category_of, day, modality_of
from detente.server.models.common import Listed
from detente.server.models.incidents import EventRow, Explained
from detente.server.paging import wrap
from detente.server.views.incidents import explained_json, row_json
from detente.store import Filters

router = APIRouter(tags=["events"])
Text = Annotated[str | None, Query(max_length=200)]
Since = Annotated[str | None, Query(alias="from", max_length=10, description="Happened on or after this year, month or day.")]
Until = Annotated[str | None, Query(alias="to", max_length=10, description="Happened before it (half open).")]


@router.get("/events", response_model=Listed[EventRow])
def events(
    *,
    store: Reader,
    page: PageOf,
    party: Annotated[list[str] | None, Query(description="Text in a name or id, on either side; two: both.")] = None,
    category: Text = None,
    modality: Text = None,
    place: Text = None,
    outlet: Text = None,
    since: Since = None,
    until: Until = None,
    published_from: Day = None,
    published_to: Day = None,
    min_score: Annotated[float | None, Query(ge=0, le=1)] = None,
) -> Any:
    """List events by time, those without a time last."""
    filters = Filters(
        actors=tuple(party or ()),
        category=category_of(category),
        modality=modality_of(modality),
        place=place or None,
        outlet=outlet or None,
        happened_from=day(since),
        happened_to=day(until),
        published_from=day(published_from),
        published_to=day(published_to),
        score=min_score,
    )
    rows = store.events(filters, limit=page.limit + 1, after=_key(page.after))
    shown = rows[: page.limit]
    more = wrap(shown[-1].sort_at, f"{shown[-1].article_id}|{shown[-1].position}|{shown[-1].event_id}") if len(rows) > page.limit else None
    return {"items": [row_json(row) for row in shown], "next": more, "total": None}


@router.get("/events/{event_id}", response_model=Explained)
def event(store: Reader, event_id: Id) -> Any:
    """Explain one event: spans, roles, speakers, scores, alternatives, where it stands. The beginning of an id will do."""
    return explained_json(store.event(event_id))


def _key(after: tuple[Any, str] | None) -> tuple[datetime, str, int, str] | None:
    if after is None:
        return None
    parts = after[1].split("|")
    if not isinstance(after[0], datetime) or len(parts) != 3 or not parts[1].isdecimal() or len(parts[1]) > 9:
        raise BadFilter("this is no cursor of events", hint="give `next` of the answer before, as it came")
    return after[0], parts[0], int(parts[1]), parts[2]
