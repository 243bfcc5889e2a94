"""Dates of publication that readers see: time tags, marked elements, lines near the title, datelines.

Each line is weighed by what its words and markup say and where it stands; page clocks are told apart by `clock.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from detente.reading.dating.clock import is_bare, suspects, why_clock
from detente.reading.dating.lines import LONGEST_LINE, Line
from detente.reading.dating.words import Found, day, find_dates, read_stamp
from detente.records import PAGE_CLOCK, Dating, Span

_PUBLISHED = re.compile(
    r"publish|posted|\bpubli(?:é|cad|ée)|date of publication|veröffentlicht|erstellt|publicad|publicat|pubblicat|geplaatst|"
    r"gepubliceerd|опубл|yay[ıi]n|"
    r"eklen|date:|datum:|fecha:|written on|submitted|mis en ligne|created on|filed|issued|dodano|zveřejněno|publicerad|julkaistu|"
    r"تاريخ|نشر|"
    r"first (?:aired|appeared)|发布|發佈|公開日",
    re.I,
)
_MODIFIED = re.compile(
    r"updated?\b|modifi|aktualisier|mis à jour|\bstand:|güncel|actualiz|aggiorn|bijgewerkt|обновл|оновл|last (?:edit|change)|geändert|更新",
    re.I,
)
_STRONG_HINT = re.compile(
    r"datepublished|pubdate|publish|posted|entry-?date|post-?_?date|article[\w-]*date|date[\w-]*article|news[\w-]*date|"
    r"story[\w-]*date|dateline|timestamp|"
    r"date-?created|byline|entry-?meta|post-?meta|article[\w-]*meta|article[\w-]*info|article[\w-]*(?:head|time)|post-?info|"
    r"entry-?header|news[\w-]*time|"
    r"content-?date|detail[\w-]*date|submitted|erstellt",
    re.I,
)
_WEAK_HINT = re.compile(r"date|datum|fecha|data\b|time|meta|zeit|tarih", re.I)
_ASIDE = re.compile(
    r"related|sidebar|side-|aside|widget|comment|footer|copyright|\bnav|menu|teaser|recent|recommend|reply|more-|latest|popular|"
    r"trending|promo|ticker|"
    r"breaking|listing|carousel|slider|event|calendar|archive|\bcard|\bad-|banner|tabs?\b|swiper|most-|list-item|grid|caption|figure",
    re.I,
)
# A line with more words than this is a sentence rather than a byline.
MANY_WORDS = 16
# A date alone on its line, this close below the title, is the article's; farther down it may be that of a teaser.
_NEXT = 3
# Below this the line is a mention, not a statement; chosen on the development half of the pages (a mark alone, 0.5, was wrong 4 times in
# 18).
ENOUGH = 0.52


def from_lines(lines: Sequence[Line], fetched_at: datetime | None) -> Iterator[Dating]:
    """The page clocks, then the best stated date and up to two others."""
    stated: list[tuple[float, int, Dating]] = []
    framed = suspects(lines)
    for line in lines:
        for found in line.dates[:2] or _stamped(line):
            cued = is_cued(line)
            why = why_clock(line, found, fetched_at, cued=cued) or (None if cued else framed.get(line.order))
            if why:
                yield Dating(found.when, PAGE_CLOCK, 0.0, f"“{found.span.of(line.text) or line.stamp}”: {why}", _evidence(line, found))
                continue
            weight, reasons = weigh(line, found)
            rule = "time_tag" if line.stamp or line.hints.startswith("time") else "visible_line"
            if weight >= ENOUGH and found.other is None:
                words = f"“{line.text[:80] or line.stamp}”: {', '.join(reasons)}"
                stated.append((weight, line.order, Dating(found.when, rule, round(min(0.85, weight), 3), words, _evidence(line, found))))
    stated.sort(key=lambda item: (-item[0], item[1]))
    yield from (dating for _, _, dating in stated[:3])


def _stamped(line: Line) -> tuple[Found, ...]:
    """The date of a time tag's own attribute where its words hold none."""
    when = read_stamp(line.stamp) if line.stamp else None
    if when is None or when.start is None:
        return ()
    return (Found(Span(0, 0), when.start.date(), None if when == day(when.start.date()) else when.start.time(), when.grain),)


def is_cued(line: Line) -> bool:
    """Whether words or markup say that the line states when the article came out."""
    return len(line.text) <= LONGEST_LINE and bool(_PUBLISHED.search(line.text) or _STRONG_HINT.search(line.hints) or line.stamp)


def weigh(line: Line, found: Found) -> tuple[float, list[str]]:
    """Weigh one date of a line in [0, 1], with reasons. The steps are additive so that they can be read aloud."""
    weight, reasons = 0.25, []

    def add(points: float, reason: str) -> None:
        nonlocal weight
        weight += points
        reasons.append(reason)

    short = len(line.text) <= LONGEST_LINE
    # 1. Words.
    if short and _PUBLISHED.search(line.text):
        add(0.3, "words of publication")
    if short and _MODIFIED.search(line.text[: found.span.start]) and not _PUBLISHED.search(line.text[: found.span.start]):
        add(-0.2, "words of change")
    # 2. Markup.
    if _STRONG_HINT.search(line.hints):
        add(0.25, "marked as the article's date")
    elif _WEAK_HINT.search(line.hints):
        add(0.12, "marked as a date")
    if line.stamp or line.hints.startswith("time"):
        add(0.15, "a time tag")
    if _ASIDE.search(line.hints):
        add(-0.4, "beside the article")
    # 3. Place: just below the title, or straight above it.
    if line.after_title is not None:
        if 0 < line.after_title <= 8:
            add(0.2, "under the title")
            if line.after_title <= _NEXT and is_bare(line, found):
                add(0.1, "alone on its line")
        elif -3 <= line.after_title <= 0:
            add(0.1, "over the title")
        elif line.after_title > 60:
            add(-0.15, "far below the title")
        elif line.after_title < -3:
            add(-0.1, "far above the title")
    if not short:
        add(-0.4, "inside running text")
    elif len(line.text.split()) > MANY_WORDS:
        add(-0.2, "among many words")
    if line.below:
        add(-0.1, "below the article")
    return weight, reasons


def _evidence(line: Line, found: Found) -> Span | None:
    """The date's own characters for plain text; for markup the place where the text holds them."""
    if line.span is None or found.span.end > len(line.text):
        return None
    if line.hints or len(line.span) < len(line.text):
        return line.span
    return Span(line.span.start + found.span.start, line.span.start + found.span.end)


# A date that opens the article: "Published August 3 2015", "Wed 05 Apr 2017", "BEIRUT, Nov. 2, 2014 (Agency) -".
_OPENING = re.compile(
    r"(?:[A-ZÀ-Þ][\w .'’/-]{1,40}(?:,|\(|—|–|-)\s*)?(?:\W|\b(?:published|posted|updated|date|of|publication|on|time|\w{3,9}day|"
    r"mon|tue|wed|thu|fri|sat|sun)\b)*",
    re.I,
)


def from_dateline(text: str, starts: Sequence[int], *, day_first: bool) -> Iterator[Dating]:
    """A full date that opens the first paragraph; `starts` are the offsets at which the article may begin."""
    for start in starts:
        head = text[start : start + 120]
        for found in find_dates(head, day_first=day_first)[:1]:
            lead = _OPENING.fullmatch(head[: found.span.start])
            if lead and found.other is None:
                span = Span(start + found.span.start, start + found.span.end)
                yield Dating(found.when, "dateline", 0.75, f"the article opens with “{span.of(text)}”", span)
                return
