"""How likely each day is as the day of publication, given one clue: curves on a daily grid from 1980 to 2030, as log-likelihoods.

The figures in the curves are rough shares seen in news texts; each curve has a floor, so that no clue is ever certain.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from detente.reading.dating.facts import Anchor, Hit

FIRST = date(1980, 1, 1)
DAYS = 51 * 365
# Most clues bound the date from below, sharply, and articles crowd against that bound (a report names what has just happened), so the
# lower tail is cut less than the upper one.
LOW, HIGH = 0.002, 0.982
_NEAR = 4 * 365
_BEFORE_EVENT = -7.0
# UCDP's first year is no birthday, so a mention before it is only unlikely.
_BEFORE_CONFLICT = -2.5
_OUT_OF_OFFICE = -4.2
_NAMED_BEFORE_OFFICE = -1.5
_NAMED_AFTER_OFFICE = -0.8
_FORMER_BEFORE_END = -2.0

Grid = Any


@cache
def days() -> Grid:
    """0, 1, 2 … : days since FIRST."""
    return np.arange(DAYS, dtype=np.float64)


def index(on: date) -> int:
    """The day's place in the grid, cut to its ends."""
    return min(max((on - FIRST).days, 0), DAYS - 1)


def prior(cap: date | None) -> Grid:
    """Flat with a slow rise towards the present (more pages are of late years); nothing after `cap`."""
    logs = days() / 365 * 0.02
    if cap is not None:
        logs = np.where(days() > index(cap), -60.0, logs)
    return logs


def interval(logs: Grid) -> tuple[date, date]:
    """The half-open interval between the posterior's quantiles LOW and HIGH."""
    weights = np.exp(logs - logs.max())
    cumulated = np.cumsum(weights)
    total = cumulated[-1]
    start = int(np.searchsorted(cumulated, total * LOW))
    end = int(np.searchsorted(cumulated, total * HIGH)) + 1
    return FIRST + timedelta(days=min(start, DAYS - 1)), FIRST + timedelta(days=min(end, DAYS))


def told(logs: Grid, start: date, end: date) -> float:
    """What the four years around the interval lose by the clue, on average, against the days inside.

    Below 0 where the clue speaks for the interval.
    """
    low, high = index(start), max(index(end), index(start) + 1)
    near = np.concatenate((logs[max(0, low - _NEAR) : low], logs[high : high + _NEAR]))
    return float(near.mean() - logs[low:high].mean()) if len(near) else 0.0


def of_anchors(hit: Hit) -> Grid | None:
    """The curve of a name: the best of all facts it may stand for (namesakes widen it)."""
    curves = [_of_anchor(anchor, hit) for anchor in hit.anchors if anchor.kind != "war"]
    return np.max(curves, axis=0) if curves else None


def of_newest(since: date) -> Grid:
    """The newest thing that an article names is seldom many years old: about a quarter less likely with each year, down to a twelfth."""
    return np.maximum(-2.5, -0.3 * np.maximum(0.0, days() - index(since)) / 365)


def _of_anchor(anchor: Anchor, hit: Hit) -> Grid:
    since = index(anchor.since) if anchor.since else 0
    until = index(anchor.until) if anchor.until else DAYS
    if anchor.kind == "office":
        return _office(since, until, hit)
    before = np.where(days() < since, _BEFORE_CONFLICT if anchor.kind == "conflict" else _BEFORE_EVENT, 0.0)
    age = np.maximum(0.0, days() - since) / 365
    if anchor.kind in ("group", "name", "conflict"):
        # Still spoken of after its end, less and less.
        return before - np.minimum(
            3.0 if anchor.kind == "name" else 2.0, np.maximum(0.0, days() - until) / 365 * (1.2 if anchor.kind == "name" else 0.5)
        )
    # News speaks of what is fresh: half of the mentions of an event fall into its first year or so, the rest has a long tail.
    return before + np.maximum(-1.8, -0.35 * age)


def _office(since: int, until: int, hit: Hit) -> Grid:
    if hit.former:
        return np.where(days() < until, _FORMER_BEFORE_END, 0.0) if until < DAYS else np.where(days() < since, _FORMER_BEFORE_END, 0.0)
    low, high = (_OUT_OF_OFFICE, _OUT_OF_OFFICE) if hit.titled else (_NAMED_BEFORE_OFFICE, _NAMED_AFTER_OFFICE)
    # The first and last weeks are soft: those elected, those about to leave.
    gap_before = np.maximum(0.0, since - days()) / 60
    gap_after = np.maximum(0.0, days() - until) / 60
    return np.maximum(low, low * gap_before) + np.maximum(high, high * gap_after)


def after(on: date, shares: tuple[tuple[int, float], ...], rest: float, ahead: float) -> Grid:
    """Publication so many days after `on`: `shares` of (up to day, share), `rest` over later days, `ahead` over earlier ones."""
    gap = days() - (on - FIRST).days
    density = np.where(gap < 0, ahead / 3650, rest / 3650)
    low = 0
    for high, share in shares:
        density = np.where((gap >= low) & (gap < high), share / (high - low), density)
        low = high
    return np.log(density)


def in_year(year: int, *, future: bool) -> Grid:
    """A year named in the text: publication from then on, sooner rather than later; or before its end if spoken of as to come."""
    start, end = index(date(year, 1, 1)), index(date(year, 12, 31))
    if future:
        return np.where(days() > end, -2.0, np.where(days() < start - 2000, -1.5, 0.0))
    age = np.maximum(0.0, days() - end) / 365
    return np.where(days() < start, -4.0, np.maximum(-1.6, -0.4 * age))


def about(start: date, length_days: float, spread: float) -> Grid:
    """Publication `length_days` after `start`, within a factor of about `spread`; a floor of one in a hundred."""
    gap = np.maximum(1.0, days() - index(start))
    off = np.log(gap / max(1.0, length_days)) / np.log(spread)
    return np.logaddexp(-0.5 * off * off, -4.6)
