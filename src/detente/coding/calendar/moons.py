"""Calendars that follow the moon, reckoned: the tabular Islamic one, the Hebrew one, the Julian Easter, and new and full moons.

Days are `datetime.date`s of the Gregorian calendar. What is reckoned may be a day off what was kept: where a crescent must be seen, it is
seen later in one country than in the next.
"""

from __future__ import annotations

import math
from datetime import date, timedelta

_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram of year 1 of the civil count, in the proleptic Gregorian calendar."""
_HEBREW_EPOCH = -1373427
"""Day of the molad that the Hebrew calendar counts from, as an ordinal of `datetime.date`."""
_SYNODIC, _FIRST_MOON = 29.530588861, 2451550.09766
"""Mean month in days, and the mean new moon of January 2000 as a Julian day (Meeus 1998, chapter 49)."""
_JULIAN_DAY = 1721424.5
"""Julian day of the midnight that begins ordinal 0."""


def islamic(year: int, month: int, day: int) -> date:
    """Return a day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of thirty).

    >>> islamic(1435, 9, 1), islamic(1445, 10, 1)
    (datetime.date(2014, 6, 29), datetime.date(2024, 4, 10))
    """
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def islamic_years(day: date) -> range:
    """Return the Islamic years of which some day lies within a year of a Gregorian day.

    >>> islamic_years(date(2014, 11, 14))
    range(1434, 1439)
    """
    near = round((day.toordinal() - _ISLAMIC_EPOCH) / 354.367) + 1
    return range(near - 2, near + 3)


def hebrew_new_year(year: int) -> date:
    """Return 1 Tishri of a Hebrew year (Dershowitz and Reingold, *Calendrical Calculations*, chapter 8). It begins the evening before.

    >>> hebrew_new_year(5775), hebrew_new_year(5785)
    (datetime.date(2014, 9, 25), datetime.date(2024, 10, 3))
    """
    last, at, after = (_delayed(number) for number in (year - 1, year, year + 1))
    more = 2 if after - at == 356 else 1 if at - last == 382 else 0
    return date.fromordinal(_HEBREW_EPOCH + at + more)


def _delayed(year: int) -> int:
    """Days from the epoch to a year's molad, moved off Sunday, Wednesday and Friday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def julian_easter(year: int) -> date:
    """Return Easter Sunday of the Orthodox churches (Meeus 1998, chapter 8), good from 1900 to 2099.

    >>> julian_easter(2014), julian_easter(2024)
    (datetime.date(2014, 4, 20), datetime.date(2024, 5, 5))
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def moon_after(day: date, *, full: bool = False, east: float = 0.0) -> date:
    """Return the day of the first new or full moon on or after the start of `day`, by clocks `east` hours ahead of Greenwich.

    >>> moon_after(date(2015, 2, 1), east=8), moon_after(date(2015, 3, 1), full=True)
    (datetime.date(2015, 2, 19), datetime.date(2015, 3, 5))
    """
    start = day.toordinal() + _JULIAN_DAY - east / 24
    k = math.floor((start - _FIRST_MOON) / _SYNODIC) - 1 + (0.5 if full else 0.0)
    while (at := _moon(k, full=full)) < start:
        k += 1
    return date.fromordinal(math.floor(at + east / 24 - _JULIAN_DAY))


def _moon(k: float, *, full: bool) -> float:
    """Julian day of moon number k, by the terms of Meeus' chapter 49 above two thousandths of a day: right to some ten minutes."""
    t = k / 1236.85
    sun = math.radians(2.5534 + 29.1053567 * k)
    moon = math.radians(201.5643 + 385.81693528 * k)
    node = math.radians(160.7108 + 390.67050284 * k)
    waves = (-0.40614, 0.17302, 0.01614, 0.01043, 0.00734) if full else (-0.4072, 0.17241, 0.01608, 0.01039, 0.00739)
    angles = (moon, sun, 2 * moon, 2 * node, moon - sun)
    more = -0.00514 * math.sin(moon + sun) + 0.00208 * math.sin(2 * sun)
    return _FIRST_MOON + _SYNODIC * k + 0.00015437 * t * t + sum(a * math.sin(b) for a, b in zip(waves, angles, strict=True)) + more
