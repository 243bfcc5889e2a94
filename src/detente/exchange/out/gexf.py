"""GEXF 1.3 out: relations as a dynamic network for Gephi; each edge lives from its first to its last day.

GEXF's own `weight` is a thickness, which layouts want positive: it holds the strength, the attribute `weight` the signed one.
Source: the GEXF 1.3 schema (gexf.net).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from detente.exchange.out.network import EDGE_FIELDS, NODE_FIELDS, days, edge, nodes
from detente.exchange.out.xml import attribute
from detente.records import Relation

# What GEXF says with attributes of its own.
_OWN = frozenset({"start", "end"})
_TYPES = {"int": "integer"}


def lines(relations: Iterable[Relation]) -> Iterator[str]:
    """Yield the network; `relations` is gone through twice, once for the parties and once for the edges."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n'
    yield _declared("node", NODE_FIELDS)
    yield _declared("edge", EDGE_FIELDS)
    yield "<nodes>\n"
    for party_id, known in nodes(relations):
        yield f"<node id={attribute(party_id)} label={attribute(known['name'])}>{_values(NODE_FIELDS, known)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, relation in enumerate(relations):
        yield _edge(number, relation)
    yield "</edges>\n</graph>\n</gexf>\n"


def _edge(number: int, relation: Relation) -> str:
    start, end = days(relation.when)
    a, b = relation.dyad
    life = "".join(f" {name}={attribute(day)}" for name, day in (("start", start), ("end", end)) if day)
    ends = f"source={attribute(a)} target={attribute(b)} label={attribute(relation.tie)} weight={attribute(abs(relation.weight))}"
    return f'<edge id="{number}" {ends}{life}>{_values(EDGE_FIELDS, edge(relation))}</edge>\n'


def _declared(kind: str, fields: Mapping[str, str]) -> str:
    told = (
        f"<attribute id={attribute(name)} title={attribute(name)} type={attribute(_TYPES.get(of, of))}/>" for name, of in _shown(fields)
    )
    return f'<attributes class="{kind}">{"".join(told)}</attributes>\n'


def _values(fields: Mapping[str, str], known: Mapping[str, Any]) -> str:
    said = "".join(f"<attvalue for={attribute(name)} value={attribute(known[name])}/>" for name, _ in _shown(fields) if name in known)
    return f"<attvalues>{said}</attvalues>"


def _shown(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, of) for name, of in fields.items() if name not in _OWN)
