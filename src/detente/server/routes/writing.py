"""POST /api/captures and /api/judgements: the hook that pages come in by, and what people decide. Both ask for the write scope."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request

from detente.pipeline import Taken
from detente.records import Capture, Judgement, Verdict
from detente.records.errors import BadFilter, UnknownId
from detente.server.errors import Turned
from detente.server.library import Library
from detente.server.models.incidents import Judgement as JudgementModel
from detente.server.models.live import Decision, Took
from detente.server.views.incidents import judgement_json
from detente.store import PERSON

router = APIRouter(tags=["writing"])
_BODY = {"requestBody": {"required": True, "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}


@router.post("/captures", response_model=Took, openapi_extra=_BODY)
async def take(
    request: Request,
    url: Annotated[str | None, Query(max_length=2000, description="Where the page is from.")] = None,
    fetched: Annotated[str | None, Query(max_length=40, description="When it was fetched (ISO 8601); now without it.")] = None,
) -> Any:
    """Take one page: the body as it came, of the media type that the header says. The answer says what became of it."""
    library: Library = request.app.state.library
    desk = library.desk
    if desk is None:
        raise Turned(409, "not_live", "this server takes no pages", "start it with: detente serve --watch FEEDS.toml")
    body = await request.body()
    if not body:
        raise Turned(422, "bad_request", "body: empty", "send the page itself")
    capture = Capture.of(body, url=url or None, media_type=request.headers.get("content-type"), fetched_at=_moment(fetched), feed="hook")
    return _took(capture, await run_sync(desk.take, capture))


@router.post("/judgements", response_model=JudgementModel, status_code=201)
def judge(request: Request, decision: Decision) -> Any:
    """Say whether two events tell one happening. It outlives every rebuild; the same person's earlier word on the pair gives way.

    Where feeds are watched, incidents follow at once; else with the next `detente take`.
    """
    library: Library = request.app.state.library
    left, right = sorted((decision.left, decision.right))
    if left == right:
        raise BadFilter("an event is always the same as itself", hint="name two events")
    with library.reader() as store:
        for name in (left, right):
            if not store.screens.has_event(name):
                raise UnknownId(f"there is no event {name} here", hint="/api/events lists them")
    by = PERSON + decision.by
    edge = Judgement(left, right, Verdict(decision.verdict), 1.0, decision.detail, by, datetime.now(UTC))
    if library.desk is not None:
        library.desk.decide(edge)
    else:
        with library.writer() as store:
            store.add_judgement(edge)
    return judgement_json(edge)


def _moment(words: str | None) -> datetime:
    if not words:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(words)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadFilter(f"{words!r} is no moment", hint="write it like 2014-11-02T08:00:00Z") from None


def _took(capture: Capture, taken: Taken) -> dict[str, Any]:
    coded, refusal = taken.coded, taken.refusal
    return {
        "capture": capture.id,
        "state": "refused" if refusal else "coded" if coded else "known",
        "article": coded.article.id if coded else None,
        "events": len(coded.coding.events) if coded else 0,
        "code": refusal.code if refusal else None,
        "detail": refusal.detail if refusal else None,
    }
