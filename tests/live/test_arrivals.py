from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.derive import derive
from detente.live.arrivals import Arrivals
from detente.records import Judgement, Verdict
from detente.store import Store
from tests.live.making import Telling, story, tellings


def world(store: Store) -> dict[str, Any]:
    """All that is derived, in an order that doesn't depend on how it came to be."""
    relations = sorted(store.world.relations(), key=repr)
    return {
        "judgements": store.judgements(),
        "incidents": store.world.incidents(),
        "relations": relations,
        "shifts": store.world.shifts(),
        **store.dump(derived=True),
    }


def add(store: Store, told: list[Telling], coder: str = "coder-1") -> list[Any]:
    stories = [story(telling, coder) for telling in told]
    store.add_all(stories)
    return [(article, coding) for _, article, coding in stories]


@settings(max_examples=8)  # each makes two stores: a tenth of a second, and tells a dozen articles one by one
@given(st.lists(tellings(), min_size=1, max_size=12, unique=True), st.lists(st.integers(1, 4), min_size=1, max_size=12), st.integers(0, 6))
def test_law_9_live_equals_batch_through_restarts_and_kills(told: list[Telling], paces: list[int], killed: int) -> None:
    with Store.in_memory() as live, Store.in_memory() as batch:
        arrivals = Arrivals(live)
        left, step = list(told), 0
        while left:
            pace = paces[step % len(paces)]
            coded = add(live, left[:pace])
            if step == killed:  # between what was coded and what would be told of it
                arrivals = Arrivals(live)
            else:
                arrivals.take(coded)
            left, step = left[pace:], step + 1
        add(batch, told)
        derive(batch)
        assert world(live) == world(batch)


def test_only_what_is_new_is_signalled() -> None:
    fight, again, far = (
        Telling("Upland", "ASSAULT", "Lowland", 3),
        Telling("Upland", "ASSAULT", "Lowland", 3, 1),
        Telling("Riverside", "CONSULT", "Hillguard", 90),
    )
    with Store.in_memory() as store:
        arrivals = Arrivals(store)
        (first,) = arrivals.take(add(store, [fight])).incidents
        (second,) = arrivals.take(add(store, [far])).incidents
        (joined,) = arrivals.take(add(store, [again])).incidents
        assert len(joined.event_ids) == 2
        assert arrivals.take(add(store, [again])).incidents == ()
        assert [signal.ref for signal in store.watching.stream()] == [first.id, second.id, joined.id]


def test_a_new_coder_takes_the_events_of_the_old_one_out_of_the_world() -> None:
    told = [Telling("Upland", "ASSAULT", "Lowland", day) for day in range(3)]
    with Store.in_memory() as store, Store.in_memory() as batch:
        arrivals = Arrivals(store)
        arrivals.take(add(store, told))
        arrivals.take(add(store, told[:1], "coder-2"))
        add(batch, told)
        add(batch, told[:1], "coder-2")
        derive(batch)
        assert world(store) == world(batch)


def test_a_person_decides_and_may_change_their_mind() -> None:
    told = [Telling("Upland", "ASSAULT", "Lowland", 3, outlet) for outlet in (0, 1)]
    with Store.in_memory() as store:
        arrivals = Arrivals(store)
        arrivals.take(add(store, told))
        (one,) = store.world.incidents()
        for verdict, number in ((Verdict.DIFFERENT, 2), (Verdict.SAME, 1)):
            edge = Judgement(*one.event_ids, verdict, 1.0, "read both", "person:eve")
            store.add_judgement(edge)
            arrivals.decide(edge)
            assert len(store.world.incidents()) == number
            live = world(store)
            derive(store)
            assert world(store) == live
