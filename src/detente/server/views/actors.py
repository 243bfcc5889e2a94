"""An actor through time as screens show it: each name and affiliation with its days and its source."""

from __future__ import annotations

from detente.records import Actor, TimeSpan
from detente.server.views.words import Json, day_of, party


def through_time(actor: Actor) -> Json:
    """Return names, codes and affiliations."""
    return {
        "names": [{"name": name.text, **_days(name.when), "cites": name.cites} for name in actor.names],
        "codes": [code for code in (actor.country, actor.sector) if code],
        "affiliations": [
            {"parent": party(held.parent_id), "kind": held.kind, **_days(held.when), "cites": held.cites}
            for held in sorted(actor.affiliations, key=lambda held: (day_of(held.when.start if held.when else None) or "", held.parent_id))
        ],
    }


def _days(when: TimeSpan | None) -> Json:
    return {"from": day_of(when.start) if when else None, "to": day_of(when.end) if when else None}
