from __future__ import annotations

import itertools
from collections.abc import Callable

from starlette.testclient import TestClient

from detente.derive import derive
from detente.store import Store
from tests.live.making import Telling, story


def test_a_shift_leads_to_sentences(client: TestClient) -> None:
    shift = client.get("/api/shifts?limit=1").json()["items"][0]
    whole = client.get(f"/api/shifts/{shift['id']}").json()
    assert {name: whole[name] for name in shift} == shift
    assert {one["id"] for one in whole["incidents"]} == set(shift["incident_ids"])
    assert shift["headline"] in [one["headline"] for one in whole["incidents"]]


def test_shifts_are_filtered(client: TestClient) -> None:
    everything = client.get("/api/shifts?limit=500").json()["items"]
    party = everything[0]["a"]["id"]
    for query, holds in {
        f"party={party}": lambda one: party in (one["a"]["id"], one["b"]["id"]),
        "from=2010&to=2012": lambda one: "2010" <= one["at"] < "2012",
        "min_size=0.8": lambda one: abs(one["size"]) >= 0.8,
    }.items():
        found = client.get(f"/api/shifts?limit=500&{query}").json()["items"]
        assert found
        assert all(map(holds, found)), query
        last = everything[-1]["at"]  # the list was cut there
        assert [one for one in found if one["at"] > last] == [one for one in everything if holds(one) and one["at"] > last]


def test_a_dyad_reads_the_same_from_both_sides(client: TestClient) -> None:
    shift = client.get("/api/shifts?limit=1").json()["items"][0]
    a, b = shift["a"]["id"], shift["b"]["id"]
    there, back = (client.get(f"/api/relations/{x}/{y}").json() for x, y in ((a, b), (b, a)))
    assert there["line"] == back["line"]
    assert there["shifts"] == back["shifts"]
    assert there["incidents"] == back["incidents"]
    assert shift["id"] in [one["id"] for one in there["shifts"]]
    assert all(part["low"] <= part["weight"] <= part["high"] for part in there["line"])
    days = [part["at"] for part in there["line"]]
    assert days == sorted(days)


def test_the_network_is_that_of_the_day(client: TestClient) -> None:
    network = client.get("/api/network?at=2015").json()
    nodes = {node["id"]: node for node in network["nodes"]}
    assert {name for edge in network["edges"] for name in (edge["a"], edge["b"])} == set(nodes)
    assert sum(node["degree"] for node in nodes.values()) == 2 * len(network["edges"])
    held = client.get("/api/relations?at=2015&limit=500").json()["items"]
    assert {(one["a"]["id"], one["b"]["id"]) for one in held} >= {(edge["a"], edge["b"]) for edge in network["edges"]} or len(held) == 500
    for triad in network["triads"]["list"]:
        assert not triad["balanced"]
        signs = {frozenset((edge["a"], edge["b"])): -1 if edge["tie"] == "hostile" else 1 for edge in network["edges"]}
        assert [signs[frozenset(pair)] for pair in itertools.combinations(triad["members"], 2)] == triad["signs"]


def test_an_ego_network_holds_ego_and_neighbours(client: TestClient) -> None:
    whole = client.get("/api/network?at=2015&limit=5000").json()
    ego = max(whole["nodes"], key=lambda node: (node["degree"], node["id"]))["id"]
    near = {name for edge in whole["edges"] if ego in (edge["a"], edge["b"]) for name in (edge["a"], edge["b"])}
    seen = client.get(f"/api/network?at=2015&limit=5000&ego={ego}").json()
    assert {node["id"] for node in seen["nodes"]} == near
    assert len(near) < len(whole["nodes"])


def test_weak_ties_are_left_out_when_asked(client: TestClient) -> None:
    edges = client.get("/api/network?at=2015&min_weight=0.6").json()["edges"]
    assert edges
    assert all(abs(edge["weight"]) >= 0.6 for edge in edges)


def test_an_actor_of_the_register_comes_with_sources(client: TestClient) -> None:
    told = client.get("/api/actors/group:nusra-front").json()
    assert told["name"] == "al-Nusra Front"
    assert told["affiliations"]
    assert all(held["cites"] for held in (*told["names"], *told["affiliations"]))
    found = client.get("/api/actors?q=nusra").json()["items"]
    assert "group:nusra-front" in [one["id"] for one in found]


def test_what_pages_state_of_two_stands_on_its_characters(serving: Callable[..., TestClient], fresh: Store) -> None:
    told = [Telling("Upland", "CONSULT", "Lowland", 1, tie="allied"), Telling("Upland", "CONSULT", "Riverside", 2, tie="hostile")]
    for one in told:
        fresh.add(*story(one))
    derive(fresh)
    client = serving()
    (found,) = client.get("/api/stated?party=test:Lowland&party=test:Upland").json()["items"]
    page = client.get(f"/api/articles/{found['article']['id']}").json()
    assert (found["tie"], found["state"], found["text"]) == ("allied", "current", "Upland is allied to Lowland.")
    assert page["text"][found["start"] : found["end"]] == found["text"]
    assert client.get("/api/stated?party=test:Lowland&party=test:Riverside").json()["items"] == []
    assert client.get("/api/stated?party=test:Lowland").status_code == 422
