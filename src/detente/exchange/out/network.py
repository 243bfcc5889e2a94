"""What GEXF and GraphML share: relations as edges of a dated, signed network, with their attributes by name and type.

Each relation is an edge of its own with its days: a dyad that fought and made peace has two. Edges read from `a` to `b`; those that hold
both ways say so in `mutual`, since readers such as networkx take no mix of directed and undirected edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from detente.exchange.out.days import bounds
from detente.exchange.out.facts import party
from detente.records import Relation, TimeSpan

NODE_FIELDS = {"name": "string", "country": "string", "sector": "string"}
EDGE_FIELDS = {
    "tie": "string",
    "weight": "double",
    "deviation": "double",
    "sign": "int",
    "mutual": "boolean",
    "against": "string",
    "start": "string",
    "end": "string",
    "score": "double",
    "incidents": "string",
    "detail": "string",
}


def nodes(relations: Iterable[Relation]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each party once, with what is known of it."""
    seen: set[str] = set()
    for relation in relations:
        for party_id in relation.dyad:
            if party_id not in seen:
                seen.add(party_id)
                one = party(party_id)
                yield party_id, _known({"name": one.name, "country": one.country, "sector": one.sector})


def edge(relation: Relation) -> dict[str, Any]:
    """Return what is known of a relation, by the names of `EDGE_FIELDS`."""
    start, end = days(relation.when)
    return _known(
        {
            "tie": relation.tie,
            "weight": relation.weight,
            "deviation": relation.deviation,
            "sign": (relation.weight > 0) - (relation.weight < 0),
            "mutual": not relation.directed,
            "against": party(relation.against).name if relation.against else None,
            "start": start,
            "end": end,
            "score": relation.score,
            "incidents": " ".join(relation.incident_ids) or None,
            "detail": relation.detail or None,
        }
    )


def days(when: TimeSpan) -> tuple[str | None, str | None]:
    """Return the first and the last day; None for a side that is open."""
    closed = bounds(when)
    if closed:
        return closed[0].isoformat(), closed[1].isoformat()
    start, end = when.start, when.end
    return (start.date().isoformat() if start else None), (end.date().isoformat() if end else None)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
