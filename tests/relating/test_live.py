from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.records import Grain, Incident, TimeSpan
from detente.relating import Live, Stated, rebuild

PARTIES = ("A", "B", "C", "D")
DEEDS = ("ASSAULT", "AGREE", "CONSULT", "COOPERATE", "THREATEN")


def when(day: int) -> TimeSpan:
    start = datetime(2012, 1, 1) + timedelta(days=day)
    return TimeSpan(start, start + timedelta(days=1), Grain.DAY)


sides = st.lists(st.sampled_from(PARTIES), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    number, actors = draw(st.integers(0, 9)), draw(sides)
    others = tuple(party for party in draw(sides) if party not in actors)
    category = draw(st.sampled_from(DEEDS))
    day, score = draw(st.integers(0, 400)), draw(st.sampled_from((0.5, 1.0)))
    articles = (f"art_{number}",)
    return Incident(f"inc_{number}", (), category, actors, others, None, when(day), "occurred", 1, article_ids=articles, score=score)


@st.composite
def ties(draw: st.DrawFn) -> Stated:
    a, b = draw(st.lists(st.sampled_from(PARTIES), min_size=2, max_size=2, unique=True))
    tie, state = draw(st.sampled_from(("hostile", "allied", "backs"))), draw(st.sampled_from(("current", "former")))
    number = draw(st.integers(0, 9))
    name = f"tie_{a}{b}{tie}{state}{number}"
    return Stated(name, f"art_{number}", a, tie, b, state, when(draw(st.integers(0, 400))))


Step = tuple[list[Incident], list[str], list[Stated]]
steps: st.SearchStrategy[list[Step]] = st.lists(
    st.tuples(
        st.lists(incidents(), max_size=3, unique_by=lambda one: one.id),
        st.lists(st.integers(0, 9).map("inc_{}".format), max_size=1),
        st.lists(ties(), max_size=1),
    ),
    min_size=1,
    max_size=8,
)


class Kept:
    """A store of relations and shifts as `Told` changes it."""

    def __init__(self) -> None:
        self.relations: list[Any] = []
        self.shifts: list[Any] = []

    def change(self, told: Any) -> None:
        gone = set(told.dyads)
        self.relations = [one for one in self.relations if tuple(sorted(one.dyad)) not in gone] + told.relations
        self.shifts = [one for one in self.shifts if one.dyad not in gone] + told.shifts

    def sorted(self) -> tuple[list[Any], list[Any]]:
        order = sorted(self.relations, key=lambda one: (one.dyad, str(one.when.start or ""), one.tie, one.against or ""))
        return order, sorted(self.shifts, key=lambda one: (one.at, one.dyad))


@settings(max_examples=60)
@given(steps, st.integers(0, 8))
def test_law_9_live_equals_batch_and_a_restart_changes_nothing(told: list[Step], stop: int) -> None:
    live, kept = Live(), Kept()
    known: dict[str, Incident] = {}
    said: dict[str, Stated] = {}
    for number, (changed, gone, stated) in enumerate(told):
        lost = [name for name in gone if name in known]
        fresh = [tie for tie in stated if tie.id not in said]
        if number == stop:
            live = Live()
            live.hold(known.values(), said.values(), *kept.sorted())
        known = {name: one for name, one in known.items() if name not in lost} | {one.id: one for one in changed}
        said |= {tie.id: tie for tie in fresh}
        kept.change(live.take(changed, lost, fresh))
        assert kept.sorted() == rebuild(known.values(), said.values())


def test_the_same_again_touches_nothing() -> None:
    fight = Incident("inc_1", (), "ASSAULT", ("A",), ("B",), None, when(1), "occurred", 1)
    live = Live()
    assert live.take([fight]).dyads == (("A", "B"),)
    assert live.take([fight]).dyads == ()
    assert live.take([replace(fight, score=0.3)]).dyads == (("A", "B"),)
    gone = live.take([], ["inc_1"])
    assert (gone.dyads, gone.relations, gone.shifts) == ((("A", "B"),), [], [])
