"""GraphML out: relations as edges of a network for igraph, networkx, Cytoscape, yEd; days are attributes, since GraphML knows no time.

Source: the GraphML primer (graphml.graphdrawing.org).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from detente.exchange.out.network import EDGE_FIELDS, NODE_FIELDS, edge, nodes
from detente.exchange.out.xml import attribute, sound
from detente.records import Relation


def lines(relations: Iterable[Relation]) -> Iterator[str]:
    """Yield the network; `relations` is gone through twice, once for the parties and once for the edges."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, of in fields.items():
            yield f'<key id="{kind}.{name}" for="{kind}" attr.name="{name}" attr.type="{of}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for party_id, known in nodes(relations):
        yield f"<node id={attribute(party_id)}>{_data('node', known)}</node>\n"
    for number, relation in enumerate(relations):
        a, b = relation.dyad
        yield f'<edge id="{number}" source={attribute(a)} target={attribute(b)}>{_data("edge", edge(relation))}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _data(kind: str, known: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{kind}.{name}">{escape(sound(value))}</data>' for name, value in known.items())
