from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given

from detente.exchange.out.days import bounds, day_of, known, number_of_days, told_day
from detente.records import Grain, TimeSpan
from tests.exchange.out.making import on
from tests.making import times


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (None, None),
        (on(), date(2014, 11, 2)),
        (TimeSpan(datetime(2014, 11, 2, 22), datetime(2014, 11, 3, 4), Grain.HOUR), date(2014, 11, 2)),
        (TimeSpan(datetime(2014, 11, 2), None, Grain.DAY), None),
        (on(days=3), None),
        (on(grain=Grain.MONTH), None),
    ],
)
def test_days_that_are_known(when: TimeSpan | None, day: date | None) -> None:
    assert day_of(when) == day


@given(times())
def test_bounds_lie_inside(when: TimeSpan) -> None:
    found, number = bounds(when), number_of_days(when)
    if found is None:
        assert number is None
        assert not (when.start and when.end)
        return
    assert when.start
    assert when.end
    assert when.start.date() <= found[0] <= found[1] <= when.end.date()
    assert number == (found[1] - found[0]).days + 1


def test_the_articles_day_stands_in_for_an_unknown_one_only() -> None:
    published = on(datetime(2014, 11, 5))
    assert told_day(None, published) == date(2014, 11, 5)
    assert told_day(on(days=30), published) is None
    assert told_day(None, None) is None
    assert not known(TimeSpan(None, None, Grain.DAY))
