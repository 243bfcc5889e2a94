"""The grammar: one rule a way of telling time, tried in this order; where two rules read overlapping words the longer reading wins.

A rule is a name, the signs it needs, a pattern and a maker `(match, clock) -> Reading | None`; None says that the words are no time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from detente.coding.calendar import absolute, relative
from detente.coding.calendar.feasts import FEAST, PART, feast_on
from detente.coding.calendar.lexicon import (
    APPROX,
    COUNT,
    DAYPART,
    EARLY,
    HOLIDAY,
    MONTH,
    NUMBER,
    ORDINALS,
    SEASON,
    SURE_MONTH,
    UNIT,
    WEEKDAY,
    YEAR,
)
from detente.coding.calendar.values import Clock, Reading

Maker = Callable[["re.Match[str]", Clock], "Reading | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of telling time. `needs`: the signs (`signs.py`) without which its pattern finds nothing."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    make: Maker


def _rule(name: str, needs: tuple[str, ...], pattern: str, make: Maker, *, case: bool = True) -> Rule:
    return Rule(name, frozenset(needs), re.compile(rf"(?<![\w$£€#]){pattern}(?!\w)", 0 if case else re.IGNORECASE), make)


_EARLY = rf"(?:(?P<part>(?i:{EARLY}))[ -])?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),? )?"
_ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)})"
_CLOCK = r"(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))?(?:[:.]\d\d)? ?(?P<half>[ap]m|[ap]\.m\.?)"
_CLOCK24 = r"(?P<hour24>[0-2]?\d)[:.](?P<minute24>[0-5]\d)(?:[:.]\d\d)?(?! ?(?:per cent|percent|%|million|billion))"
_ZONE = r"(?: ?\(?(?:UTC|GMT|ET|EST|EDT|CET|BST|PT|PST|local time)\b\)?)?"
_PLAIN = r"(?:noon|midnight|midday)"
_AT = rf"(?:[0-2]?\d(?:[:.][0-5]\d)?(?: ?(?:[ap]m|[ap]\.m\.?))?|{_PLAIN})"
_ON_DAY = rf"(?:,? (?:on )?(?P<on>(?:{WEEKDAY}|{MONTH} [0-3]?\d|today|yesterday|tomorrow)(?!\w)))?"
_LAST = r"(?P<which>last|past|previous|preceding|recent|next|coming|following|this|current|same|that|these|those)"

RULES: tuple[Rule, ...] = (
    # 1. Full and partial dates.
    _rule("iso_date", ("digit",), r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", absolute.iso),
    _rule("numeric_date", ("digit",), r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year>\d{4}|\d\d)", absolute.numeric),
    _rule(
        "month_day",
        (
            "month",
            "digit",
        ),
        rf"{_WEEKDAY}{_EARLY}(?P<month>{MONTH}) {_DAY}(?:,? (?P<year>{YEAR}))?(?!,\d{{3}}|:\d|\.\d)",
        absolute.month_day,
    ),
    _rule(
        "day_month",
        (
            "month",
            "digit",
        ),
        rf"{_WEEKDAY}(?:the )?{_DAY}(?: day)?(?: of)? (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
        absolute.month_day,
    ),
    _rule(
        "month_year",
        (
            "month",
            "digit",
        ),
        rf"{_EARLY}(?P<month>{MONTH})(?:,| of)? (?P<year>{YEAR})",
        absolute.month,
    ),
    _rule("last_month_name", ("month",), rf"(?i:{_LAST}) (?P<month>{MONTH})", absolute.month),
    _rule("month", ("month",), rf"{_EARLY}(?P<month>{SURE_MONTH})", absolute.month),
    _rule(
        "unsure_month",
        ("spring month",),
        rf"(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=[Bb]y )|(?<=[Uu]ntil )|(?<=of )|(?<=from )|(?<=to )|(?<=for )|(?<=between )|(?<=and )"
        rf"|(?P<part>(?i:{EARLY}))[ -])(?P<month>March|May)(?! [A-Z])",
        absolute.month,
    ),
    _rule("year_span", ("digit",), rf"(?P<year>{YEAR})[-–/](?P<end>{YEAR}|\d\d)", absolute.year_span),
    _rule("decade", ("digit",), rf"(?:the )?{_EARLY}(?:the )?(?P<decade>(?:1[5-9]|20)\d0|['’]?\d0)['’]?s", absolute.decade),
    _rule(
        "century",
        (
            "digit",
            "century",
        ),
        rf"(?:the )?{_EARLY}(?:the )?(?P<number>\d\d)(?:st|nd|rd|th)[ -][Cc]entury",
        absolute.century,
    ),
    _rule("year", ("digit",), rf"(?:fiscal (?:year )?)?{_EARLY}(?P<year>{YEAR})", absolute.year),
    # 2. Parts of years.
    _rule(
        "quarter",
        ("quarter",),
        rf"(?:the |this |last )?{_ORDINAL}[ -](?P<unit>quarter|half)"
        rf"(?: of (?P<of>{YEAR}|(?:this|last|next) year|the year))?",
        absolute.quarter,
        case=False,
    ),
    _rule(
        "of_month",
        ("month",),
        rf"(?:the )?{_ORDINAL} (?P<unit>week|weekend|day|{WEEKDAY}) of (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
        absolute.of_month,
        case=False,
    ),
    _rule(
        "season",
        ("season",),
        rf"(?:the )?{_EARLY}(?:(?P<which>last|next|this|the coming|the) )?(?P<season>{SEASON})(?: of)?(?:,? (?P<year>{YEAR}))?",
        absolute.season,
        case=False,
    ),
    _rule("holiday", ("holiday",), rf"(?P<holiday>{HOLIDAY})(?:,? (?P<year>{YEAR}))?", absolute.holiday_on),
    _rule("feast", ("feast",), rf"{PART}(?P<feast>{FEAST})(?:,? (?P<year>{YEAR}))?", feast_on),
    # 3. Clock times.
    _rule(
        "clock_range",
        ("range",),
        rf"(?:from|between) (?P<one>{_AT}) (?:to|until|till|and|-) (?P<two>{_AT}){_ZONE}{_ON_DAY}",
        relative.clock_range,
        case=False,
    ),
    _rule("clock", ("digit",), rf"(?:{_CLOCK}|{_CLOCK24}){_ZONE}{_ON_DAY}", relative.clock, case=False),
    _rule("day_clock", ("digit",), rf"(?P<on>{WEEKDAY}|today|yesterday|tomorrow) at {_CLOCK}", relative.clock, case=False),
    _rule("oclock", ("o'clock",), rf"(?P<hour>\d{{1,2}}|{NUMBER}) o['’]clock", relative.clock, case=False),
    _rule("noon", ("noon",), rf"(?:{APPROX} )?(?P<plain>{_PLAIN}|midday){_ON_DAY}", relative.noon, case=False),
    # 4. Weekdays and days beside today.
    _rule(
        "weekday",
        ("weekday",),
        rf"(?:(?P<which>last|next|this|this past|this coming|the following|the previous) )?{_EARLY}"
        rf"(?P<weekday>{WEEKDAY})(?:,? (?P<part2>{DAYPART}|noon))?",
        relative.weekday,
    ),
    _rule(
        "weekday_part",
        (
            "weekday",
            "daypart",
        ),
        rf"(?:the )?(?P<part2>{DAYPART}) of (?P<weekday>{WEEKDAY})",
        relative.weekday,
    ),
    _rule(
        "today",
        ("today",),
        rf"(?:(?P<part>earlier|later|late|early) )?(?P<word>today|yesterday|tomorrow|tonight)(?: (?P<part2>{DAYPART}))?",
        relative.today,
        case=False,
    ),
    _rule("day_before_yesterday", ("beside yesterday",), r"the day (?P<word>before yesterday|after tomorrow)", relative.today, case=False),
    _rule(
        "last_night",
        ("daypart",),
        rf"(?P<which>last|this|that|the same|the next|the following|the previous|every|each) (?P<part2>{DAYPART})",
        relative.last_night,
        case=False,
    ),
    _rule("overnight", ("overnight",), r"overnight", relative.overnight, case=False),
    _rule(
        "part_of_day",
        ("part of day",),
        rf"(?:the )?(?:early |late )?(?:hours of the )?(?P<part2>{DAYPART})s?|at (?P<part3>night|dawn|dusk)",
        relative.some_part,
        case=False,
    ),
    # 5. So far from now, or from then.
    _rule(
        "ago",
        (
            "ago",
            "unit",
        ),
        rf"(?:{APPROX} )?(?P<count>{COUNT}) (?P<unit>{UNIT}) (?:ago|back)",
        relative.ago,
        case=False,
    ),
    _rule(
        "from_now",
        (
            "from now",
            "unit",
        ),
        rf"(?:{APPROX} )?(?P<count>{COUNT}) (?P<unit>{UNIT}) from now",
        relative.from_now,
        case=False,
    ),
    _rule(
        "earlier",
        (
            "earlier",
            "unit",
        ),
        rf"(?:{APPROX} )?(?P<count>{COUNT}) (?P<unit>{UNIT}) (?P<way>earlier|later|before|after|afterwards)",
        relative.earlier,
        case=False,
    ),
    _rule(
        "next_units",
        (
            "which",
            "unit",
        ),
        rf"(?:the )?{_LAST} (?P<count>{COUNT}) (?P<unit>{UNIT})",
        relative.last_units,
        case=False,
    ),
    _rule(
        "last_unit",
        (
            "which",
            "unit",
        ),
        rf"(?:(?:the )?{_EARLY})?(?:the )?{_LAST} (?:(?:fiscal|financial|calendar) )?(?P<unit>{UNIT})",
        relative.last_unit,
        case=False,
    ),
    _rule(
        "later_this", ("in the",), r"(?P<part>earlier|later) in the (?P<unit>day|week|month|year|decade)", relative.last_unit, case=False
    ),
    _rule("the_unit", ("weekend",), r"the (?P<unit>weekend)", relative.last_unit, case=False),
    _rule(
        "year_end",
        ("year's end",),
        r"(?P<part>the end|the start|the beginning) of "
        r"(?:the )?(?P<unit>week|month|year|decade|century|day)|year[ -]end",
        relative.last_unit,
        case=False,
    ),
    # 6. Lengths and repetitions.
    _rule(
        "every",
        ("every",),
        rf"(?:every|each) (?:(?:other|single) )?(?:(?P<count>{COUNT}) )?(?P<unit>{UNIT}|{WEEKDAY})(?: {DAYPART})?",
        relative.every,
        case=False,
    ),
    _rule(
        "adverb",
        ("adverb",),
        r"(?P<word>daily|weekly|monthly|quarterly|annual|annually|yearly|hourly|nightly)",
        relative.adverb,
        case=False,
    ),
    _rule(
        "per",
        (
            "times",
            "unit",
        ),
        r"(?P<times>once|twice|(?:a|one|two|three|four|five|\d+) times?) (?:a|per|every) (?P<unit>day|week|month|year|hour)",
        relative.per,
        case=False,
    ),
    _rule(
        "hyphened",
        ("unit",),
        rf"(?P<count>{NUMBER})[ -](?P<unit>second|minute|hour|day|week|month|year|decade)(?:-old|-long)?s?",
        relative.length,
        case=False,
    ),
    _rule(
        "length",
        ("unit",),
        rf"(?:{APPROX} )?(?P<count>{COUNT})(?: (?:more|full|straight|consecutive|long|whole|entire|other))? "
        rf"(?P<unit>{UNIT})(?: old)?",
        relative.length,
        case=False,
    ),
    _rule(
        "ordinal_day",
        ("unit",),
        rf"(?:a|the|its|their) {_ORDINAL} (?:straight |consecutive |successive )?(?P<unit>day|night|week|month|year)",
        relative.ordinal_unit,
        case=False,
    ),
    _rule(
        "units",
        ("plural unit",),
        r"(?P<many>(?:recent )?(?:years|decades|months|weeks|days|hours|minutes|centuries))(?: on end)?",
        relative.units,
        case=False,
    ),
    _rule(
        "whole_unit",
        ("whole",),
        r"(?:the )?(?:entire|whole|full) (?P<unit>day|night|week|month|year|decade)|all (?:day|night|week|month|year)(?: long)?",
        relative.length,
        case=False,
    ),
    # 7. Words for now, before and after.
    _rule(
        "now",
        ("now",),
        r"(?P<word>now|currently|nowadays|recently|lately|soon)|the (?P<past>past|future|present)"
        r"|(?P<then>(?:at the|(?:at )?(?:that|this)) (?:same )?(?:time|moment))",
        relative.now,
        case=False,
    ),
)
"""In the order they are tried; see `find.py`."""
