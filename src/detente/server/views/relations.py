"""Relations, shifts and parties as screens show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.actors import register
from detente.records import Relation, Shift
from detente.server.views.words import Json, day_of, party


def standing_json(row: dict[str, Any]) -> Json:
    """Return one relation that holds."""
    deviation = row["deviation"] or 0.0
    return {
        "a": party(row["a"]),
        "b": party(row["b"]),
        "tie": row["tie"],
        **bounds(row["weight"], deviation),
        "when": {"start": day_of(row["starts"]), "end": day_of(row["ends"])},
        "against": party(row["against"]) if row["against"] else None,
    }


def bounds(weight: float, deviation: float) -> Json:
    """Return a weight with its bounds: one standard deviation to either side, within [-1, 1].

    >>> bounds(0.9, 0.2)
    {'weight': 0.9, 'low': 0.7, 'high': 1.0}
    """
    return {"weight": weight, "low": round(max(-1.0, weight - deviation), 3), "high": round(min(1.0, weight + deviation), 3)}


def line_json(a: str, b: str, line: Sequence[Relation]) -> Json:
    """Return a dyad's line through time."""
    return {"a": party(a), "b": party(b), "line": [_part(one) for one in line]}


def _part(one: Relation) -> Json:
    return {
        "at": day_of(one.when.start),
        "end": day_of(one.when.end),
        **bounds(one.weight, one.deviation),
        "tie": one.tie,
        "against": party(one.against) if one.against else None,
        "score": one.score,
        "detail": one.detail,
        "incident_ids": list(one.incident_ids),
    }


def shift_json(shift: Shift, headline: Json | None = None) -> Json:
    """Return one shift, with a sentence of its evidence."""
    return {
        "id": shift.id,
        "a": party(shift.dyad[0]),
        "b": party(shift.dyad[1]),
        "at": shift.at.isoformat(),
        "detected_on": shift.detected_on.isoformat() if shift.detected_on else None,
        "before": shift.before,
        "after": shift.after,
        "size": shift.size,
        "score": shift.score,
        "detail": shift.detail,
        "incident_ids": list(shift.incident_ids),
        "headline": headline,
    }


def node(name: str) -> Json:
    """Return a party with sector and country where the register knows them."""
    actors = register()
    known = actors.actor(name) if name in actors else None
    return {**party(name), "sector": known.sector if known else None, "country": known.country if known else None}
