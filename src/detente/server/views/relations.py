"""Relations, shifts and the network as screens show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from detente.actors import register
from detente.records import Relation, Shift
from detente.relating import Triad, frustration, triads
from detente.server.views.words import Json, day, party

STATES = frozenset({"hostile", "truce", "cooperating", "allied", "mixed"})


def standing_json(row: dict[str, Any]) -> Json:
    """Return one relation that holds."""
    deviation = row["deviation"] or 0.0
    return {
        "a": party(row["a"]),
        "b": party(row["b"]),
        "tie": row["tie"],
        **bounds(row["weight"], deviation),
        "when": {"start": day(row["starts"]), "end": day(row["ends"])},
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
        "at": day(one.when.start),
        "end": day(one.when.end),
        **bounds(one.weight, one.deviation),
        "tie": one.tie,
        "against": party(one.against) if one.against else None,
        "score": one.score,
        "detail": one.detail,
        "incident_ids": list(one.incident_ids),
    }


def shift_json(shift: Shift) -> Json:
    """Return one shift."""
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
        "incident_ids": list(shift.incident_ids),
        "headline": shift.detail,
    }


def common(a: str, b: str, standing: Iterable[dict[str, Any]]) -> Json:
    """Return whom both stand against, and with whom both stand, by the states that hold."""
    signs: dict[str, dict[str, int]] = {a: {}, b: {}}
    for row in standing:
        if row["tie"] in STATES - {"mixed"}:
            for one, other in ((row["a"], row["b"]), (row["b"], row["a"])):
                if one in signs and other not in signs:
                    signs[one][other] = -1 if row["tie"] == "hostile" else 1
    both = sorted(set(signs[a]) & set(signs[b]))
    return {
        "common_enemies": [party(one) for one in both if signs[a][one] == signs[b][one] == -1],
        "common_friends": [party(one) for one in both if signs[a][one] == signs[b][one] == 1],
    }


def network_json(
    standing: Iterable[dict[str, Any]], at: datetime, days: tuple[datetime | None, datetime | None], min_weight: float, ego: str | None
) -> Json:
    """Return the network of states on a day: nodes, signed edges, triads, frustration."""
    rows = [row for row in standing if row["tie"] in STATES and abs(row["weight"]) >= min_weight]
    if ego:
        near = {ego} | {other for row in rows if ego in (row["a"], row["b"]) for other in (row["a"], row["b"])}
        rows = [row for row in rows if row["a"] in near and row["b"] in near]
    signs = {(row["a"], row["b"]): -1 if row["tie"] == "hostile" else 1 for row in rows if row["tie"] != "mixed"}
    told = triads(signs)
    degree = Counter(name for row in rows for name in (row["a"], row["b"]))
    return {
        "at": day(at),
        "nodes": [node(name) | {"degree": degree[name]} for name in sorted(degree)],
        "edges": [{"a": row["a"], "b": row["b"], **bounds(row["weight"], row["deviation"] or 0.0), "tie": row["tie"]} for row in rows],
        "triads": {
            "balanced": sum(one.balanced for one in told),
            "unbalanced": sum(not one.balanced for one in told),
            "list": [_triad(one) for one in told if not one.balanced][:200],
        },
        "frustration": round(frustration(signs), 4),
        "range": {"from": day(days[0]), "to": day(days[1])},
    }


def node(name: str) -> Json:
    """Return a party with sector and country where the register knows them."""
    actors = register()
    known = actors.actor(name) if name in actors else None
    return {**party(name), "sector": known.sector if known else None, "country": known.country if known else None}


def _triad(one: Triad) -> Json:
    return {"parties": [party(name) for name in one.parties], "signs": list(one.signs), "balanced": one.balanced}
