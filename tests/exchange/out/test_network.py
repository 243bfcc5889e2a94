"""Both graphs are read back by networkx, which has no part in writing them."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.exchange.out import gexf, graphml
from detente.exchange.out.network import days
from detente.records import Grain, Relation, TimeSpan
from tests.exchange.out.making import HOSTILE, on, relation

WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12))
ENDS = st.sampled_from(["group:a", "group:b", 'nil:the <men> & "women"', "state:SYR"])
RELATIONS = st.lists(
    st.builds(
        relation,
        dyad=st.tuples(ENDS, ENDS),
        tie=st.sampled_from(["hostile", "allied", "common_enemy"]),
        weight=st.floats(-1, 1),
        against=st.none() | ENDS,
        directed=st.booleans(),
        detail=WORDS,
        when=st.sampled_from([on(), on(days=30), TimeSpan(datetime(2014, 1, 1), None, Grain.DAY)]),
    ),
    max_size=6,
)


def read(kind: str, relations: list[Relation]) -> Any:
    text = "".join({"gexf": gexf, "graphml": graphml}[kind].lines(relations))
    if kind == "graphml":
        return networkx.parse_graphml(text, force_multigraph=True)
    return networkx.read_gexf(io.BytesIO(text.encode()))


@pytest.mark.parametrize("kind", ["gexf", "graphml"])
@settings(max_examples=40)
@given(relations=RELATIONS)
def test_another_program_reads_the_same_network(kind: str, relations: list[Relation]) -> None:
    graph = read(kind, relations)
    assert set(graph.nodes) == {end for one in relations for end in one.dyad}
    edges = {str(data["id"] if kind == "gexf" else key): (a, b, data) for a, b, key, data in _edges(graph)}
    assert len(edges) == len(relations)
    for number, one in enumerate(relations):
        a, b, data = edges[str(number)]
        assert (a, b) == one.dyad
        assert (data["tie"], bool(data["mutual"]), data["sign"]) == (one.tie, not one.directed, (one.weight > 0) - (one.weight < 0))
        assert data.get("start") == "2014-01-01" if one.when.end is None else data["end"] == days(one.when)[1]


def _edges(graph: Any) -> list[tuple[str, str, str, dict[str, Any]]]:
    if graph.is_multigraph():
        return list(graph.edges(keys=True, data=True))
    return [(a, b, data.get("id", "0"), data) for a, b, data in graph.edges(data=True)]


def test_weights_are_signed_and_gexfs_own_is_a_strength() -> None:
    assert read("graphml", [relation()]).edges["group:guard", "group:front", 0]["weight"] == -0.75
    text = "".join(gexf.lines([relation()]))
    assert 'weight="0.75" start="2014-11-02" end="2014-12-01"' in text
    assert '<attvalue for="weight" value="-0.75"/>' in text


def test_the_same_dyad_at_two_times_is_two_edges() -> None:
    graph = read("graphml", [relation(), relation(tie="truce", weight=0.1, when=on(datetime(2015, 1, 1)))])
    assert sorted(data["tie"] for *_, data in graph.edges(data=True)) == ["hostile", "truce"]


def test_evidence_and_whom_it_is_against_are_named() -> None:
    data = read("graphml", [relation(against="nil:the invaders@SYR")]).edges["group:guard", "group:front", 0]
    assert (data["incidents"], data["against"], data["detail"]) == ("inc_1 inc_2", "the invaders", "2 reports")
