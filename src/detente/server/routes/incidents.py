"""/api/incidents: each happening once, however many tell it; a page of them, or one whole."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from detente.records.errors import UnknownId
from detente.server.asking import AskedFor, PageOf, Reader
from detente.server.paging import wrap
from detente.server.views.incidents import card_json, whole_json
from detente.store import Store, Told

router = APIRouter(tags=["incidents"])
_BY = {"newest": "told_at", "-size": "articles"}
_EVENTS = 200
"""Events shown of one incident. The largest happenings of our streams have dozens; a page with more helps nobody."""


@router.get("/incidents")
def incidents(store: Reader, asked: AskedFor, page: PageOf, sort: Annotated[Literal["newest", "-size"], Query()] = "newest") -> Any:
    """List incidents: those told last first, or those that most articles tell."""
    rows = store.screens.cards(asked, sort=sort, after=page.after, limit=page.limit + 1)
    shown, more = rows[: page.limit], len(rows) > page.limit
    return {
        "items": [card_json(row) for row in shown],
        "next": wrap(shown[-1][_BY[sort]], shown[-1]["id"]) if more else None,
        "total": store.screens.number(asked) if page.after is None else None,
    }


@router.get("/incidents/{incident_id}")
def incident(store: Reader, incident_id: str) -> Any:
    """Show one incident whole: who says what, on which characters of which page."""
    card, whole = store.screens.card(incident_id), store.screens.incident(incident_id)
    if card is None or whole is None:
        raise UnknownId(f"there is no incident {incident_id} here")
    events = whole.event_ids[:_EVENTS]
    judged = [one for one in store.judgements() if one.left in whole.event_ids and one.right in whole.event_ids]
    return whole_json(card, whole, [told for name in events if (told := _told(store, name))], judged)


def _told(store: Store, event_id: str) -> Told | None:
    """Return an event with its page, None for an imported one, which has none."""
    try:
        return store.event(event_id)
    except UnknownId:
        return None
