from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from detente.store import Store


def items(client: TestClient, path: str) -> list[dict]:  # type: ignore[type-arg]
    found: list[dict] = client.get(path).json()["items"]  # type: ignore[type-arg]
    return found


def test_every_headline_stands_on_its_characters(client: TestClient) -> None:
    shown = items(client, "/api/incidents?limit=40")
    assert shown
    for incident in shown:
        headline = incident["headline"]
        text = client.get(f"/api/articles/{headline['article_id']}").json()["text"]
        assert " ".join(text[headline["start"] : headline["end"]].split()) == headline["text"]


@pytest.mark.parametrize("sort", ["newest", "-size"])
def test_sorting_sorts(client: TestClient, made: Store, sort: str) -> None:
    ids = [one["id"] for one in items(client, f"/api/incidents?sort={sort}&limit=500")]
    told = {row["id"]: row for row in made.screens.cards_of(ids)}
    keys = [told[name]["told_at" if sort == "newest" else "articles"] for name in ids]
    assert keys == sorted(keys, reverse=True)
    assert len(set(keys)) > 1


def test_filters_hold_and_leave_nothing_out(client: TestClient) -> None:
    everything = items(client, "/api/incidents?limit=500")
    sample = next(one for one in everything if one["recipients"] and one["place"]["country"])
    actor, recipient, place = sample["actors"][0]["id"], sample["recipients"][0]["id"], sample["place"]
    checks = {
        f"actor={actor}": lambda one: actor in [party["id"] for party in one["actors"]],
        f"recipient={recipient}": lambda one: recipient in [party["id"] for party in one["recipients"]],
        f"party={recipient}": lambda one: recipient in [party["id"] for party in (*one["actors"], *one["recipients"])],
        f"party={actor}&party={recipient}": lambda one: (
            {actor, recipient} <= {party["id"] for party in (*one["actors"], *one["recipients"])}
        ),
        "category=assault": lambda one: one["category"] == "ASSAULT",
        "category=ASSAULT&category=CONSULT": lambda one: one["category"] in ("ASSAULT", "CONSULT"),
        "modality=planned": lambda one: one["modality"] == "planned",
        f"place={place['id']}": lambda one: one["place"]["id"] == place["id"],
        f"country={place['country'].lower()}": lambda one: one["place"]["country"] == place["country"],
        "min_origins=2": lambda one: one["origins"] >= 2,
        "min_score=0.9": lambda one: one["score"] >= 0.9,
        "from=2004-06&to=2004-09": lambda one: one["when"]["end"] > "2004-06-01" and one["when"]["start"] < "2004-09-01",
    }
    for query, holds in checks.items():
        found = items(client, f"/api/incidents?limit=500&{query}")
        assert found == [one for one in everything if holds(one)], query
        assert 0 < len(found) < len(everything), query


def test_words_are_found_in_sentences_whatever_their_case(client: TestClient) -> None:
    found = items(client, "/api/incidents?q=BOMBED%20official&limit=500")
    assert found
    assert all(client.get(f"/api/incidents/{one['id']}").text.count("bombed") for one in found[:10])
    assert items(client, "/api/incidents?q=bombed%20nowhereatall") == []


def test_an_incident_is_shown_with_all_it_stands_on(client: TestClient) -> None:
    largest = items(client, "/api/incidents?sort=-size&limit=1")[0]
    whole = client.get(f"/api/incidents/{largest['id']}").json()
    assert {name: whole[name] for name in largest} == largest
    assert len(whole["events"]) > 1
    assert len(whole["members"]) == whole["origins"]
    assert sum(len(origin["articles"]) for origin in whole["members"]) == whole["articles"]
    for event in whole["events"]:
        article = client.get(f"/api/articles/{event['article_id']}").json()
        assert article["text"][event["sentence"]["start"] : event["sentence"]["end"]] == event["sentence_text"]
        assert event["chain"] == [{"name": "an official", "stance": "asserts"}]
        assert {mention["id"] for mention in event["mentions"]} >= {*event["actors"], *event["recipients"]}
    said = {name for side in whole["claims"]["place"] for name in side["event_ids"]}
    assert said == {event["id"] for event in whole["events"]}


def test_timeline_and_map_count_what_the_list_shows(client: TestClient) -> None:
    query = "category=ASSAULT&modality=occurred"
    listed = items(client, f"/api/incidents?limit=500&{query}")
    buckets, spots = items(client, f"/api/timeline?bucket=month&{query}"), items(client, f"/api/map?{query}")
    assert sum(bucket["incidents"] for bucket in buckets) == len(listed) == sum(spot["incidents"] for spot in spots)
    assert all(bucket["by_quad"] == ({"material conflict": bucket["events"]} if bucket["events"] else {}) for bucket in buckets)
    assert all(spot["quad_counts"] == {"material conflict": spot["incidents"]} for spot in spots)
    assert sum(bucket["articles"] for bucket in buckets) == sum(day["articles"] for day in items(client, "/api/coverage"))


def test_an_event_is_explained_by_the_beginning_of_its_id(client: TestClient) -> None:
    event = items(client, "/api/events?limit=1")[0]
    told = client.get(f"/api/events/{event['id']}").json()
    assert told["event"]["id"] == event["id"]
    assert told["position"]["block"] == "BODY"
    assert event["sentence"] == " ".join(told["sentence"].split())
