"""Makers for words that count from somewhere: weekdays, yesterday, last week, two days ago, a day earlier, clock times, lengths."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from detente.coding.calendar.absolute import part_of
from detente.coding.calendar.lexicon import DAYPARTS, MONTHS, ORDINALS, UNITS, WEEKDAYS, number_of
from detente.coding.calendar.values import (
    DATE,
    SET,
    TIME,
    Clock,
    Reading,
    add_months,
    duration,
    in_year,
    midnight,
    on_day,
    part_of_day,
    reference,
    shifted,
)
from detente.records import Grain, TimeSpan

Match = re.Match[str]
_ZULU = re.compile(r"\b(?:UTC|GMT)\b")
_UNIT_WORDS = {f"{unit}s": unit for unit in UNITS} | {unit: unit for unit in UNITS} | {"centuries": "century"}
_AGED = re.compile(r"\b(?:ages?|aged) (?:[\w-]+ )?$", re.IGNORECASE)
_OLD = re.compile(r"[ -]old\b(.*)", re.DOTALL)
_LASTING = re.compile(
    r" (?:\w+ )?(?:war|conflict|crisis|uprising|revolt|insurgency|rebellion|siege|blockade|embargo|truce|ceasefire|deal|accord|agreement"
    r"|dispute|government|regime|campaign|offensive|battle|strike|standoff)\b"
)
_PRESENT, _PAST, _FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
_BACK = frozenset({"last", "past", "previous", "preceding", "recent"})
_AHEAD = frozenset({"next", "coming", "following"})


def unit_of(words: str) -> str:
    """The unit a word counts in, in the singular."""
    return _UNIT_WORDS[words.lower()]


def weekday(match: Match, clock: Clock) -> Reading | None:
    """Monday, last Friday, Tuesday evening: the latest such day up to publication, or the first ahead where the words look forward."""
    groups = match.groupdict()
    wanted, which = WEEKDAYS[match["weekday"].lower().rstrip(".")], (groups.get("which") or "").lower()
    part = DAYPARTS.get((groups.get("part2") or "").lower())
    if clock.today is None:
        return Reading(TIME if part else DATE, f"XXXX-WXX-{wanted + 1}", detail="a weekday, and the article has no date")
    day = weekday_near(wanted, which, clock)
    detail = f"the {day:%A} {'after' if day > clock.today else 'of' if day == clock.today else 'before'} publication on {clock.today}"
    return part_of_day(day, part, detail) if part else on_day(day, detail)


def weekday_near(wanted: int, which: str, clock: Clock) -> date:
    """The day that a weekday's name means."""
    assert clock.today is not None
    from_day = (clock.from_there if which in {"the following", "the previous"} else clock.today) or clock.today
    back = (from_day.weekday() - wanted) % 7
    if which in {"last", "the previous", "this past"}:
        return from_day - timedelta(days=back or 7)
    if which in {"next", "this coming", "the following"} or (clock.future and not which):
        return from_day + timedelta(days=(7 - back) if back or which else 0)
    if which == "this":
        return from_day - timedelta(days=from_day.weekday() - wanted)
    return from_day - timedelta(days=back)


def today(match: Match, clock: Clock) -> Reading | None:
    """Today, yesterday, tomorrow morning, tonight, the day before yesterday."""
    word = match["word"].lower()
    groups = match.groupdict()
    shift = {"yesterday": -1, "tomorrow": 1, "before yesterday": -2, "after tomorrow": 2}.get(word, 0)
    part = "NI" if word == "tonight" else DAYPARTS.get((groups.get("part2") or "").lower())
    if clock.today is None:
        return reference(_PRESENT) if shift == 0 else Reading(DATE, "XXXX-XX-XX", detail="counted from an unknown day")
    day = clock.today + timedelta(days=shift)
    return part_of_day(day, part, f"counted from {clock.today}") if part else on_day(day, f"counted from {clock.today}")


def last_night(match: Match, clock: Clock) -> Reading | None:
    """Last night, this morning, that evening, every morning."""
    part, which = DAYPARTS[match["part2"].lower()], match["which"].lower()
    if which in {"every", "each"}:
        return Reading(SET, f"XXXX-XX-XXT{part}")
    day = clock.today if which in {"last", "this"} else clock.from_there
    if day is None:
        return Reading(TIME, f"XXXX-XX-XXT{part}")
    day += timedelta(days={"last": -1, "the next": 1, "the following": 1, "the previous": -1}.get(which, 0))
    return part_of_day(day, part, f"counted from {clock.today if which in {'last', 'this'} else day}")


def overnight(match: Match, clock: Clock) -> Reading | None:
    """Overnight: the night before publication."""
    if clock.today is None:
        return Reading(TIME, "TNI")
    return part_of_day(clock.today - timedelta(days=1), "NI", f"the night before {clock.today}")


def some_part(match: Match, clock: Clock) -> Reading | None:
    """In the morning, at night: of the day told last."""
    part = DAYPARTS.get((match["part2"] or match["part3"] or "").lower(), "NI")
    if match.group().lower() == (match["part2"] or "").lower():
        return None
    return part_of_day(clock.from_there, part, "of the day told last") if clock.from_there else Reading(TIME, f"T{part}")


def _hour(words: str, other: str = "") -> float:
    """An hour of the day from "4 am", "midnight", "16:30"; "3" takes its half from the other end of the range."""
    low = words.lower().strip()
    if low in {"noon", "midday"}:
        return 12.0
    if low == "midnight":
        return 0.0
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?", low)
    hour = (int(found[1]) % 24 + int(found[2] or 0) / 60) if found else 0.0
    half = re.search(r"([ap])\.?m", low) or re.search(r"([ap])\.?m", other.lower())
    if half and hour <= 13:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    return hour


def clock_range(match: Match, clock: Clock) -> Reading | None:
    """From midnight to 4 am: hours, to be joined with a day."""
    one, two = match["one"], match["two"]
    if one.isdigit() and two.isdigit():
        return None
    start, end = _hour(one, two), _hour(two)
    end += 24 if end <= start else 0
    hours = (start, end)
    day = _told_day(match["on"], clock)
    detail = f"hours {one} to {two}"
    if day is None:
        return Reading("DURATION", f"PT{end - start:g}H", detail=detail, hours=hours)
    return Reading("DURATION", f"PT{end - start:g}H", span_of_hours(day, hours), detail=detail, hours=hours)


def span_of_hours(day: date, hours: tuple[float, float]) -> TimeSpan:
    """Clock hours on a day; an hour past 24 is the next day's."""
    start, end = (midnight(day) + timedelta(minutes=round(hour * 60)) for hour in hours)
    return TimeSpan(start, end, Grain.HOUR if all(hour == int(hour) for hour in hours) else Grain.MINUTE)


def clock(match: Match, clock: Clock) -> Reading | None:
    """4:30 p.m., 16:00 GMT, 3 p.m. Friday."""
    groups = match.groupdict()
    hour, minute = int(groups.get("hour") or groups.get("hour24") or 0), int(groups.get("minute") or groups.get("minute24") or 0)
    half = (groups.get("half") or "").lower()
    if hour > 23 or (half and hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    reading = _at_hour(hour + minute / 60, groups.get("on"), clock)
    return replace(reading, value=f"{reading.value}Z") if _ZULU.search(match.group()) else reading


def oclock(match: Match, clock: Clock) -> Reading | None:
    """Ten o'clock."""
    hour = number_of(match["hour"])
    return None if hour is None or hour > 23 else _at_hour(hour, None, clock)


def noon(match: Match, clock: Clock) -> Reading | None:
    """Noon, midnight."""
    return _at_hour(0.0 if match["plain"].lower() == "midnight" else 12.0, match["on"], clock)


def _at_hour(hour: float, on: str | None, clock: Clock) -> Reading:
    minutes = round(hour * 60)
    told = f"T{minutes // 60:02d}:{minutes % 60:02d}"
    hours = (hour, hour + (1 if minutes % 60 == 0 else 1 / 60))
    day = _told_day(on, clock)
    guess = day or clock.from_there
    value = f"{guess.isoformat() if guess else 'XXXX-XX-XX'}{told}"
    return Reading(TIME, value, span_of_hours(day, hours) if day else None, detail="a clock time", hours=hours)


def _told_day(words: str | None, clock: Clock) -> date | None:
    """The day named beside a clock time."""
    if not words or clock.today is None:
        return None
    low = words.lower().rstrip(".")
    if low in WEEKDAYS:
        return weekday_near(WEEKDAYS[low], "", clock)
    if low in {"today", "yesterday", "tomorrow"}:
        return clock.today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(low, 0))
    name, _, number = low.partition(" ")
    month, day = MONTHS.get(name.rstrip(".")), int(re.sub(r"\D", "", number) or 0)
    for year in (clock.today.year, clock.today.year - 1):
        if month and 1 <= day <= 28 and date(year, month, day) <= clock.today:
            return date(year, month, day)
    return None


def ago(match: Match, clock: Clock) -> Reading | None:
    """Two weeks ago."""
    return _counted(match, clock.today, -1)


def from_now(match: Match, clock: Clock) -> Reading | None:
    """Two weeks from now."""
    return _counted(match, clock.today, 1)


def earlier(match: Match, clock: Clock) -> Reading | None:
    """A day earlier, three weeks later: from the time told last."""
    way = match["way"].lower()
    if way in {"before", "after"}:
        return duration(number_of(match["count"]), code_of(unit_of(match["unit"])), "before or after something else")
    return _counted(match, clock.from_there, -1 if way == "earlier" else 1)


def _counted(match: Match, start: date | None, way: int) -> Reading:
    count, unit = number_of(match["count"]), unit_of(match["unit"])
    if count is None or start is None:
        return reference(_PAST if way < 0 else _FUTURE) if count is None else duration(count, code_of(unit))
    if unit in {"second", "minute", "hour"}:
        return Reading(TIME, start.isoformat(), None, detail=f"{count:g} {unit}s from the moment")
    found = shifted(start, way * count, unit)
    return Reading(found.kind, found.value, found.when, detail=f"{count:g} {unit}{'s' if count != 1 else ''} from {start}")


def code_of(unit: str) -> str:
    """The ISO 8601 letters of a unit; "T" before those of the clock."""
    code = UNITS[unit]
    return f"T{code}" if unit in {"second", "minute", "hour"} else code


def last_units(match: Match, clock: Clock) -> Reading | None:
    """The past two weeks, the next three days: a length, and from when to when."""
    count, unit, which = number_of(match["count"]), unit_of(match["unit"]), match["which"].lower()
    length = duration(count, code_of(unit))
    start = clock.today
    if which in {"that", "those", "same"} or start is None or count is None or unit in {"second", "minute", "hour"}:
        return length
    ahead = which in _AHEAD
    edge = _edge(start, count if ahead else -count, unit)
    first, last = (start, edge) if ahead else (edge, start)
    span = TimeSpan(midnight(first), midnight(last + timedelta(days=1)), Grain.DAY)
    return Reading(length.kind, length.value, span, detail=f"counted from {start}")


def _edge(start: date, count: float, unit: str) -> date:
    months = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months:
        return add_months(start, round(count * months))
    days = round(count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))
    return date.fromordinal(max(8, start.toordinal() + days))


def last_unit(match: Match, clock: Clock) -> Reading | None:
    """Last week, this year, the same day, late last month, the weekend, earlier in the week."""
    groups = match.groupdict()
    if not groups.get("unit"):
        return in_year(clock.today.year, "late") if clock.today else Reading(DATE, "XXXX")
    unit, which = unit_of(match["unit"]), (groups.get("which") or "this").lower()
    there = which in {"same", "that", "following", "previous", "preceding", "those", "these"} or (which == "next" and unit == "day")
    start = clock.from_there if there else clock.today
    if start is None or unit in {"second", "minute", "hour"}:
        return reference(_PRESENT if which in {"this", "current"} else _PAST if which in _BACK else _FUTURE)
    if which in {"those", "these", "recent"}:
        return duration(None, code_of(unit))
    step = -1 if which in _BACK else 1 if which in _AHEAD else 0
    if unit == "weekend" and not step and start.weekday() < 5 and not clock.future:
        step = -1
    found = shifted(start, step, unit)
    return _parted(found, part_of(groups.get("part")), f"counted from {start}")


def _parted(found: Reading, part: str | None, detail: str) -> Reading:
    """The early, middle or late third of a reading."""
    if part is None or found.when is None or found.when.start is None or found.when.end is None:
        return Reading(found.kind, found.value, found.when, detail=detail)
    third = (found.when.end - found.when.start) / 3
    start, end = {
        "early": (found.when.start, found.when.start + third),
        "mid": (found.when.start + third, found.when.end - third),
        "late": (found.when.end - third, found.when.end),
    }[part]
    return Reading(found.kind, found.value, TimeSpan(start, end, found.when.grain), detail=detail, part=part)


def every(match: Match, clock: Clock) -> Reading | None:
    """Every day, each Friday, every two weeks."""
    low = match["unit"].lower().rstrip(".")
    if low in WEEKDAYS:
        return Reading(SET, f"XXXX-WXX-{WEEKDAYS[low] + 1}")
    count = number_of(match["count"]) if match["count"] else 1.0
    return Reading(SET, duration(count, code_of(unit_of(low))).value)


def adverb(match: Match, clock: Clock) -> Reading | None:
    """Daily, weekly, annual."""
    codes = {"dai": "P1D", "wee": "P1W", "mon": "P1M", "qua": "P3M", "ann": "P1Y", "yea": "P1Y", "hou": "PT1H", "nig": "P1D"}
    return Reading(SET, codes[match["word"].lower()[:3]])


def per(match: Match, clock: Clock) -> Reading | None:
    """Twice a week."""
    return Reading(SET, duration(1.0, code_of(unit_of(match["unit"]))).value)


def length(match: Match, clock: Clock) -> Reading | None:
    """Three months, a four-hour meeting, the whole day; not the age of a person, which dates nothing."""
    groups = match.groupdict()
    if _is_age(match):
        return None
    if not groups.get("unit"):
        return duration(1.0, code_of(unit_of(match.group().lower().split()[1])))
    count, unit = number_of(groups["count"]) if groups.get("count") else 1.0, unit_of(match["unit"])
    if unit == "second" and groups.get("count", "").lower() == "a":
        return None
    if count is not None and unit in {"decade", "century"}:
        return duration(count * (10 if unit == "decade" else 100), "Y")
    if unit == "fortnight":
        return duration(2 * (count or 1), "W")
    return duration(count, code_of(unit))


def _is_age(match: Match) -> bool:
    """Whether a length is somebody's age: "a 22-year-old", "aged 9 years", "six years old"; a "two-year-old war" has lasted."""
    if _AGED.search(match.string[max(0, match.start() - 24) : match.start()]):
        return True
    old = _OLD.match(match.string[match.start() : match.end() + 30].removeprefix(match.group().removesuffix("old").rstrip(" -")))
    return bool(old) and not _LASTING.match(old[1] if old else "")


def ordinal_unit(match: Match, clock: Clock) -> Reading | None:
    """For a third day: a length so far."""
    number = ORDINALS[match["ordinal"].lower()]
    return None if number < 2 else duration(float(number), code_of(unit_of(match["unit"])))


def units(match: Match, clock: Clock) -> Reading | None:
    """For years, in recent months, decades."""
    if _is_age(match):
        return None
    return duration(None, code_of(unit_of(match["many"].lower().removeprefix("recent "))))


def now(match: Match, clock: Clock) -> Reading | None:
    """Now, recently, the future, at the time."""
    if match["then"]:
        return on_day(clock.anchor) if clock.anchor else reference(_PAST)
    word = (match["word"] or match["past"]).lower()
    return reference(
        {"now": _PRESENT, "currently": _PRESENT, "nowadays": _PRESENT, "present": _PRESENT, "soon": _FUTURE, "future": _FUTURE}.get(
            word, _PAST
        )
    )
