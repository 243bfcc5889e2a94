"""The network of a day as screens show it, and what follows from it for one dyad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from detente.actors import register
from detente.relating import Triad, frustration, triads
from detente.server.views.relations import bounds, node
from detente.server.views.words import Json, day_of, party

_SHOWN = 200
_SIGNED = ("hostile", "truce", "cooperating", "allied")


def network_json(rows: list[dict[str, Any]], at: datetime, days: tuple[datetime | None, datetime | None]) -> Json:
    """Return the network: nodes, signed edges, triads, frustration."""
    signs = _signs(rows)
    told = triads(signs)
    degree = Counter(name for row in rows for name in (row["a"], row["b"]))
    unbalanced = [one for one in told if not one.balanced]
    return {
        "at": day_of(at),
        "nodes": [{**node(name), "degree": degree[name]} for name in sorted(degree)],
        "edges": [{"a": row["a"], "b": row["b"], **bounds(row["weight"], row["deviation"] or 0.0), "tie": row["tie"]} for row in rows],
        "triads": {
            "balanced": len(told) - len(unbalanced),
            "unbalanced": len(unbalanced),
            "list": [_triad(one) for one in unbalanced[:_SHOWN]],
        },
        "frustration": round(frustration(signs), 4),
        "range": {"from": day_of(days[0]), "to": day_of(days[1])},
    }


def rolled_up(rows: Iterable[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """Fold each party into the outermost one it belongs to on a day; of several states between two, the strongest stays."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        a, b = sorted((_outermost(row["a"], on), _outermost(row["b"], on)))
        if a != b and ((a, b) not in kept or abs(kept[a, b]["weight"]) < abs(row["weight"])):
            kept[a, b] = {**row, "a": a, "b": b}
    return [kept[pair] for pair in sorted(kept)]


def common(a: str, b: str, rows: Iterable[dict[str, Any]]) -> Json:
    """Return whom both stand against, and with whom both stand, by the states that hold."""
    signs: dict[str, dict[str, int]] = {a: {}, b: {}}
    for (one, other), sign in _signs(rows).items():
        for side, third in ((one, other), (other, one)):
            if side in signs and third not in signs:
                signs[side][third] = sign
    both = sorted(set(signs[a]) & set(signs[b]))
    return {
        "common_enemies": [party(one) for one in both if signs[a][one] == signs[b][one] == -1],
        "common_friends": [party(one) for one in both if signs[a][one] == signs[b][one] == 1],
    }


def _signs(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], int]:
    return {(row["a"], row["b"]): -1 if row["tie"] == "hostile" else 1 for row in rows if row["tie"] in _SIGNED}


def _outermost(name: str, on: date) -> str:
    actors = register()
    parents = actors.parents(name, on) if name in actors else ()
    return parents[-1] if parents else name


def _triad(one: Triad) -> Json:
    return {"members": list(one.parties), "signs": list(one.signs), "balanced": one.balanced}
