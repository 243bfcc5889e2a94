"""How near in time two reports are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from detente.records import Grain, Report, TimeSpan

_FINE = frozenset({Grain.DAY, Grain.HOUR, Grain.MINUTE, Grain.SECOND})
_DAY = timedelta(days=1)
_SOON = timedelta(days=4)
Finding = tuple[str, tuple[Any, ...]]


def nearness(a: Report, b: Report) -> list[Finding]:
    """Return the level of two times.

    Steps: 1. both known: by overlap or gap; fine times that overlap are the same; 2. one known: whether the other article could tell it
    as news; 3. none: by the days they came out.
    """
    if a.when and b.when:
        return [_told(a.when, b.when)]
    out = a.page.published_at, b.page.published_at
    if a.when or b.when:
        when, published = (a.when, out[1]) if a.when else (b.when, out[0])
        started = when.start if when else None
        if started is None or published is None:
            return []
        return _came_out(max(timedelta(0), published - started if published > started else started - published - _DAY))
    return _came_out(abs(out[0] - out[1])) if out[0] and out[1] else []


def _told(a: TimeSpan, b: TimeSpan) -> Finding:
    between = gap(a, b)
    if between <= timedelta(0):
        fine = a.grain in _FINE and b.grain in _FINE
        return "same_time" if fine else "overlaps", (_said(a if a.grain in _FINE else b),)
    level = "next_day" if between <= _DAY else "days_apart" if between <= _SOON else "long_apart"
    return level, (_length(between),)


def _came_out(between: timedelta) -> list[Finding]:
    """Reports that come out within four days may well be of one happening; ones that don't, seldom are."""
    if between <= _SOON:
        return []
    return [("days_apart" if between <= 3 * _SOON else "long_apart", (_length(between),))]


def gap(a: TimeSpan, b: TimeSpan) -> timedelta:
    """Return the time between two spans; zero or less where they overlap, an open side reaching for ever."""
    a_from, b_from = a.start or datetime.min, b.start or datetime.min
    a_to, b_to = a.end or datetime.max, b.end or datetime.max
    return timedelta(0) if a.overlaps(b) else max(a_from - b_to, b_from - a_to) + timedelta(microseconds=1)


def _said(when: TimeSpan) -> str:
    return f"{when.start:%Y-%m-%d}" if when.start else f"before {when.end:%Y-%m-%d}" if when.end else "unknown"


def _length(between: timedelta) -> str:
    hours = round(between.total_seconds() / 3600)
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"
