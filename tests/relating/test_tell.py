from __future__ import annotations

from datetime import date, timedelta

from detente.relating import Observation, Turn, tell_dyad
from detente.relating.observation import AS_TOLD
from detente.relating.tell import speaks_for

FIRST = date(2014, 1, 1)


def seen(name: str, day: int, value: float, kind: str = "made", turn: float = 0.0) -> Observation:
    return Observation(FIRST + timedelta(days=day), value, 1.0, turn, name, kind)


WAR = [seen(f"inc_war{i}", 5 * i, -0.9, "ASSAULT") for i in range(4)]


def test_a_shift_rests_on_what_moved_the_state_its_way() -> None:
    peace = [
        seen("inc_truce", 60, 0.45, "CONCEDE", 0.35),
        seen("tie_friends", 60, 0.8, "allied, as stated"),
        seen("inc_skirmish", 62, -0.9, "ASSAULT"),
        seen("inc_talks", 64, 0.4, "CONSULT"),
        seen("inc_years_later", 400, 0.4, "CONSULT"),
    ]
    _, (shift,) = tell_dyad(("A", "B"), [*WAR, *peace])
    assert (shift.before, shift.at) == ("hostile", peace[0].on)
    assert set(shift.incident_ids) == {"inc_truce", "inc_talks"}
    assert shift.tie_ids == ("tie_friends",)
    assert "1 × CONCEDE" in shift.detail
    assert "ASSAULT" not in shift.detail
    assert "(2 more since)" in shift.detail


def test_a_break_rests_on_the_attacks() -> None:
    friends = [seen(f"inc_calm{i}", 5 * i, 0.6, "COOPERATE") for i in range(5)]
    broken = [seen("inc_attack", 60, -0.9, "ASSAULT"), seen("inc_visit", 61, 0.4, "CONSULT"), seen("inc_siege", 66, -0.9, "ASSAULT")]
    _, (shift,) = tell_dyad(("A", "B"), [*friends, *broken, seen("inc_war", 70, -0.9, "ASSAULT")])
    assert shift.size < 0
    assert set(shift.incident_ids) == {"inc_attack", "inc_siege", "inc_war"}


def test_the_standing_that_ends_is_no_evidence_of_its_end() -> None:
    beside = seen("tie_foes", 60, 0.45, AS_TOLD, 0.4)
    _, (shift,) = tell_dyad(("A", "B"), [*WAR, seen("inc_truce", 60, 0.45, "CONCEDE", 0.35), beside])
    assert (shift.incident_ids, shift.tie_ids) == (("inc_truce",), ())


def test_an_act_that_claims_the_turn_is_told_first_and_then_what_is_near() -> None:
    turn = Turn(date(2014, 3, 1), date(2014, 3, 20), (-0.6, 0.1), (0.3, 0.1), 0.9)
    talks = Observation(date(2014, 3, 1), 0.25, 1.0, 0.0, "inc_talks", "CONSULT")
    late = Observation(date(2014, 3, 29), 0.25, 1.0, 0.0, "inc_late", "CONSULT")
    truce = Observation(date(2014, 3, 5), 0.4, 0.7, 0.25, "inc_truce", "CONCEDE")
    told = speaks_for(turn, [talks, truce, late])
    assert [one.evidence for one in told] == ["inc_truce", "inc_talks", "inc_late"]
