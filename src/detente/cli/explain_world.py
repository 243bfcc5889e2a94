"""`detente explain` for a shift or an incident: down to the claims and sentences it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.cli.incidents import incident_row
from detente.cli.shifts import shift_row
from detente.records import NIL
from detente.records.errors import UnknownId

if TYPE_CHECKING:
    from detente.records import Shift
    from detente.store import Store

PREFIXES = ("shf_", "inc_")
_SENTENCES = 20


def world_explanation(store: Store, name: str) -> dict[str, Any]:
    """Return a shift with its incidents, or an incident with its sentences. The beginning of an id will do; raises `UnknownId`."""
    from detente.store import Looked

    shifts = store.world.shifts(Looked(id=name), 2) if name.startswith("shf_") else []
    incidents = store.world.incidents(Looked(id=name), 2) if name.startswith("inc_") else []
    if len(shifts) + len(incidents) != 1:
        found = "several" if shifts or incidents else "nothing"
        raise UnknownId(f"{found} here with the id {name}", hint="`detente shifts` and `detente incidents` list them")
    if incidents:
        return {"incident": incident_row(incidents[0]), "sentences": _sentences(store, incidents[0].event_ids)}
    (shift,) = shifts
    behind = [found for key in shift.incident_ids[:_SENTENCES] for found in store.world.incidents(Looked(id=key), 1)]
    events = [event for incident in behind for event in incident.event_ids]
    said = [*_sentences(store, events), *_stated(store, shift)]
    return {"shift": shift_row(shift), "incidents": [incident_row(one) for one in behind], "sentences": said}


def _sentences(store: Store, event_ids: tuple[str, ...] | list[str]) -> list[dict[str, Any]]:
    """Return where the events stand on their pages; imported ones have no page and are left out."""
    told = []
    for event_id in event_ids[:_SENTENCES]:
        try:
            found = store.event(event_id)
        except UnknownId:
            continue
        sentence = found.event.sentence
        told.append(
            {
                "event": event_id,
                "article": found.article.id,
                "outlet": found.article.outlet,
                "start": sentence.start,
                "end": sentence.end,
                "sentence": " ".join(sentence.of(found.article.text).split()),
            }
        )
    return told


def _stated(store: Store, shift: Shift) -> list[dict[str, Any]]:
    """Return the words of the stated ties that a shift rests on, where they stand on their pages."""
    from detente.relating import stated_of

    wanted, told = set(shift.tie_ids[:_SENTENCES]), []
    articles = store.world.stating(party for party in shift.dyad if not party.startswith(NIL)) if wanted else []
    for article_id in articles:
        article, coding = store.article(article_id)
        for tie in stated_of(article, coding):
            if tie.id in wanted and tie.evidence:
                wanted.remove(tie.id)
                at = {"start": tie.evidence.start, "end": tie.evidence.end, "sentence": " ".join(tie.evidence.of(article.text).split())}
                told.append({"tie": tie.id, "article": article.id, "outlet": article.outlet, **at})
        if not wanted:
            break
    return told


def lines(told: dict[str, Any]) -> list[str]:
    """Return the explanation for people."""
    if "shift" in told:
        shift = told["shift"]
        head, incidents = [f"{shift['a']} – {shift['b']}, {shift['at']}: {shift['detail']}"], told["incidents"]
    else:
        head, incidents = [], [told["incident"]]
    for one in incidents:
        who = ", ".join(one["actors"]) + (f" → {', '.join(one['recipients'])}" if one["recipients"] else "")
        counted = f"{one['articles']} articles, {one['origins']} origins"
        head.append(f"  {one['when'] or 'no date'}  {one['category']} {one['modality']}: {who}  ({counted})  {one['incident']}")
    return head + [
        f"    “{one['sentence']}”  {one['outlet'] or ''} {one['article']}:{one['start']}-{one['end']}" for one in told["sentences"]
    ]
