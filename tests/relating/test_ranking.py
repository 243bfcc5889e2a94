from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from detente.records import Grain, Incident, TimeSpan
from detente.relating import Weighed, ranked, rebuild

FIRST = datetime(2014, 1, 1)


def deed(day: int, category: str, who: str, whom: str) -> Incident:
    on = FIRST + timedelta(days=day)
    when = TimeSpan(on, on + timedelta(days=1), Grain.DAY)
    return Incident(f"inc_{day}_{who}_{whom}", (), category, (who,), (whom,), None, when, "occurred", 1)


def turn(a: str, b: str, before: tuple[str, str], after: tuple[str, str], days: int = 8) -> list[Incident]:
    """Each party's deeds towards the other, before and after day 100."""
    found = []
    for start, deeds in ((0, before), (100, after)):
        for i in range(days):
            found += [deed(start + 5 * i, deeds[0], a, b), deed(start + 5 * i + 2, deeds[1], b, a)]
    return found


def weighed(*incidents: Incident) -> list[Weighed]:
    told = list(incidents)
    relations, shifts = rebuild(told)
    return ranked(shifts, relations, told)


def test_what_both_parties_do_stands_out_before_what_only_one_does() -> None:
    war = turn("A", "B", ("AID", "AID"), ("ASSAULT", "ASSAULT"))
    strikes_at_its_wish = turn("C", "D", ("AID", "CONSULT"), ("ASSAULT", "AID"), days=12)
    found = {one.shift.dyad: one for one in weighed(*war, *strikes_at_its_wish)}
    assert found["A", "B"].mutual
    if ("C", "D") in found:
        assert not found["C", "D"].mutual
        assert found["C", "D"].weight < found["A", "B"].weight / 2


def test_evidence_on_both_sides_counts_by_days() -> None:
    (one,) = weighed(*turn("A", "B", ("AID", "AID"), ("ASSAULT", "ASSAULT")))
    assert 8 < one.days[0] < 16, "of the sixteen days before, each counts by how near it is"
    assert one.days[0] < one.days[1] < 16
    assert one.shift.at >= date(2014, 4, 11)
    assert one.own == 1.0
    assert one.lasted >= 30
    brief = replace(one, days=(16, 2))
    unanswered = Weighed(one.shift, one.days, (one.moved[0], None))
    opposed = Weighed(one.shift, one.days, (one.moved[0], 0.3))
    unfelt = replace(unanswered, unfelt=True)
    assert one.weight > unanswered.weight > opposed.weight == unfelt.weight
    assert brief.weight < one.weight / 4
    assert replace(one, kinds=1).weight < replace(one, kinds=2).weight
    assert replace(one, lasted=10).weight < one.weight
    assert replace(one, needed=20).weight < one.weight, "what could only be told after many reports is a drift"
    assert replace(one, shift=replace(one.shift, before="mixed")).weight < one.weight, "from neither is half a turn"
    assert replace(one, shift=replace(one.shift, before=one.shift.after)).weight < one.weight


def test_force_that_is_never_answered_is_at_the_others_wish() -> None:
    strikes = [deed(100 + 5 * i, "ASSAULT", "C", "D") for i in range(10)]
    friends = [deed(5 * i, "AID", "C", "D") for i in range(10)]
    found = {one.shift.dyad: one for one in weighed(*friends, *strikes)}
    answered = {one.shift.dyad: one for one in weighed(*friends, *strikes, deed(111, "ACCUSE", "D", "C"))}
    assert found["C", "D"].unfelt
    assert not answered["C", "D"].unfelt
    assert found["C", "D"].weight < answered["C", "D"].weight / 5


def test_a_long_silent_hostility_is_evidence_still() -> None:
    quiet = [deed(3 * i, "SANCTION", "A", "B") for i in range(15)] + [deed(200 + 3 * i, "AID", "A", "B") for i in range(12)]
    (one,) = weighed(*quiet)
    assert 2 < one.days[0] < 8, "none of it within three months, all of it faded"


def test_a_war_at_home_is_no_turn_with_all_the_world() -> None:
    war = turn("A", "B", ("AID", "AID"), ("ASSAULT", "ASSAULT"), days=12)
    with_others = [one for other in "CDEF" for one in turn("A", other, ("AID", "AID"), ("ASSAULT", "ASSAULT"), days=12)]
    alone, among_many = weighed(*war)[0], next(one for one in weighed(*war, *with_others) if one.shift.dyad == ("A", "B"))
    assert alone.own == 1.0
    assert among_many.own < 0.5
    assert among_many.weight < alone.weight


def test_an_answer_counts_by_how_far_it_goes() -> None:
    (one,) = weighed(*turn("A", "B", ("AID", "AID"), ("ASSAULT", "ASSAULT")))
    hardly = replace(one, moved=(one.moved[0], one.shift.size / 20))
    assert hardly.mutual
    assert hardly.weight < one.weight / 2


def test_ministries_act_for_their_states() -> None:
    told = turn("A-army", "B", ("AID", "AID"), ("ASSAULT", "ASSAULT"))
    relations, shifts = rebuild(told, parents=lambda actor, on: ("A",) if actor == "A-army" else ())
    found = ranked(shifts, relations, told, lambda actor, on: ("A",) if actor == "A-army" else ())
    assert {one.shift.dyad for one in found} == {("A", "B"), ("A-army", "B")}
    assert all(one.mutual for one in found)
