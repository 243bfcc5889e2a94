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

    Steps: 1. both known: by overlap or gap; fine times that overlap are the same; 2. else by the days between the articles, or between
    the one known time and the other article, whichever are fewer: it may tell the same as the first, or tell it as news. Within one
    article only the latter counts.
    """
    if a.when and b.when:
        return [_told(a.when, b.when)]
    out, other = a.page.published, b.page.published
    two = a.page.article_id != b.page.article_id
    between = gap(out, other) if out and other and (two or not (a.when or b.when)) else None
    for dated, telling in ((a, b), (b, a)):
        if dated.when and dated.when.start and telling.page.published:
            day = TimeSpan(dated.when.start, dated.when.start + _DAY, Grain.DAY)
            as_news = gap(day, telling.page.published)
            between = as_news if between is None else min(between, as_news)
    return _came_out(between) if between is not None else []


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
