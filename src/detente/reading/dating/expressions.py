"""Time words that bear on the date of publication: dates with and without a year, weekday-date pairs, years, durations of known wars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from detente.reading.dating import curves, facts
from detente.reading.dating.words import MONTHS, WEEKDAYS, find_dates
from detente.records import Span

_MONTH_WORDS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
)
_DAY_WORDS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
_MONTH = "|".join(sorted(_MONTH_WORDS.split(), key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_DAY_WORDS.split(), key=len, reverse=True))
_YEARLESS = re.compile(
    rf"\b(?:(?P<w>{_WEEKDAY})\.?,?\s(?:the\s|\()?)?(?:(?P<m>{_MONTH})\.?\s(?P<d>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?|"
    rf"(?P<d2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH}))\b(?!\.?,?\s(?:of\s)?(?:19|20)\d\d)(?!\d)(?!\s"
    rf"(?:movement|alliance|coalition|brigade|revolution))",
    re.I,
)
_MONTH_YEAR = re.compile(rf"(?<!\d )(?<!\d\d )\b(?P<m>{_MONTH})\.?,?\s(?:of\s)?(?P<y>19[89]\d|20[0-4]\d)\b", re.I)
_YEAR = re.compile(
    r"(?<![\d,.$€£#/-])(?:19[89]\d|20[0-4]\d)(?![\d%/]|[.,]\d|-\d)(?!\s(?:people|civilians|troops|soldiers|fighters|men|women|km|"
    r"metres|meters|dollars|others|were|have|refugees|families|rebels|killed|houses|police))"
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|by|until|till|through|before|next|upcoming|scheduled|due|plan\w*|expected|starting|deadline|expires?|"
    r"set for|ahead of)\b[^.;]{0,45}$",
    re.I,
)

# Shares of news reports that come out so many days after a date they name without its year; from the seed's genre: most within a week,
# hardly any after two months, since then the writer would name the year or the month's distance.
_YEARLESS_SHARES = ((1, 0.22), (4, 0.30), (11, 0.20), (31, 0.16), (61, 0.06), (180, 0.015))
_YEARLESS_LATER, _YEARLESS_AHEAD = 0.008, 0.003
# A date in the dateline is that of the report: out the same day, or by the next.
_DATELINE_SHARES = ((1, 0.7), (2, 0.2), (4, 0.05), (31, 0.02))
_FULL_SHARES = ((1, 0.2), (4, 0.18), (15, 0.12), (60, 0.1), (365, 0.15))
_MONTH_SHARES = ((60, 0.25), (365, 0.25))

_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBERS = {word: i for i, word in enumerate(_NUMBER_WORDS.split())}
_ORDINAL_WORDS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = {word: i for i, word in enumerate(_ORDINAL_WORDS.split())}
_UNITS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
_WAR = (
    r"(?:civil\s|bloody\s|brutal\s|devastating\s|ongoing\s|armed\s)*(?:war|conflict|battle|campaign|uprising|insurgency|fighting|crisis|"
    r"revolt|rebellion|bloodshed|violence|air campaign|offensive|unrest|fight|bloodletting)"
)
_NUMBER = r"(?P<n>\d{1,2}(?:\.5)?|" + "|".join(_NUMBERS) + r")(?P<half>[\s-]and[\s-]a[\s-]half)?"
_LENGTHS = (
    re.compile(rf"\b{_NUMBER}[\s-](?P<u>day|week|month|year)s?[\s-](?:old[\s-]|long[\s-])?{_WAR}\b", re.I),
    re.compile(
        rf"\b{_NUMBER}\s(?P<u>day|week|month|year)s\s(?:of|into|since the (?:start|beginning|outbreak) of)\s(?:the\s|a\s|this\s)?"
        rf"(?:country's\s|Syria's\s)?{_WAR}\b",
        re.I,
    ),
    re.compile(rf"\b(?P<o>{'|'.join(_ORDINALS)})\s(?P<u>week|month|year)\s(?:of\s)?(?:the\s|its\s)?{_WAR}\b", re.I),
    re.compile(
        rf"\b{_WAR}\b[^.]{{0,40}}\b(?:entered|entering|enters|into|in|now in)\sits\s(?P<o>{'|'.join(_ORDINALS)})\s(?P<u>week|month|"
        rf"year)\b",
        re.I,
    ),
    re.compile(
        rf"\b{_WAR}\b[^.]{{0,30}}\b(?:began|started|erupted|broke out)\s(?:more than\s|over\s|nearly\s|almost\s|"
        rf"about\s)?{_NUMBER}\s(?P<u>week|month|year)s?\sago\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:has|have|had)\sbeen\s(?:bombing|bombarding|pounding|striking|hitting)\b[^.;]{{1,60}}?\bfor\s(?:more than\s|over\s|nearly\s|"
        rf"almost\s|about\s|some\s)?{_NUMBER}\s(?P<u>day|week|month|year)s?\b",
        re.I,
    ),
)


@dataclass(frozen=True, slots=True)
class Expression:
    """Time words, where they stand, what they mean for the date of publication, and that as a curve."""

    span: Span
    words: str
    meaning: str
    logs: Any


def find(text: str, dateline: Span | None = None) -> Iterator[Expression]:
    """Yearless dates (at most eight), the latest full date, the latest month, the latest year that is not to come."""
    yield from _yearless(text, dateline or Span(0, 0))
    taken: list[Span] = []
    full = find_dates(text)
    taken += [found.span for found in full]
    past = [found for found in full if not _ahead(text, found.span.start)]
    if past:
        latest = max(past, key=lambda found: found.on)
        words = latest.span.of(text)
        yield Expression(latest.span, words, "is the latest date named", curves.after(latest.on, _FULL_SHARES, 0.22, 0.03))
    months = []
    for match in _MONTH_YEAR.finditer(text):
        if not any(s.start <= match.start() < s.end for s in taken) and not _ahead(text, match.start()):
            months.append((date(int(match["y"]), MONTHS[match["m"].lower()], 1), Span(*match.span())))
        taken.append(Span(*match.span()))
    if months:
        on, span = max(months)
        yield Expression(span, span.of(text), "is the latest month named", curves.after(on, _MONTH_SHARES, 0.47, 0.03))
    yield from _years(text, taken)


def _years(text: str, taken: Sequence[Span]) -> Iterator[Expression]:
    years = []
    for match in _YEAR.finditer(text):
        if not any(s.start <= match.start() < s.end for s in taken):
            years.append((int(match[0]), Span(*match.span()), _ahead(text, match.start())))
    past = [year for year in years if not year[2]]
    if past:
        year, span, _ = max(past)
        yield Expression(span, str(year), "is the latest year named", curves.in_year(year, future=False))
    future = [year for year in years if year[2]]
    if future:
        year, span, _ = max(future)
        yield Expression(span, str(year), "is spoken of as to come", curves.in_year(year, future=True))


def _ahead(text: str, at: int) -> bool:
    return bool(_FUTURE.search(text, max(0, at - 70), at))


def yearless_day(text: str) -> tuple[int, int] | None:
    """Month and day of the first date without a year.

    >>> yearless_day("BEIRUT, Nov 18 -")
    (11, 18)
    """
    match = _YEARLESS.search(text)
    return _month_and_day(match) if match else None


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    return MONTHS[(match["m"] or match["m2"]).lower()], int(match["d"] or match["d2"])


def _yearless(text: str, dateline: Span) -> Iterator[Expression]:
    seen: set[tuple[int, int]] = set()
    for match in _YEARLESS.finditer(text):
        month, day_ = _month_and_day(match)
        if match["m2"] and match["m2"].lower() == "may" and match["m2"] == "may":
            continue
        if (month, day_) in seen or len(seen) >= 8:
            continue
        seen.add((month, day_))
        weekday = WEEKDAYS[match["w"].lower()] if match["w"] else None
        future = _ahead(text, match.start())
        meaning = (
            f"falls on that weekday in {_some_years(month, day_, weekday)}"
            if weekday is not None
            else "bears no year, so it is not long past"
        )
        if future:
            meaning = "bears no year and is to come, so it is not far off"
        opens = dateline.start <= match.start() < dateline.end
        if opens:
            meaning = "stands in the dateline without its year"
        shares = _DATELINE_SHARES if opens else _YEARLESS_SHARES
        yield Expression(Span(*match.span()), match[0], meaning, yearless_curve(month, day_, weekday, future, shares))


def _some_years(month: int, day_: int, weekday: int | None) -> str:
    years = [year for year in range(2000, 2027) if _weekday(year, month, day_) == weekday]
    return ", ".join(map(str, years))


def _weekday(year: int, month: int, day_: int) -> int | None:
    try:
        return date(year, month, day_).weekday()
    except ValueError:
        return None


@lru_cache(maxsize=512)
def yearless_curve(
    month: int, day_: int, weekday: int | None, future: bool, shares: tuple[tuple[int, float], ...] = _YEARLESS_SHARES
) -> Any:
    """The curve of a date without a year: the same shape after (before, if to come) that date of each year.

    Years in which the date falls on another weekday than the one named hardly count.
    """
    density = np.full(curves.DAYS, 1e-6)
    for year in range(curves.FIRST.year, curves.FIRST.year + 51):
        found = _weekday(year, month, day_)
        if found is None:
            continue
        weight = 1.0 if weekday is None or found == weekday else 0.02
        at, low = (date(year, month, day_) - curves.FIRST).days, 0
        for high, share in shares:
            spread = weight * share / (high - low)
            near, far = (at - high + 1, at - low + 1) if future else (at + low, at + high)
            density[max(0, near) : max(0, far)] += spread
            low = high
        density[max(0, at) : at + 365] += weight * (_YEARLESS_AHEAD if future else _YEARLESS_LATER) / 365
        density[max(0, at - 60) : max(0, at)] += weight * _YEARLESS_AHEAD / 60
    logs = np.log(density)
    return np.asarray(np.maximum(logs, logs.max() - 7.0))


@dataclass(frozen=True, slots=True)
class Length:
    """A duration of a known war, with what it means."""

    span: Span
    meaning: str
    logs: Any


def durations(text: str, hits: Sequence[facts.Hit]) -> Iterator[Length]:
    """Durations ("three-month battle", "sixth year of the war") of wars whose start is known.

    Which war: by the names in the sentence, else in the article.
    """
    for shape in _LENGTHS:
        for match in list(shape.finditer(text))[:3]:
            length = _length(match)
            wars = _wars(facts.find_anchors(_sentence(text, match.start(), match.end()))) or _wars(hits)
            if not wars or not length:
                continue
            days_, spread = length
            logs = np.max([curves.about(war.since, days_, spread) for war in wars if war.since], axis=0)
            told = " or ".join(sorted({f"{war.name} ({war.since})" for war in wars})[:3])
            yield Length(Span(*match.span()), f"“{match[0]}” counted from the start of {told}", logs)


def _length(match: re.Match[str]) -> tuple[float, float] | None:
    """Days and the factor of doubt. A round count of years is doubtful by half a year, of months by half a month, at least by a sixth."""
    groups = match.groupdict()
    unit = _UNITS[groups["u"].lower()]
    if groups.get("o"):
        count = _ORDINALS[groups["o"].lower()] - 0.5
    else:
        word = groups["n"].lower()
        count = (float(word) if word[0].isdigit() else float(_NUMBERS[word])) + (0.5 if groups.get("half") else 0.15)
    if count <= 0:
        return None
    return count * unit, 1.0 + max(0.16, 0.45 / count)


def _sentence(text: str, start: int, end: int) -> str:
    low = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    high = text.find(". ", end)
    return text[low : high if high >= 0 else len(text)][:1000]


def _wars(hits: Sequence[facts.Hit]) -> list[facts.Anchor]:
    return [anchor for hit in hits for anchor in hit.anchors if anchor.kind == "war" and anchor.since]
