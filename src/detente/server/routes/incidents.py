"""/api/incidents: each happening once, however many tell it; a page of them, or one whole."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from detente.records.errors import UnknownId
from detente.server.asking import AskedFor, Id, Page, PageOf, Reader, key_of
from detente.server.models.common import Listed
from detente.server.models.incidents import Incident, Whole
from detente.server.paging import wrap
from detente.server.views.incidents import card_json, whole_json
from detente.server.views.words import Json
from detente.store import Asked, Store, Told

router = APIRouter(tags=["incidents"])
_BY: dict[str, tuple[str, type]] = {"newest": ("told_at", datetime), "-size": ("articles", int)}
_EVENTS = 200
"""Events shown of one incident. The largest happenings of our streams have dozens; a page with more helps nobody."""

Sort = Annotated[Literal["newest", "-size"], Query(description="Told last first, or told by most articles first.")]


@router.get("/incidents", response_model=Listed[Incident])
def incidents(store: Reader, asked: AskedFor, page: PageOf, sort: Sort = "newest") -> Any:
    """List incidents: those told last first, or those that most articles tell."""
    return listed(store, asked, page, sort)


@router.get("/incidents/{incident_id}", response_model=Whole)
def incident(store: Reader, incident_id: Id) -> Any:
    """Show one incident whole: who says what, on which characters of which page."""
    card, whole = store.screens.card(incident_id), store.screens.incident(incident_id)
    if card is None or whole is None:
        raise UnknownId(f"there is no incident {incident_id} here", hint="it may have been merged into another since")
    shown = whole.event_ids[:_EVENTS]
    return whole_json(card, whole, [told for name in shown if (told := _told(store, name))], store.screens.judgements(shown))


def listed(store: Store, asked: Asked, page: Page, sort: str = "newest") -> Json:
    """Return a page of incidents."""
    column, kind = _BY[sort]
    rows = store.screens.cards(asked, sort=sort, after=key_of(page.after, kind), limit=page.limit + 1)
    shown, more = rows[: page.limit], len(rows) > page.limit
    return {
        "items": [card_json(row) for row in shown],
        "next": wrap(shown[-1][column], shown[-1]["id"]) if more else None,
        "total": store.screens.number(asked) if page.after is None else None,
    }


def _told(store: Store, event_id: str) -> Told | None:
    """Return an event with its page, None for an imported one, which has none."""
    try:
        return store.event(event_id)
    except UnknownId:
        return None
