from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from detente.records import Claim, Grain, Incident, TimeSpan
from detente.relating import Observation, Stated, rebuild
from detente.relating.dating import Days, days_of, days_told, placed

DAY = timedelta(days=1)
VAGUE = TimeSpan(datetime(2014, 9, 21), datetime(2015, 11, 7), Grain.YEAR)


def on(text: str, days: int = 1) -> TimeSpan:
    start = datetime.fromisoformat(text)
    return TimeSpan(start, start + days * DAY, Grain.DAY)


def incident(name: str, category: str, when: TimeSpan | None, *published: TimeSpan, modality: str = "occurred") -> Incident:
    claims = tuple(
        Claim("evt", f"art_{i}", "A", out.start, (), "asserts", modality, category, ("A",), ("B",), None, when, (), out.end)
        for i, out in enumerate(published)
    )
    return Incident(f"inc_{name}", (), category, ("A",), ("B",), None, when, modality, 2, claims=claims, article_ids=(f"art_{name}",))


def seen(day: date, value: float, first: date | None = None) -> Observation:
    return Observation(day, value, 1.0, 0.0, f"inc_{day}{value}", "made", (), first)


def test_a_sharp_time_counts_from_its_first_day_and_a_vague_one_from_its_last() -> None:
    night = TimeSpan(datetime(2014, 11, 5, 20), datetime(2014, 11, 6, 6), Grain.HOUR)
    assert days_of(night) == Days(date(2014, 11, 5), date(2014, 11, 6))
    assert (days_of(night) or Days(date.min, date.min)).on == date(2014, 11, 5)
    vague = days_of(VAGUE)
    assert vague is not None
    assert (vague.on, vague.sharp) == (date(2015, 11, 6), False)
    assert vague.trust < 0.8
    assert days_of(TimeSpan(datetime(2014, 5, 1), None, Grain.DAY)) == Days(date(2014, 5, 1), date(2014, 5, 1))
    before = days_of(TimeSpan(None, datetime(2014, 5, 1), Grain.DAY))
    assert before is not None
    assert (before.on, before.sharp) == (date(2014, 4, 30), False)
    assert days_of(None) is days_of(TimeSpan(None, None, Grain.DAY)) is None


def test_an_untimed_incident_counts_from_the_article_that_was_surely_out_first() -> None:
    assert days_told(incident("1", "CONSULT", None, VAGUE, on("2014-11-14"))) == Days(date(2014, 11, 14), date(2014, 11, 14))
    assert days_told(incident("1", "CONSULT", None)) is None


def test_nothing_counts_from_later_than_it_was_told() -> None:
    autumn = TimeSpan(datetime(2014, 9, 1), datetime(2014, 12, 1), Grain.QUARTER)
    assert days_told(incident("1", "CONCEDE", autumn, on("2014-11-14"))) == Days(date(2014, 9, 1), date(2014, 11, 14))
    plan = incident("2", "RETREAT", on("2023-08-03"), on("2023-06-09"), modality="planned")
    assert days_told(plan) == Days(date(2023, 6, 9), date(2023, 6, 9))


def test_vague_evidence_joins_the_sharp_piece_most_like_it() -> None:
    attack, talks, accord = seen(date(2014, 10, 1), -0.9), seen(date(2014, 11, 2), 0.25), seen(date(2016, 1, 1), 0.45)
    vague = seen(date(2015, 11, 6), 0.45, date(2014, 9, 21))
    assert placed([attack, talks, accord, vague])[3] == replace(vague, on=talks.on, first=None)
    assert placed([attack, accord, vague])[2] == vague, "nothing of its sign lies within"


@given(st.lists(st.tuples(st.integers(0, 300), st.sampled_from((-0.9, -0.3, 0.3, 0.9)), st.integers(0, 200)), max_size=9), st.randoms())
def test_law_3_order_plays_no_part(told: list[tuple[int, float, int]], rng: Any) -> None:
    first = date(2014, 1, 1)
    made = [seen(first + day * DAY, value, first + (day - back) * DAY if back > 60 else None) for day, value, back in told]
    shuffled = rng.sample(made, len(made))
    key = str
    assert sorted(placed(made), key=key) == sorted(placed(shuffled), key=key)
    assert all(one.first is None or one.first <= one.on for one in placed(made))


WAR = [incident(f"war{i}", "ASSAULT", on("2014-08-01") if i else on("2014-07-01"), on("2014-08-02")) for i in range(3)]


def test_no_turn_is_dated_by_the_first_day_of_a_vague_time() -> None:
    truce = replace(incident("truce", "CONCEDE", None, VAGUE), contexts=("military",))
    ally = Stated("tie_1", "art_x", "A", "allied", "B", "current", VAGUE)
    meeting = incident("met", "CONSULT", on("2014-11-02"), on("2014-11-14"))
    _, (late,) = rebuild([*WAR, truce], [ally])
    assert late.at == date(2015, 11, 6)
    assert "dated only to between 2014-09-21 and 2015-11-06" in late.detail
    relations, (dated,) = rebuild([*WAR, truce, meeting], [ally])
    assert dated.at == date(2014, 11, 2), "the meeting gives the day"
    assert [one.when.end for one in relations if one.tie == "hostile"] == [datetime(2014, 11, 2)]
    assert [one.when.start for one in relations if one.tie == "allied" and not one.incident_ids] == [datetime(2015, 11, 6)]


def test_law_7_an_affiliate_counts_for_its_parent_only_if_it_was_one_all_the_while() -> None:
    def parents(actor: str, day: date) -> tuple[str, ...]:
        return ("P",) if actor == "A" and day >= date(2015, 1, 1) else ()

    relations, _ = rebuild([incident("1", "ASSAULT", VAGUE)], parents=parents)
    assert {one.dyad for one in relations} == {("A", "B")}
    relations, _ = rebuild([incident("1", "ASSAULT", on("2015-05-01"))], parents=parents)
    assert {one.dyad for one in relations} == {("A", "B"), ("B", "P")}
