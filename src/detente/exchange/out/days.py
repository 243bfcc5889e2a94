"""Intervals as data sets of days want them: half-open intervals become a first and a last day, and how sure they are."""

from __future__ import annotations

from datetime import date, timedelta

from detente.records import Grain, TimeSpan

_FINE = frozenset({Grain.DAY, Grain.HOUR, Grain.MINUTE, Grain.SECOND})
_DAY = timedelta(days=1)


def day_of(when: TimeSpan | None) -> date | None:
    """Return the day, if it is known to the day.

    >>> from datetime import datetime
    >>> day_of(TimeSpan(datetime(2014, 11, 2, 22), datetime(2014, 11, 3, 4), Grain.HOUR))
    datetime.date(2014, 11, 2)
    """
    if when is None or when.start is None or when.end is None or when.grain not in _FINE or when.end - when.start > _DAY:
        return None
    return when.start.date()


def known(when: TimeSpan | None) -> bool:
    """Whether anything is known of when it was."""
    return when is not None and (when.start is not None or when.end is not None)


def told_day(happened: TimeSpan | None, published: TimeSpan | None) -> date | None:
    """Return the day of an event for data sets whose events have one: when it happened, else, where the text says nothing of it, the
    article's day, which is what ICEWS and GDELT take. An event that is known to be of another time, but not of which day, has none.
    """
    return day_of(happened) or (None if known(happened) else day_of(published))


def bounds(when: TimeSpan | None) -> tuple[date, date] | None:
    """Return the first and the last day of an interval that is closed on both sides.

    >>> from datetime import datetime
    >>> bounds(TimeSpan(datetime(2014, 11, 1), datetime(2014, 12, 1), Grain.MONTH))
    (datetime.date(2014, 11, 1), datetime.date(2014, 11, 30))
    """
    if when is None or when.start is None or when.end is None:
        return None
    last = when.end - timedelta(microseconds=1) if when.end > when.start else when.end
    return when.start.date(), last.date()


def number_of_days(when: TimeSpan | None) -> int | None:
    """Return how many days an interval touches, None where a side is open."""
    found = bounds(when)
    return (found[1] - found[0]).days + 1 if found else None
