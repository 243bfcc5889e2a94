from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente import relating
from detente.records import Grain, Incident, Relation, Shift, TimeSpan
from detente.relating import Observation, Triad, effect, frustration, observations, over_time, signs_on, track, triads, turns
from detente.relating.detect import regimes

FIRST = date(2012, 1, 1)


def seen(day: int, value: float, precision: float = 1.0, turn: float = 0.0) -> Observation:
    return Observation(FIRST + timedelta(days=day), value, precision, turn, f"inc_{day}_{value}", "made")


def incident(number: int, day: int, category: str, a: str = "A", b: str = "B", **more: Any) -> Incident:
    start = datetime(2012, 1, 1) + timedelta(days=day)
    when = TimeSpan(start, start + timedelta(days=1), Grain.DAY)
    return Incident(f"inc_{number}", (f"evt_{number}",), category, (a,), (b,), None, when, more.pop("modality", "occurred"), 1, **more)


def test_evidence_makes_sure_and_silence_unsure() -> None:
    states = track([seen(day, -0.9) for day in range(0, 200, 5)] + [seen(3000, -0.9, 0.001)])
    assert states[0].deviation > states[20].deviation > states[39].deviation
    assert -1 <= states[39].weight < -0.8
    assert states[40].deviation > 2 * states[39].deviation
    assert states[40].weight > states[39].weight, "after eight silent years the old war tells less"


def test_five_reports_are_enough_and_one_is_not() -> None:
    war, peace = [seen(10 * i, -0.9) for i in range(3)], [seen(100 + 10 * i, 0.7) for i in range(3)]
    assert turns([*war, peace[0]]) == []
    (turn,) = turns([*war, *peace])
    assert turn.began == peace[0].on
    assert turn.size > 0.8


def test_a_declared_turn_is_believed_sooner() -> None:
    war = [seen(10 * i, -0.9) for i in range(3)]
    assert turns([*war, seen(100, 0.75, 1.0, 0.35)])
    assert not turns([*war, seen(100, 0.75)])


def test_neither_a_lifetime_of_silence_nor_a_hundred_claims_of_a_turn_are_certainty() -> None:
    states = track([seen(0, -0.9), *(seen(30_000, 0.7, 1.0, 0.9) for _ in range(100)), seen(60_000, -0.9, 1.0, 1.0)])
    assert all(-1 <= state.weight <= 1 and state.deviation > 0 for state in states)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(0, 30), st.integers(0, 60_000)),
            st.sampled_from([-1.0, -0.9, 0.0, 0.7, 1.0]),
            st.sampled_from([1e-3, 1.0, 3.0]),
            st.sampled_from([0.0, 0.35, 0.9, 1.0]),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_whatever_is_told_of_a_dyad_gives_a_state_and_turns(told: list[tuple[int, float, float, float]]) -> None:
    observed = [seen(*one) for one in sorted(told)]
    parts, found = regimes(observed)
    assert sum(len(part.observed) for part in parts) == len(observed)
    assert all(0 <= turn.score <= 1 for turn in found)


def test_no_turn_in_steady_noise() -> None:
    rng = random.Random(4)
    steady = [seen(day, rng.choice((0.25, 0.25, 0.4, -0.3))) for day in range(0, 1500, 6)]
    assert len(turns(steady)) <= 1


def test_forty_reports_of_one_day_are_not_forty() -> None:
    one, forty = track([seen(0, -0.9)])[-1], track([seen(0, -0.9)] * 40)[-1]
    many = track([seen(day, -0.9) for day in range(40)])[-1]
    assert one.deviation > forty.deviation > many.deviation


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["ASSAULT", "CONSULT", "AID", "CONCEDE"])), max_size=15), st.randoms())
def test_any_order_and_any_pace_give_the_same(told: list[tuple[int, str]], rng: Any) -> None:
    incidents = [incident(i, day, category) for i, (day, category) in enumerate(told)]
    batch = relating.rebuild(incidents)
    shuffled = rng.sample(incidents, len(incidents))
    assert relating.rebuild(shuffled) == batch
    for i in range(len(shuffled)):
        live = relating.rebuild(shuffled[: i + 1])
    assert not incidents or live == batch


def test_a_shift_told_rests_on_the_past_alone() -> None:
    stream = [seen(10 * i, -0.9) for i in range(8)] + [seen(100 + 10 * i, 0.6) for i in range(8)]
    told = turns(stream)
    for turn in told:
        known = [one for one in stream if one.on <= turn.seen_on]
        assert turn in turns(known)


def test_modality_weighs() -> None:
    kinds = {modality: observations([incident(1, 0, "ASSAULT", modality=modality)], ()) for modality in ("occurred", "planned", "negated")}
    (done,), (planned,) = kinds["occurred"]["A", "B"], kinds["planned"]["A", "B"]
    assert done.value < planned.value < 0
    assert done.precision > planned.precision
    assert not kinds["negated"]


def test_affiliates_count_for_their_parents_as_of_the_day() -> None:
    def parents(actor: str, on: date) -> tuple[str, ...]:
        return ("P",) if actor == "A" and on < date(2012, 2, 1) else ()

    before = observations([incident(1, 0, "ASSAULT")], (), parents)
    after = observations([incident(1, 60, "ASSAULT")], (), parents)
    assert set(before) == {("A", "B"), ("B", "P")}
    assert set(after) == {("A", "B")}


def state(a: str, b: str, tie: str, start: str = "2012-01-01", end: str | None = None) -> Relation:
    when = TimeSpan(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None, Grain.DAY)
    return Relation((a, b), tie, 0.0, when, None, ("inc_1",))


def test_a_truce_balances_a_triad() -> None:
    relations = [
        state("A", "B", "hostile", end="2014-11-02"),
        state("A", "B", "truce", "2014-11-02"),
        state("A", "C", "hostile"),
        state("B", "C", "hostile"),
    ]
    shift = Shift(("A", "B"), date(2014, 11, 2), "hostile", "truce", 0.9, ("inc_1",), 0.6)
    (triad,) = triads(signs_on(relations, date(2014, 11, 3)))
    assert triad == Triad(("A", "B", "C"), (1, -1, -1))
    assert triad.common_enemy == "C"
    assert effect(shift, relations) == ([triad], [])
    assert [share for _, share, _ in over_time(relations, [date(2014, 11, 1), date(2014, 11, 2)])] == [1 / 3, 0.0]


@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh")), st.sampled_from([1, -1]), max_size=16))
def test_frustration_is_a_share(signs: dict[tuple[str, str], int]) -> None:
    assert 0 <= frustration(signs) <= 0.5


def test_two_camps_have_no_frustration_and_three_foes_have() -> None:
    camps = {(a, b): 1 if (a < "d") == (b < "d") else -1 for a in "abcdef" for b in "abcdef" if a < b}
    assert frustration(camps) == 0
    assert frustration({("a", "b"): -1, ("a", "c"): -1, ("b", "c"): -1}) == 1 / 3
