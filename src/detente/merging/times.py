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
    the one known time and the other article, whichever are fewer: it may tell the same as the first, or tell it as news. News is told
    on its day or the next: what came out on one day is the same rather than what came out days later. Within one article only the
    known time against its day counts, and only if they are far apart.
    """
    if a.when and b.when:
        return [_told(a.when, b.when)]
    out, other = _days_of(a.page.published), _days_of(b.page.published)
    two = a.page.article_id != b.page.article_id
    between = gap(out, other) if out and other and (two or not (a.when or b.when)) else None
    for dated, told in ((a, other), (b, out)):
        if dated.when and dated.when.start and told:
            day = TimeSpan(dated.when.start, dated.when.start + _DAY, Grain.DAY)
            as_news = gap(day, told)
            between = as_news if between is None else min(between, as_news)
    known = all(span is not None and _is_known(span) for span in (out, other))
    return _came_out(between, two and known) if between is not None else []


def _told(a: TimeSpan, b: TimeSpan) -> Finding:
    between = gap(a, b)
    if between <= timedelta(0):
        fine = a.grain in _FINE and b.grain in _FINE
        return "same_time" if fine else "overlaps", (_said(a if a.grain in _FINE else b),)
    level = "next_day" if between <= _DAY else "days_apart" if between <= _SOON else "long_apart"
    return level, (_length(between),)


def _came_out(between: timedelta, telling: bool) -> list[Finding]:
    """Reports that come out within four days may well be of one happening; ones that don't, seldom are.

    `telling`: whether the days of both articles are known, so that fewer days tell something too.
    """
    if between > _SOON:
        return [("days_apart" if between <= 3 * _SOON else "long_apart", (_length(between),))]
    if not telling or timedelta(0) < between < _DAY:
        return []
    return [("that_day", ())] if between <= timedelta(0) else [("days_later", (_length(between),))]


def _days_of(span: TimeSpan | None) -> TimeSpan | None:
    """Return the whole days that a finer time lies in: two articles of one morning and one evening came out on one day."""
    if span is None or span.grain not in _FINE or span.start is None:
        return span
    first, last = span.start, span.end or span.start
    start, end = (datetime(moment.year, moment.month, moment.day) for moment in (first, max(first, last - timedelta(microseconds=1))))
    return TimeSpan(start, end + _DAY, Grain.DAY)


def _is_known(span: TimeSpan) -> bool:
    """Whether a time is known to two days or better."""
    return span.start is not None and span.end is not None and span.end - span.start <= 2 * _DAY


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
