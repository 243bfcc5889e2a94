from __future__ import annotations

from detente.cli.demo import Shown, as_data
from detente.cli.report.world import differing


def test_merged_happenings_stand_on_several_pages_and_no_event_is_in_two(shown: Shown) -> None:
    incidents = shown.look.incidents
    events = [event for incident in incidents for event in incident.event_ids]
    assert sorted(events) == sorted({told.row.event_id for told in shown.look.told})
    rows = as_data(shown)["merged"]
    assert rows, "the samples tell one happening on several pages"
    assert all(row["articles"] > 1 for row in rows)
    assert [row["articles"] for row in rows] == sorted((row["articles"] for row in rows), reverse=True)


def test_relations_rest_on_something_of_these_pages(shown: Shown) -> None:
    known = {incident.id for incident in shown.look.incidents} | set(shown.look.ties)
    rows = as_data(shown)["relations"]
    assert len({(row["a_id"], row["b_id"]) for row in rows}) == len(rows)
    for row in rows + as_data(shown)["shifts"]:
        assert known & {*row["incidents"], *row["ties"]}


def claim(place: str | None, outlet: str | None, *speakers: str) -> dict[str, object]:
    return {"place": place, "tolls": [], "modality": "occurred", "outlet": outlet, "according_to": list(speakers)}


def test_claims_that_differ_stand_with_who_says_so() -> None:
    assert differing([claim("Homs", "A"), claim("Hama", "B", "police"), claim("Homs", "C")]) == ["place: Hama (B ← police) / Homs (A; C)"]


def test_agreeing_claims_and_silence_differ_in_nothing() -> None:
    assert differing([claim("Homs", "A"), claim(None, None), claim("Homs", "A")]) == []
