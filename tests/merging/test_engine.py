from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.merging import Live, Page, Report, Where, judge, rebuild
from detente.merging.incidents import incident_of
from detente.records import Grain, Judgement, TimeSpan, Toll, Verdict

from .making import HOMS, RASTAN, day, killed, page, report


def groups(reports: list[Report], people: list[Judgement] | None = None) -> list[tuple[str, ...]]:
    return sorted(incident.event_ids for incident in rebuild(reports, people or [])[1])


def person(left: str, right: str, verdict: Verdict, year: int = 2020) -> Judgement:
    return Judgement(left, right, verdict, 1.0, "read both", "person:eve", datetime(year, 1, 1, tzinfo=UTC))


def test_two_papers_one_attack() -> None:
    a = report("a", page("north"), "Government tanks shelled the Baba Amr district of Homs", tolls=killed(12), mode="heavy-weapons")
    b = report("b", page("south"), "Syrian artillery shelled Homs killing twelve", tolls=killed(14), mode="heavy-weapons")
    edges, incidents = rebuild([a, b])
    assert [edge.verdict for edge in edges] == [Verdict.SAME]
    assert "same place: Homs" in edges[0].detail
    assert "same time: 2012-03-01" in edges[0].detail
    (incident,) = incidents
    assert incident.tolls == (Toll("killed", 12, 14, 14),)
    assert [claim.tolls for claim in incident.claims] == [killed(12), killed(14)]
    assert incident.origins == 2


def test_neighbouring_towns_on_one_day_stay_two() -> None:
    near = [
        report(
            f"{town.name}{i}", page(f"{town.name}{i}"), "Army tanks shelled the town and killed people", where=town, mode="heavy-weapons"
        )
        for town in (HOMS, RASTAN)
        for i in range(3)
    ]
    assert [len(group) for group in groups(near)] == [3, 3]


def test_a_vague_report_does_not_chain_two_towns() -> None:
    vague = Where("Homs Governorate", "province", "geonames:169575", 34.5, 38.3, "SYR", "Homs")
    reports = [
        report("h", page("one"), "Army tanks shelled the town", where=HOMS),
        report("r", page("two"), "Army tanks shelled the town", where=RASTAN),
        report("v", page("three"), "Army tanks shelled a town", where=vague),
    ]
    found = groups(reports)
    assert len(found) == 2
    assert not any({"evt_h", "evt_r"} <= set(group) for group in found)


def test_same_fight_on_another_day_is_another() -> None:
    reports = [report(when, page(when), "Army tanks shelled the town", when=day(when)) for when in ("2012-03-01", "2012-03-09")]
    assert len(groups(reports)) == 2


def test_headline_and_lead_are_one() -> None:
    article = page("north")
    head = report("t", article, "Twelve killed as army shells Homs", where=None, when=None, recipient_ids=(), trigger="shel", at=0)
    lead = report("l", article, "Government tanks shelled Homs on Thursday killing twelve people", at=60, tolls=killed(12))
    other = report("o", article, "Rebels kidnapped two aid workers in Idlib last week", at=200, category="ASSAULT", mode="abduct",
                   actor_ids=("nil:rebels",), recipient_ids=("nil:two aid workers",), where=RASTAN,
                   when=day("2012-02-22"))  # fmt: skip
    assert groups([head, lead, other]) == [("evt_l", "evt_t"), ("evt_o",)]


def test_people_beat_the_machine_and_each_other_by_date() -> None:
    a, b = (report(name, page(name), "Army tanks shelled the town", tolls=killed(12)) for name in "ab")
    c = report("c", page("c"), "Envoys met for talks", category="CONSULT", where=None, actor_ids=("USA",), recipient_ids=("RUS",))
    assert groups([a, b, c]) == [("evt_a", "evt_b"), ("evt_c",)]
    assert groups([a, b, c], [person("evt_b", "evt_a", Verdict.DIFFERENT)]) == [("evt_a",), ("evt_b",), ("evt_c",)]
    assert groups([a, b, c], [person("evt_a", "evt_c", Verdict.SAME)]) == [("evt_a", "evt_b", "evt_c")]
    both = [person("evt_a", "evt_b", Verdict.DIFFERENT, 2020), replace(person("evt_a", "evt_b", Verdict.SAME, 2021), by="person:adam")]
    assert groups([a, b, c], both) == [("evt_a", "evt_b"), ("evt_c",)]


def test_denials_and_late_corrections_stay_visible() -> None:
    first = report("a", page("a", "2012-03-01"), "Army tanks shelled the town killing five", tolls=killed(5), speakers=("nil:activists",))
    later = report("b", page("b", "2012-03-02"), "Army tanks shelled the town killing seven", tolls=killed(7), speakers=("nil:activists",))
    denied = report("c", page("c", "2012-03-03"), "The army never shelled the town", stance="denies", speakers=("SYR-gov",))
    (incident,) = rebuild([denied, later, first])[1]
    assert incident.modality == "occurred"
    assert {claim.stance for claim in incident.claims} == {"asserts", "denies"}
    assert [change.detail for change in incident.history] == ["killed: 5 → 7", "modality: occurred → negated"]
    assert incident.speakers == ("SYR-gov", "nil:activists")


def test_judging_a_new_one_against_those_near() -> None:
    old = [report(name, page(name), "Army tanks shelled the town") for name in "ab"]
    (new,) = [report("n", page("n"), "Army tanks shelled the town")]
    assert {(edge.left, edge.right) for edge in judge([new], old)} == {("evt_a", "evt_n"), ("evt_b", "evt_n")}


PLACES = st.sampled_from([HOMS, RASTAN, None, Where("Syria", "country", None, None, None, "SYR")])


@st.composite
def streams(draw: st.DrawFn) -> list[Report]:
    pages = [Page(f"art_{i}", f"paper {i % 3}", day(f"2012-03-0{1 + i % 4}")) for i in range(5)]
    times = st.sampled_from([day("2012-03-01"), day("2012-03-02"), None, TimeSpan(datetime(2012, 3, 1), datetime(2012, 4, 1), Grain.MONTH)])
    parties = st.lists(st.sampled_from(["A", "B", "C"]), max_size=2, unique=True).map(tuple)
    return [
        report(
            str(i),
            draw(st.sampled_from(pages)),
            draw(st.sampled_from(["Army tanks shelled the town", "Rebels quickly attacked a checkpoint", "Envoys held talks"])),
            category=draw(st.sampled_from(["ASSAULT", "CONSULT", "COERCE"])),
            actor_ids=draw(parties),
            recipient_ids=draw(parties),
            when=draw(times),
            where=draw(PLACES),
            at=i % 2,
            score=draw(st.floats(0, 1)),
        )
        for i in range(draw(st.integers(0, 9)))
    ]


@settings(max_examples=30, deadline=None)
@given(streams(), st.randoms(use_true_random=False), st.data())
def test_any_order_and_live_give_the_same(reports: list[Report], random: Any, data: st.DataObject) -> None:
    names = [told.event_id for told in reports]
    people = []
    if len(names) > 1:
        a, b = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
        people = [person(*sorted((a, b)), data.draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT])))]
    batch = rebuild(reports, people)
    shuffled = random.sample(reports, len(reports))
    assert rebuild(shuffled, people) == batch
    live, known = Live(people), {}
    for told in shuffled:
        merged = live.take([told])
        for gone in merged.gone:
            del known[gone]
        known |= {incident.id: incident for incident in merged.incidents}
    assert [known[name] for name in sorted(known)] == batch[1]
    assert sorted(name for incident in batch[1] for name in incident.event_ids) == sorted(names)
    for edge in people:
        together = any({edge.left, edge.right} <= set(incident.event_ids) for incident in batch[1])
        assert together == (edge.verdict is Verdict.SAME)


@settings(max_examples=40, deadline=None)
@given(streams())
def test_the_short_way_is_the_long_way(reports: list[Report]) -> None:
    for told in reports:
        twice = incident_of([told, told])
        assert incident_of([told]) == replace(twice, event_ids=(told.event_id,), claims=twice.claims[:1])
