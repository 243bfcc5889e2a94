"""What a time phrase means: a TIMEX3 value and, where the calendar can tell, a stretch of time. Makers of both, one for each grain."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from detente.coding.calendar.lexicon import HOURS, SEASONS
from detente.records import Grain, Span, TimeSpan

DATE, TIME, DURATION, SET = "DATE", "TIME", "DURATION", "SET"


_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Clock:
    """From where the words are read: the day of publication, the time told last before them, and whether they look ahead."""

    today: date | None = None
    anchor: date | None = None
    future: bool = False

    @property
    def from_there(self) -> date | None:
        """What "a day earlier" counts from: the time told last, else the day of publication."""
        return self.anchor or self.today


@dataclass(frozen=True, slots=True)
class Reading:
    """A time phrase as read. `value` follows TIMEX3 (TimeML 1.2.1); `when` is None where the words give no stretch of the calendar.

    `hours` holds clock hours of a phrase that names no day ("from midnight to 4 am"), to be joined with the day told beside it.
    """

    kind: str
    value: str
    when: TimeSpan | None = None
    rule: str = ""
    detail: str = ""
    span: Span = _NOWHERE
    hours: tuple[float, float] | None = None
    part: str | None = None

    def at(self, span: Span, rule: str) -> Reading:
        """The same, on its characters, with the rule that read it."""
        return replace(self, span=span, rule=rule)


def midnight(day: date) -> datetime:
    """The first instant of a day."""
    return datetime(day.year, day.month, day.day)


def whole(first: date, after: date, grain: Grain) -> TimeSpan:
    """From the first day to the day after the last."""
    return TimeSpan(midnight(first), midnight(after), grain)


def on_day(day: date, detail: str = "") -> Reading:
    """One day."""
    return Reading(DATE, day.isoformat(), whole(day, day + timedelta(days=1), Grain.DAY), detail=detail)


def in_week(day: date, detail: str = "") -> Reading:
    """The week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Reading(DATE, f"{year}-W{week:02d}", whole(monday, monday + timedelta(days=7), Grain.WEEK), detail=detail)


def on_weekend(day: date, detail: str = "") -> Reading:
    """Saturday and Sunday of the week that a day lies in."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    year, week, _ = day.isocalendar()
    return Reading(DATE, f"{year}-W{week:02d}-WE", whole(saturday, saturday + timedelta(days=2), Grain.DAY), detail=detail)


def in_month(year: int, month: int, part: str | None = None, detail: str = "") -> Reading:
    """A month, or its early, middle or late third."""
    days = calendar.monthrange(year, month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, days)}.get(part or "", (1, days))
    when = whole(date(year, month, first), date(year, month, last) + timedelta(days=1), Grain.MONTH)
    return Reading(DATE, f"{year:04d}-{month:02d}", when, detail=detail, part=part)


def in_months(first: date, count: int, value: str, grain: Grain, *, part: str | None = None, detail: str = "") -> Reading:
    """A run of whole months: year, quarter, season, decade, century; or its early, middle or late third."""
    end = add_months(first, count)
    if part in {"early", "mid", "late"}:
        third = (end - first) / 3
        first, end = {"early": (first, first + third), "mid": (first + third, end - third), "late": (end - third, end)}[part]
    return Reading(DATE, value, whole(first, end, grain), detail=detail, part=part)


def in_year(year: int, part: str | None = None, detail: str = "") -> Reading:
    """A year."""
    return in_months(date(year, 1, 1), 12, f"{year:04d}", Grain.YEAR, part=part, detail=detail)


def in_quarter(year: int, quarter: int, detail: str = "") -> Reading:
    """A quarter of a year, 1 to 4."""
    return in_months(date(year, 3 * quarter - 2, 1), 3, f"{year:04d}-Q{quarter}", Grain.QUARTER, detail=detail)


def in_half(year: int, half: int) -> Reading:
    """The first or second half of a year."""
    return in_months(date(year, 6 * half - 5, 1), 6, f"{year:04d}-H{half}", Grain.QUARTER)


def in_season(year: int, season: str, detail: str = "") -> Reading:
    """A season north of the equator; the winter of a year begins in its December."""
    code, month = SEASONS[season]
    return in_months(date(year, month, 1), 3, f"{year:04d}-{code}", Grain.QUARTER, detail=detail)


def in_decade(year: int, part: str | None = None) -> Reading:
    """The decade that a year lies in."""
    first = year // 10 * 10
    return in_months(date(first, 1, 1), 120, f"{first // 10}", Grain.DECADE, part=part)


def in_century(number: int, part: str | None = None) -> Reading:
    """A century by its ordinal: the 19th begins, as people say it, in 1800."""
    first = (number - 1) * 100
    if first < 1:
        return Reading(DATE, f"{number - 1:02d}")
    return in_months(date(first, 1, 1), 1200, f"{number - 1:02d}", Grain.CENTURY, part=part)


def part_of_day(day: date, code: str, detail: str = "") -> Reading:
    """Morning, afternoon, evening or night of a day."""
    start, end = HOURS[code]
    when = TimeSpan(midnight(day) + timedelta(hours=start), midnight(day) + timedelta(hours=end), Grain.HOUR)
    return Reading(TIME, f"{day.isoformat()}T{code}", when, detail=detail)


def duration(count: float | None, code: str, detail: str = "") -> Reading:
    """A length of time; None counts nothing definite."""
    much = "X" if count is None else f"{count:g}"
    unit = {"S3": "S"}.get(code, code.removeprefix("T"))
    return Reading(DURATION, f"PT{much}{unit}" if code.startswith("T") else f"P{much}{unit}", detail=detail)


def reference(value: str) -> Reading:
    """PRESENT_REF, PAST_REF, FUTURE_REF."""
    return Reading(DATE, value)


def add_months(day: date, count: int) -> date:
    """The same day so many months on, or the last of its month.

    >>> add_months(date(2014, 1, 31), 1), add_months(date(2014, 3, 1), -4)
    (datetime.date(2014, 2, 28), datetime.date(2013, 11, 1))
    """
    month = day.year * 12 + day.month - 1 + count
    year, month = min(max(month // 12, 1), 9998), month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shifted(day: date, count: float, unit: str) -> Reading:
    """What lies so many units from a day, as fine as the unit: "two weeks ago" is a week, "three years ago" a year.

    >>> shifted(date(2014, 11, 12), -2, "week").value, shifted(date(2014, 11, 12), -3, "year").value
    ('2014-W44', '2011')
    """
    steps = round(count)
    if unit in {"day", "night"}:
        return on_day(_days_on(day, steps))
    if unit in {"week", "fortnight"}:
        return in_week(_days_on(day, steps * (14 if unit == "fortnight" else 7)))
    if unit == "weekend":
        return on_weekend(_days_on(day, steps * 7))
    if unit == "month":
        there = add_months(day, steps)
        return in_month(there.year, there.month)
    if unit == "quarter":
        there = add_months(day, 3 * steps)
        return in_quarter(there.year, (there.month + 2) // 3)
    year = day.year + steps * {"decade": 10, "century": 100}.get(unit, 1)
    year = min(max(year, 1), 9998)
    return in_year(year) if unit == "year" else in_decade(year) if unit == "decade" else in_century(year // 100 + 1)


def _days_on(day: date, count: int) -> date:
    low, high = date(1, 1, 8).toordinal(), date(9998, 12, 1).toordinal()
    return date.fromordinal(min(max(day.toordinal() + count, low), high))
