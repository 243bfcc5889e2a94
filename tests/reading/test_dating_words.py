"""Written dates, machine stamps, and the table of dated facts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.dating import facts
from detente.reading.dating.words import find_dates, read_stamp


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("Sunday, Nov. 2nd, 2014", "2014-11-02"),
        ("2 November 2014", "2014-11-02"),
        ("02.11.2014", "2014-11-02"),
        ("2014-11-02", "2014-11-02"),
        ("2014年11月2日", "2014-11-02"),
        ("2 ноября 2014", "2014-11-02"),
        ("2. November 2014", "2014-11-02"),
        ("2 de noviembre de 2014", "2014-11-02"),
        ("2 Kasım 2014", "2014-11-02"),
        ("2 نوفمبر 2014", "2014-11-02"),
        ("le 1er mars 2015", "2015-03-01"),
        ("Sunday 11/02/2014", "2014-11-02"),
        ("Tuesday 11/02/2014", "2014-02-11"),
    ],
)
def test_written_dates(written: str, on: str) -> None:
    assert [found.on.isoformat() for found in find_dates(written)] == [on]


@pytest.mark.parametrize("text", ["31 February 2015", "room 2014-15", "1.2.3.2014.5", "in 2014", "12/2014", ""])
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_an_order_that_can_t_be_told_has_two_readings() -> None:
    (found,) = find_dates("03/04/2014")
    assert {found.on, found.other} == {date(2014, 3, 4), date(2014, 4, 3)}


def test_clock_times_beside_a_date() -> None:
    (found,) = find_dates("04/27/2024 06:11:51 pm")
    assert found.when.start is not None
    assert found.when.start.isoformat() == "2024-04-27T18:11:51"


@pytest.mark.parametrize(
    ("stamp", "start"),
    [
        ("2014-11-14T08:05:00+08:00", "2014-11-14T08:05:00"),
        ("20141114", "2014-11-14T00:00:00"),
        ("Fri, 14 Nov 2014 08:05:00 GMT", "2014-11-14T08:05:00"),
    ],
)
def test_stamps(stamp: str, start: str) -> None:
    when = read_stamp(stamp)
    assert when is not None
    assert when.start is not None
    assert when.start.isoformat() == start


@given(st.text(max_size=60))
def test_any_stamp_is_read_or_none(value: str) -> None:
    when = read_stamp(value)
    assert when is None or (when.start is not None and when.end is not None and when.start < when.end)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%A, %d %B %Y"]))
def test_every_day_is_found_as_written(on: date, form: str) -> None:
    assert [found.on for found in find_dates(f"On {on.strftime(form)} they met")] == [on]


def test_facts_are_well_formed() -> None:
    anchors = {anchor for entries in facts.load().values() for _, found in entries for anchor in found}
    assert len(anchors) > 3000
    for anchor in anchors:
        assert anchor.kind in {"office", "group", "name", "event", "conflict", "war"}
        assert anchor.cites
        assert anchor.since or anchor.until or anchor.kind == "office"
        assert not (anchor.since and anchor.until and anchor.until < anchor.since), anchor


def test_names_are_found_with_their_office() -> None:
    former, holder = facts.find_anchors(
        "The former Secretary of State John Kerry praised Gen. Martin Dempsey, chairman of the Joint Chiefs."
    )
    assert (former.former, holder.former, holder.titled) == (True, False, True)
