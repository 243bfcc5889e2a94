"""Months, weekdays, units, numbers, holidays: the words of the grammar and what they count."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = {name: number for number, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
     "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
WEEKDAYS = {name: number for number, names in enumerate(
    ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun"))
    for name in names.split()}  # fmt: skip
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMBERS = {word: number for number, word in enumerate(_ONES.split())} | {
    "a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "dozen": 12, "half": 0,
}  # fmt: skip
ORDINALS = {word: number for number, words in enumerate(
    ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th", "ninth 9th",
     "tenth 10th"), 1)
    for word in words.split()} | {"final": -1, "last": -1}  # fmt: skip
VAGUE = frozenset({"several", "some", "many", "few", "recent", "countless", "numerous", "dozens", "hundreds", "couple"})
UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W", "weekend": "WE", "month": "M",
         "quarter": "Q", "season": "S3", "year": "Y", "decade": "DE", "century": "CE"}  # fmt: skip
DAYPARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "MI", "dawn": "MO", "dusk": "EV", "overnight": "NI"}
HOURS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (20, 30), "MI": (12, 13)}
"""From and to which hour a part of the day lasts; beyond 24 it is the next day's."""
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "fall": ("FA", 9), "autumn": ("FA", 9), "winter": ("WI", 12)}
"""Season → its code and its first month, north of the equator."""

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
SURE_MONTH = r"(?:January|February|April|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.)"
NUMBER = (
    r"(?:\d{1,4}(?:[.,]\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    rf"|{'|'.join(sorted([*_ONES.split()[1:], 'an?'], key=len, reverse=True))})"
)
SOME = r"(?:several|some|many|(?:a |the )?few|(?:a )?couple(?: of)?|two dozen|a dozen|dozens of|hundreds of|half an?)"
COUNT = rf"(?:{SOME}|{NUMBER}(?: and a half)?(?: hundred)?)"
UNIT = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies))"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DAYPART = r"(?:morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
EARLY = (
    r"(?:(?:in )?(?:the )?(?:beginning|start|middle|end|early hours|early days|final days|last days)(?: of)?"
    r"|very early|early|mid|late|later|earlier)"
)
APPROX = r"(?:about|around|nearly|almost|roughly|approximately|at least|more than|less than|over|up to|some|just over|just under)"


def number_of(words: str) -> float | None:
    """Return how many a number phrase says; None for "several".

    >>> number_of("twenty-two"), number_of("two and a half"), number_of("a few"), number_of("half an")
    (22.0, 2.5, None, 0.5)
    """
    low = words.lower().strip()
    if low.startswith("half"):
        return 0.5
    if low == "two dozen":
        return 24.0
    extra = 0.5 if low.endswith("and a half") else 0.0
    low = low.removesuffix(" and a half")
    if any(word in VAGUE for word in low.split()):
        return None
    if re.fullmatch(r"[\d.,]+", low):
        return float(low.replace(",", "")) + extra
    total = 0.0
    for word in re.split(r"[ -]", low):
        if word in {"hundred", "dozen"}:
            total = max(1.0, total) * NUMBERS[word]
        elif word in NUMBERS:
            total += NUMBERS[word]
        else:
            return None
    return total + extra


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def holiday(name: str, year: int) -> date | None:
    """Return the day of a holiday in a year; None for one that the grammar doesn't know.

    >>> holiday("christmas eve", 2014), holiday("good friday", 2013), holiday("thanksgiving", 2014)
    (datetime.date(2014, 12, 24), datetime.date(2013, 3, 29), datetime.date(2014, 11, 27))
    """
    fixed = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
             "new year's eve": (12, 31),
             "new year's day": (1, 1), "new year's": (1, 1), "new year": (1, 1), "halloween": (10, 31), "may day": (5, 1),
             "valentine's day": (2, 14),
             "international women's day": (3, 8), "bastille day": (7, 14), "nowruz": (3, 21), "labour day": (5, 1),
             "st. patrick's day": (3, 17), "armistice day": (11, 11), "veterans day": (11, 11), "fourth of july": (7, 4)}  # fmt: skip
    low = name.lower().replace("’", "'")
    if low in fixed:
        return date(year, *fixed[low])
    if low == "thanksgiving" or low == "thanksgiving day":
        return _nth(year, 11, 3, 4)
    if low == "labor day":
        return _nth(year, 9, 0, 1)
    moved = {
        "good friday": -2,
        "palm sunday": -7,
        "easter": 0,
        "easter sunday": 0,
        "easter monday": 1,
        "ash wednesday": -46,
        "pentecost": 49,
    }
    return easter(year) + timedelta(days=moved[low]) if low in moved else None


HOLIDAY = (
    r"(?:Christmas(?: Eve| Day)?|Boxing Day|New Year['’]s(?: Eve| Day)?|Halloween|May Day|Valentine['’]s Day|International Women['’]s Day"
    r"|Bastille Day|Nowruz|Labou?r Day|St\. Patrick['’]s Day|Armistice Day|Veterans Day|Fourth of July|Thanksgiving(?: Day)?|Good Friday"
    r"|Palm Sunday|Easter(?: Sunday| Monday)?|Ash Wednesday|Pentecost)"
)
