"""Calendar words: finds dates written out with their year, in the ways and languages that pages write them.

Does not know what a date is the date of, and does not complete dates that lack a year (`clues.py` does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from detente.records import Grain, Span, TimeSpan

# One row a month: English first, then German, French, Spanish, Italian, Portuguese, Dutch, Russian and Ukrainian (genitive), Turkish,
# Polish, Czech, Swedish/Danish, Finnish, Romanian, Hungarian, Greek, Arabic (western and Levantine), Persian, Indonesian.
_MONTH_ROWS = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января січня ocak stycznia ledna tammikuuta "
    "ianuarie január ιανουαρίου يناير جانفي ژانویه januára",
    "february feb februar février févr febrero febbraio fevereiro februari февраля лютого şubat lutego února helmikuuta februarie "
    "február φεβρουαρίου فبراير شباط فوریه fev febr",
    "march mar märz mars marzo março maart марта березня mart marca března maaliskuuta martie március μαρτίου مارس آذار maret mrt mär",
    "april apr avril abril aprile апреля квітня nisan kwietnia dubna huhtikuuta aprilie április απριλίου أبريل ابريل نيسان آوریل avr abr",
    "may mai mayo maggio maio mei мая травня mayıs maja května toukokuuta május μαΐου μαίου مايو أيار مه maj mag",
    "june jun juni juin junio giugno junho июня червня haziran czerwca června kesäkuuta iunie június ιουνίου يونيو حزيران ژوئن giu juin",
    "july jul juli juillet julio luglio julho июля липня temmuz lipca července heinäkuuta iulie július ιουλίου يوليو تموز ژوئیه juil lug",
    "august aug août aout agosto augustus августа серпня ağustos sierpnia srpna elokuuta augusztus αυγούστου أغسطس اغسطس آب اوت "
    "agustus augusti ago",
    "september sep sept septembre septiembre settembre setembro сентября вересня eylül września září syyskuuta septembrie szeptember "
    "σεπτεμβρίου سبتمبر أيلول سپتامبر set",
    "october oct oktober okt octobre octubre ottobre outubro октября жовтня ekim października října lokakuuta octombrie október "
    "οκτωβρίου أكتوبر اكتوبر اکتبر ott out",
    "november nov novembre noviembre novembro ноября листопада kasım listopada listopadu marraskuuta noiembrie νοεμβρίου نوفمبر نوامبر",
    "december dec dezember dez décembre decembre diciembre dicembre dezembro декабря грудня aralık grudnia prosince joulukuuta "
    "decembrie δεκεμβρίου ديسمبر دسامبر desember déc dic dicembre",
)
MONTHS: dict[str, int] = {word: i for i, row in enumerate(_MONTH_ROWS, 1) for word in row.split()}
WEEKDAYS: dict[str, int] = {
    word: i
    for i, row in enumerate(
        (
            "monday mon montag lundi lunes lunedì segunda maandag понедельник pazartesi",
            "tuesday tue tues dienstag mardi martes martedì terça dinsdag вторник salı",
            "wednesday wed mittwoch mercredi miércoles mercoledì quarta woensdag среда çarşamba",
            "thursday thu thur thurs donnerstag jeudi jueves giovedì quinta donderdag четверг perşembe",
            "friday fri freitag vendredi viernes venerdì sexta vrijdag пятница cuma",
            "saturday sat samstag sonnabend samedi sábado sabato zaterdag суббота cumartesi",
            "sunday sun sonntag dimanche domingo domenica zondag воскресенье pazar",
        )
    )
    for word in row.split()
}
_MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + ")"
_WEEKDAY = "(?:" + "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True)) + ")"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NUM = r"(?:0?[1-9]|1[0-2])"
# A clock time, straight after its date or not farther than a few separators away.
_TIME = r"(?P<hour>[01]?\d|2[0-3])[:h.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?!\d)(?:\s*(?P<half>[ap])\.?m\b\.?)?"
_AFTER = re.compile(r"(?:T|[\s,|–—-]|\b(?:at|um|à|a las|в|o|kl|saat)\b){0,6}" + _TIME, re.I)
_BEFORE = re.compile(_TIME + r"(?:\s*(?:[A-Z]{2,4}|Uhr|GMT[+-]?\d*)\b)?[\s,|–—-]{0,3}(?:on\s+)?$", re.I)
_WEEKDAY_BEFORE = re.compile(rf"\b({_WEEKDAY})\.?[\s,]{{1,3}}(?:the\s+|den\s+|le\s+|dem\s+)?$", re.I)

_SHAPES = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"(?<![\d/.-])(?P<y>{_YEAR})(?P<sep>[-/.])(?P<m>{_NUM})(?P=sep)(?P<d>{_DAY})(?!\d)",
        rf"(?<![\d/.-])(?P<y>{_YEAR})\s?[年년]\s?(?P<m>{_NUM})\s?[月월]\s?(?P<d>{_DAY})\s?[日일]",
        rf"(?<![\d/.:-])(?P<a>{_DAY})(?P<sep>[-/.])(?P<b>{_DAY})(?P=sep)(?P<y>{_YEAR})(?!\d|[/-]\d)",
        rf"(?<![\d/.:-])(?P<d>{_DAY})(?:st|nd|rd|th|er|º|\.)?[\s\-/.]{{0,2}}(?:of\s|de\s|d[’'])?"
        rf"(?P<w>{_MONTH})\.?,?[\s\-/.]{{1,2}}(?:de[l]?\s)?(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\w)(?P<w>{_MONTH})\.?\s{{0,2}}(?P<d>{_DAY})(?:st|nd|rd|th)?\.?(?:,\s?|\s)(?:at\s)?(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\w)(?P<y>{_YEAR})[.,]?\s(?P<w>{_MONTH})\.?\s(?P<d>{_DAY})(?!\d)",
    )
)

# What may stand on a line beside the date without making it more than a bare date.
_FILLER = re.compile(
    r"[\W\d_]+|\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:am|pm|a\.m|p\.m|gmt|utc|e[sd]?t|cet|cest|bst|"
    r"uhr|the|at|on|of)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date with its year as it stands in a string: where, what, the clock time beside it, the weekday before it.

    `other` is the second reading of an all-numeric date whose order of day and month can't be told (03/04/2014), else None.
    """

    span: Span
    on: date
    at: time | None = None
    grain: Grain = Grain.DAY
    weekday: int | None = None
    other: date | None = None

    @property
    def when(self) -> TimeSpan:
        """The interval of the date, or of the minute or second where a clock time stands beside it."""
        if self.at is None:
            return day(self.on)
        start = datetime.combine(self.on, self.at)
        return TimeSpan(start, start + (timedelta(seconds=1) if self.grain is Grain.SECOND else timedelta(minutes=1)), self.grain)


def day(on: date) -> TimeSpan:
    """The interval of one day."""
    start = datetime(on.year, on.month, on.day)
    return TimeSpan(start, start + timedelta(days=1), Grain.DAY)


def find_dates(text: str, *, day_first: bool = False) -> list[Found]:
    """All full dates of `text` in order, not overlapping.

    >>> [(f.on.isoformat(), f.at) for f in find_dates("Sun, Nov. 2nd, 2014 | 03.11.2014")]
    [('2014-11-02', None), ('2014-11-03', None)]
    """
    found: list[Found] = []
    for match in _matches(text):
        if not any(match.start() < f.span.end and f.span.start < match.end() for f in found):
            date_ = _read(text, match, day_first)
            if date_ is not None:
                found.append(date_)
    return sorted(found, key=lambda f: f.span)


def is_filler(rest: str) -> bool:
    """Whether what stands beside a date makes it no more than a bare date: weekday, time, zone, punctuation.

    >>> is_filler("Friday, 8 a.m. GMT"), is_filler("Updated by Jo")
    (True, False)
    """
    return len(_FILLER.sub("", rest)) <= 3


def is_stamp(text: str) -> bool:
    """Whether a line is nothing but a date with its weekday and time.

    >>> is_stamp("18 November 2014"), is_stamp("Talks of 18 November 2014")
    (True, False)
    """
    found = find_dates(text)[:1]
    return bool(found) and is_filler(text[: found[0].span.start] + " " + text[found[0].span.end :])


def _matches(text: str) -> Iterator[re.Match[str]]:
    if not _has_year(text):
        return
    for shape in _SHAPES:
        yield from shape.finditer(text)


@cache
def _year_pattern() -> re.Pattern[str]:
    return re.compile(_YEAR)


def _has_year(text: str) -> bool:
    return _year_pattern().search(text) is not None


def _read(text: str, match: re.Match[str], day_first: bool) -> Found | None:
    groups = match.groupdict()
    year = int(groups["y"])
    other = None
    weekday = _weekday_before(text, match.start())
    if groups.get("a"):
        first, second = int(groups["a"]), int(groups["b"])
        orders = [(second, first), (first, second)]
        if groups["sep"] == "/" and not day_first:
            orders.reverse()
        readings = [on for month, day_ in orders if (on := _date(year, month, day_))]
        if weekday is not None:
            readings.sort(key=lambda on: on.weekday() != weekday)
        on = readings[0] if readings else None
        if len(readings) > 1 and readings[0] != readings[1] and groups["sep"] == "/" and weekday is None:
            other = readings[1]
    else:
        month = MONTHS[groups["w"].lower()] if groups.get("w") else int(groups["m"])
        on = _date(year, month, int(groups["d"]))
    if on is None:
        return None
    at, grain, start, end = _clock_beside(text, match.start(), match.end())
    return Found(Span(start, end), on, at, grain, weekday, other)


def _weekday_before(text: str, start: int) -> int | None:
    match = _WEEKDAY_BEFORE.search(text, max(0, start - 20), start)
    return WEEKDAYS[match[1].lower()] if match else None


def _clock_beside(text: str, start: int, end: int) -> tuple[time | None, Grain, int, int]:
    match = _AFTER.match(text, end)
    if match:
        end = match.end()
    else:
        match = _BEFORE.search(text, max(0, start - 24), start)
        if match:
            start = match.start()
    if not match:
        return None, Grain.DAY, start, end
    hour = int(match["hour"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    grain = Grain.SECOND if match["second"] else Grain.MINUTE
    return time(hour, int(match["minute"]), int(match["second"] or 0)), grain, start, end


def _date(year: int, month: int, day_: int) -> date | None:
    try:
        return date(year, month, day_)
    except ValueError:
        return None


_ISO = re.compile(r"\s*(?P<y>(?:19|20)\d\d)-?(?P<m>\d\d)-?(?P<d>\d\d)(?:[T\s]+(?P<h>\d\d):?(?P<i>\d\d)(?::?(?P<s>\d\d))?)?")


def read_stamp(value: str) -> TimeSpan | None:
    """Read a machine's time stamp (ISO 8601, RFC 822 or a written date); the zone is dropped, the clock kept as written.

    >>> read_stamp("2014-11-14T08:05:00+08:00").start.isoformat()
    '2014-11-14T08:05:00'
    """
    value = value[:80]
    match = _ISO.match(value)
    if match:
        on = _date(int(match["y"]), int(match["m"]), int(match["d"]))
        if on is None:
            return None
        if (
            not match["h"]
            or int(match["h"]) > 23
            or int(match["i"]) > 59
            or (match["h"], match["i"], match["s"] or "00") == ("00", "00", "00")
        ):
            return day(on)  # midnight to the second is how programs write "no time"
        second = min(int(match["s"] or 0), 59)
        start = datetime(on.year, on.month, on.day, int(match["h"]), int(match["i"]), second)
        return TimeSpan(start, start + timedelta(seconds=1), Grain.SECOND)
    found = find_dates(value)
    return found[0].when if found else None
