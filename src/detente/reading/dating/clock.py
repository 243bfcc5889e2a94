"""Tells the page's own clock (the moment it was rendered or crawled) from a date of publication.

A clock moves with every visit, so it says nothing about the article; readers that take the last date of a page for its date take the clock.
When a line may be either, it is treated as a clock: no date is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from detente.reading.dating.lines import Line
from detente.reading.dating.words import Found, is_filler
from detente.records import Grain

_CLOCK_WORDS = re.compile(
    r"\btoday(?:'s date)? is\b|\btoday\s*:|\btoday'?s date|\bcurrent(?:ly)? (?:date|time)|\b(?:local|server|current) time|"
    r"\bit is now\b|\btime now\b|"
    r"\b(?:page|site) (?:was )?(?:generated|rendered|loaded|printed|created|accessed|visited)|\b(?:generated|rendered|printed|"
    r"accessed|retrieved|crawled|"
    r"visited|downloaded|captured|archived|cached)\s*(?:on|at|:)|\blast visit|\ball times are\b|\bthe time is\b|\bheute ist\b|"
    r"\bheute\s*[,:]|"
    r"\baujourd['’]hui\b|\bnous sommes le\b|\bhoy es\b|\boggi è\b|\bhoje é\b|\bвандаг\b|\bсегодня\b|\bсьогодні\b|\bbug[uü]n\b|今天是|"
    r"今日は|اليوم هو",
    re.I,
)
_CLOCK_HINTS = re.compile(
    r"clock|to-?day|current-?_?(?:date|time)|date-?_?(?:now|today|current)|now-date|live-?date|server-?time|\b(?:top|nav|"
    r"masthead)[_-]?(?:bar[_-]?)?date",
    re.I,
)
# A class, id or itemprop beside plain tags.
_MARKED = re.compile(r"\b(?!(?:div|span|td|tr|th|tbody|table|p|b|i|em|strong|font|center)\b)\w+")
_COMMENT = re.compile(r"comment|kommentar|reply|message|antwort|\bpost\b|related|recent|archive|list|teaser", re.I)
# The crawl's day as other time zones have it.
_ZONES = timedelta(days=1)


def why_clock(line: Line, found: Found, fetched_at: datetime | None, *, cued: bool) -> str | None:
    """Say why the date on `line` is the page's clock, or None if it isn't.

    `cued`: words or markup say that this is the date of publication; only words that speak of now outweigh that.
    """
    # 1. Words that speak of now, or the markup's name for a clock.
    if _CLOCK_WORDS.search(line.text):
        return "the line speaks of the present moment"
    if _CLOCK_HINTS.search(line.hints) and not cued:
        return "the markup calls it a clock or today's date"
    if cued:
        return None
    bare = is_bare(line, found)
    # 2. A bare moment to the second: people do not publish to the second, programs render to it.
    if bare and found.grain is Grain.SECOND:
        return "a bare time to the second"
    # 3. The day of the crawl itself.
    readings = [on for on in (found.on, found.other) if on is not None]
    if fetched_at is not None and bare and any(abs(on - fetched_at.date()) <= _ZONES for on in readings):
        return "a bare date that is the day of the crawl"
    return None


def suspects(lines: Sequence[Line]) -> dict[int, str]:
    """Lines (by `order`) whose bare date may be the page's clock, with the reason: those in the page's frame.

    Only one day can be the clock's, and no page knows a later one: suspects of several days are a list of articles or comments, and a
    suspect older than another date of the page is no clock.
    """
    framed: dict[int, str] = {}
    edges: dict[int, str] = {}
    days: set[date] = set()
    latest = max((found.on for line in lines for found in line.dates), default=None)
    for line in lines:
        for found in line.dates[:1]:
            if line.edge and is_bare(line, found) and not _MARKED.search(line.hints):
                edges[line.order] = "a bare date at the page's very edge"
                continue
            above = line.after_title <= 0 if line.after_title is not None else not _MARKED.search(line.hints)
            if not is_bare(line, found) or not (above or line.below) or _COMMENT.search(line.hints):
                continue
            framed[line.order] = f"a bare date {'above the title' if above else 'below the article'}, in the page's frame"
            days.add(found.on)
    return edges | (framed if days == {latest} else {})


def is_bare(line: Line, found: Found) -> bool:
    """Whether the line is nothing but its date, a weekday, a time and punctuation."""
    rest = line.text[: found.span.start] + " " + line.text[found.span.end :]
    return found.span.end <= len(line.text) and is_filler(rest)
