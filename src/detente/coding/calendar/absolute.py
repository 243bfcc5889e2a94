"""Makers for words that name their place in the calendar: dates, months, years, decades, quarters, seasons, holidays.

Where the year is left out it is inferred: the latest one that does not lie ahead of publication, or the first ahead where the words look
forward ("will be held on May 3").
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from detente.coding.calendar.lexicon import MONTHS, ORDINALS, WEEKDAYS, holiday
from detente.coding.calendar.values import (
    Clock,
    Reading,
    in_century,
    in_decade,
    in_half,
    in_month,
    in_months,
    in_quarter,
    in_season,
    in_week,
    in_year,
    on_day,
    on_weekend,
)
from detente.records import Grain

Match = re.Match[str]
_COUNTED = re.compile(r" (?:[a-z]+ )?(?:[a-z]+s|people|men|women|children)\b")
_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|of|from|until|during|before|after|to|and|the|for) $", re.IGNORECASE)

_SOON, _LONG_GONE = timedelta(days=45), timedelta(days=270)
"""A day without a year that is six weeks ahead or else ten months gone is meant ahead: news tells what is new."""
_NOT_FAR = 8
"""How many months off a month may lie that is meant ahead: "would" and "until" are also said of what is over, and then it is just gone."""


def part_of(words: str | None) -> str | None:
    """ "early", "mid" or "late", from whatever says so; None where nothing does."""
    low = (words or "").lower()
    if any(word in low for word in ("early", "earlier", "begin", "start")):
        return "early"
    if "mid" in low:
        return "mid"
    return "late" if any(word in low for word in ("late", "end", "final", "last")) else None


def safe(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    return date(year, month, day) if 1 <= year < 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def iso(match: Match, clock: Clock) -> Reading | None:
    """2014-11-02."""
    day = safe(int(match["year"]), int(match["month"]), int(match["day"]))
    return on_day(day, "written in full") if day else None


def numeric(match: Match, clock: Clock) -> Reading | None:
    """11/02/2014: month first, unless only the other order is a date."""
    year = int(match["year"])
    year += (2000 if year < 50 else 1900) if year < 100 else 0
    one, two = int(match["one"]), int(match["two"])
    day = safe(year, one, two) or safe(year, two, one)
    return on_day(day, "written in figures") if day else None


def month_day(match: Match, clock: Clock) -> Reading | None:
    """Nov. 2, 2 November 2014, Sunday, Nov. 2."""
    month, number = MONTHS[match["month"].lower().rstrip(".")], int(match["day"])
    groups = match.groupdict()
    if groups["year"]:
        day = safe(int(groups["year"]), month, number)
        return on_day(day, "written in full") if day else None
    if clock.today is None:
        return (
            Reading("DATE", f"XXXX-{month:02d}-{number:02d}", detail="no year is told and the article has no date")
            if safe(2000, month, number)
            else None
        )
    wanted = WEEKDAYS[groups["weekday"].lower().rstrip(".")] if groups.get("weekday") else None
    return _without_year(month, number, wanted, clock)


def _without_year(month: int, number: int, weekday: int | None, clock: Clock) -> Reading | None:
    assert clock.today is not None
    days = [day for year in range(clock.today.year - 7, clock.today.year + 2) if (day := safe(year, month, number))]
    fitting = [day for day in days if weekday is None or day.weekday() == weekday]
    if weekday is not None and fitting:
        day = min(fitting, key=lambda each: abs(each - clock.today) if clock.today else timedelta(0))
        return on_day(day, f"the year in which that day was a {day:%A}, nearest to publication")
    past, ahead = [day for day in days if day <= clock.today], [day for day in days if day > clock.today]
    if ahead and clock.future and not (past and past[-1] == clock.today):
        return on_day(ahead[0], "no year is told: the first such day after publication, for the words look ahead")
    if ahead and past and ahead[0] - clock.today <= _SOON and clock.today - past[-1] >= _LONG_GONE:
        return on_day(ahead[0], "no year is told: the nearest such day, soon after publication")
    return on_day(past[-1], "no year is told: the latest such day up to publication") if past else None


def month(match: Match, clock: Clock) -> Reading | None:
    """November, early November 2014, last May."""
    number = MONTHS[match["month"].lower().rstrip(".")]
    groups = match.groupdict()
    part = part_of(groups.get("part"))
    if groups.get("year"):
        return in_month(int(groups["year"]), number, part, "month and year are told")
    if clock.today is None:
        return Reading("DATE", f"XXXX-{number:02d}", detail="no year is told and the article has no date")
    year, which = clock.today.year, (groups.get("which") or "").lower()
    passed, off = number <= clock.today.month, (number - clock.today.month) % 12
    if which in {"last", "past", "previous"}:
        return in_month(year if number < clock.today.month else year - 1, number, part, "the last one before publication")
    if which in {"next", "coming"} or (clock.future and 0 < off <= _NOT_FAR):
        return in_month(year if number > clock.today.month else year + 1, number, part, "the next one after publication")
    if which == "this":
        return in_month(year, number, part, "of the year of publication")
    return in_month(year if passed else year - 1, number, part, "no year is told: the latest such month up to publication")


def year(match: Match, clock: Clock) -> Reading | None:
    """2013, late 2013; no year where it counts things: "2000 people"."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if not match["part"] and _COUNTED.match(after) and not _YEAR_BEFORE.search(before):
        return None
    return in_year(int(match["year"]), part_of(match["part"]), "the year is told")


def year_span(match: Match, clock: Clock) -> Reading | None:
    """2011-12: from the one to the other."""
    first = int(match["year"])
    last = int(match["end"]) if len(match["end"]) == 4 else first // 100 * 100 + int(match["end"])
    if not first < last <= first + 200:
        return None
    return in_months(date(first, 1, 1), 12 * (last - first + 1), f"{first}/{last}", Grain.YEAR, detail="from year to year")


def decade(match: Match, clock: Clock) -> Reading | None:
    """The early 1990s, the '80s."""
    digits = match["decade"].strip("'’")
    if len(digits) == 4:
        return in_decade(int(digits), part_of(match["part"]))
    if not match["decade"].startswith(("'", "’")) and "the" not in match.group().lower():
        return None
    return in_decade(1900 + int(digits) if int(digits) > 20 else 2000 + int(digits), part_of(match["part"]))


def century(match: Match, clock: Clock) -> Reading | None:
    """The 19th century."""
    return in_century(int(match["number"]), part_of(match["part"]))


def quarter(match: Match, clock: Clock) -> Reading | None:
    """The first quarter of 2013, the second half of last year."""
    number, of = ORDINALS[match["ordinal"].lower()], (match["of"] or "").lower()
    most = 4 if match["unit"].lower() == "quarter" else 2
    number = most if number == -1 else number
    if number > most or (most == 2 and not of):
        return None
    told = re.search(r"\d{4}", of)
    if told is None and clock.today is None:
        return Reading("DATE", f"XXXX-{'Q' if most == 4 else 'H'}{number}")
    which = int(told[0]) if told else (clock.today or date.min).year + {"last year": -1, "next year": 1}.get(of, 0)
    if not of and clock.today and not clock.future and 3 * number - 2 > clock.today.month + 6:
        which -= 1
    return in_quarter(which, number) if most == 4 else in_half(which, number)


def of_month(match: Match, clock: Clock) -> Reading | None:
    """The last week of March, the first Friday of May 2013."""
    whole = month(match, clock)
    if whole is None or whole.when is None or whole.when.start is None or whole.when.end is None:
        return None
    first, after = whole.when.start.date(), whole.when.end.date()
    unit, number = match["unit"].lower().rstrip("."), ORDINALS[match["ordinal"].lower()]
    if unit == "week":
        return in_week(after - timedelta(days=4) if number == -1 else first + timedelta(days=7 * (number - 1)))
    days = [first + timedelta(days=i) for i in range((after - first).days)]
    if unit == "weekend":
        days = [day for day in days if day.weekday() == 5]
    elif unit in WEEKDAYS:
        days = [day for day in days if day.weekday() == WEEKDAYS[unit]]
    at = number - 1 if number > 0 else -1
    if at >= len(days):
        return None
    return on_weekend(days[at]) if unit == "weekend" else on_day(days[at])


def season(match: Match, clock: Clock) -> Reading | None:
    """Last summer, the spring of 2014."""
    name, which = match["season"].lower(), (match["which"] or "").lower()
    if match["year"]:
        return in_season(int(match["year"]), name, "season and year are told")
    if not which and (name in {"fall", "spring"} or not match["part"]):
        return (
            None
            if name in {"fall", "spring"}
            else Reading("DATE", f"XXXX-{'SU' if name == 'summer' else 'WI' if name == 'winter' else 'FA'}")
        )
    if clock.today is None:
        return Reading("DATE", f"XXXX-{'SP' if name == 'spring' else 'SU' if name == 'summer' else 'WI' if name == 'winter' else 'FA'}")
    year_ = clock.today.year
    begun = in_season(year_, name).when
    over = bool(begun and begun.end and begun.end.date() <= clock.today)
    if which == "last":
        return in_season(year_ if over else year_ - 1, name, "the last one that is over")
    ahead = bool(begun and begun.start and begun.start.date() > clock.today)
    if which in {"next", "the coming"}:
        return in_season(year_ if ahead else year_ + 1, name, "the next one")
    return in_season(year_ - 1 if which == "the" and ahead and not clock.future else year_, name, "of the year of publication")


def holiday_on(match: Match, clock: Clock) -> Reading | None:
    """Christmas Eve, Easter Sunday 2013."""
    if match["year"]:
        day = holiday(match["holiday"], int(match["year"]))
        return on_day(day, "a holiday of a told year") if day else None
    if clock.today is None:
        return Reading("DATE", "XXXX-XX-XX")
    days = [day for year_ in range(clock.today.year - 1, clock.today.year + 2) if (day := holiday(match["holiday"], year_))]
    if not days:
        return None
    near = min(days, key=lambda day: abs((day - clock.today).days) if clock.today else 0)
    return on_day(near, "the holiday nearest to publication")
