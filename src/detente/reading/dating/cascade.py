"""The cascade of dating: every rule that fires is kept, with its score and its words; nothing overrules silently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from detente.reading.dating import clues, expressions, json_ld, metadata, url, visible
from detente.reading.dating.lines import dated_lines
from detente.reading.dating.words import day, is_stamp, read_stamp
from detente.reading.page import Page
from detente.records import PAGE_CLOCK, Block, BlockKind, Capture, Dating, Grain, Span

# Local clocks run up to 14 hours ahead of UTC, so an honest page may bear a date that the crawler's UTC day has not reached.
_AHEAD = timedelta(hours=14)
# How far an inhabited country's evening reaches into the next day of UTC, and its morning into the day before.
_WESTERN, _EASTERN = timedelta(hours=9), timedelta(hours=13)
_SEEN = ("visible_line", "time_tag", "dateline", "htmldate")
_CONFIRMED = 0.65
_DATELINED = 0.8
# A report comes out on the day of its dateline or soon after.
_SOON = timedelta(days=2)
# A stated date this good needs no guess from htmldate or from clues.
_GOOD_ENOUGH = 0.5
_MONTH_FIRST_LANGUAGES = re.compile(r"en(?:[-_](?:us|ph))?$", re.I)
_DAY_FIRST_DOMAINS = re.compile(r"\.(?:uk|au|nz|in|ie|za|ng|ke|gh|pk|bd|lk|my|sg|ae|lb|sy|iq|jo|eg|il|eu)$", re.I)
_UTC = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)\s*$")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(?:19|20)\d\d\b")


def date_article(page: Page, text: str, blocks: Sequence[Block], capture: Capture) -> tuple[Dating, ...]:
    """Every dating of the article, by falling score; page clocks last, with score 0.

    1. the JSON record · 2. JSON-LD · 3. meta tags · 4. the address · 5. the dateline · 6. visible lines and time tags, page clocks among
    them ·
    7. htmldate's vote, only if nothing above is good enough and the page shows no clock that it could take for the date ·
    8. clues in the text, only if nothing above is good enough.

    Datings later than the moment of the crawl are dropped: the page cannot have known them.
    """
    fetched_at = capture.fetched_at
    day_first = is_day_first(page, text)
    found: list[Dating] = []
    # 1-4. What the page says for machines.
    found += metadata.from_record(page.record)
    found += json_ld.from_json_ld(page.json_ld, page.html)
    found += metadata.from_meta(page.meta)
    found += url.from_url(page.url or capture.url)
    # 5-6. What readers see.
    found += visible.from_dateline(text, _openings(text, blocks), day_first=day_first)
    found += visible.from_lines(dated_lines(page, text, blocks, day_first=day_first), fetched_at)
    found = [dating for dating in found if _possible(dating, fetched_at)]
    opening = _dateline_day(text, blocks)
    found = [_localised(_datelined(_confirmed(dating, found), opening), found) for dating in _unclocked(found)]
    # 7. One more voter.
    if page.html is not None and not any(_settles(dating) or dating.rule == PAGE_CLOCK for dating in found):
        votes = [dating for dating in _htmldate(page.html, fetched_at) if _possible(dating, fetched_at)]
        found += [_confirmed(vote, found) for vote in votes]
    # 8. Clues.
    if not any(dating.score >= _GOOD_ENOUGH for dating in found):
        found += (dating for dating in clues.from_text(text, blocks, fetched_at, _known_by(found)) if _possible(dating, fetched_at))
    return tuple(sorted(_once(found), key=lambda dating: -dating.score))


def is_day_first(page: Page, text: str) -> bool:
    """Whether 03/04/2014 is the 3rd of April here: by the page's other dates, its language, its domain; else no."""
    for match in _SLASHED.finditer(text[:200_000]):
        if int(match[1]) > 12:
            return True
        if int(match[2]) > 12:
            return False
    language = page.tree.get("lang") if page.tree is not None else None
    if language and not _MONTH_FIRST_LANGUAGES.match(language.strip()):
        return True
    try:
        return bool(_DAY_FIRST_DOMAINS.search(urlsplit(page.url or "").hostname or ""))
    except ValueError:
        return False


def _openings(text: str, blocks: Sequence[Block]) -> list[int]:
    """Offsets at which the article may open with its date: datelines, the first two body blocks, a bare date right above the first."""
    datelines = [block.span.start for block in blocks if block.kind is BlockKind.DATELINE]
    bodies = [i for i, block in enumerate(blocks) if block.kind is BlockKind.BODY][:2]
    above = [blocks[i - 1].span.start for i in bodies[:1] if i and is_stamp(blocks[i - 1].span.of(text)[:80])]
    starts = datelines + [blocks[i].span.start for i in bodies] + above
    return [start + len(text[start:]) - len(text[start:].lstrip()) for start in starts]


def _localised(dating: Dating, found: Sequence[Dating]) -> Dating:
    """Raise a day that readers see, or the address holds, over a machine's UTC stamp that falls into it in some time zone.

    A stamp in UTC puts an evening in America on the next day; the page's own words have the day as its readers had it.
    """
    if dating.rule not in ("visible_line", "time_tag", "dateline", "url") or dating.score < _GOOD_ENOUGH or dating.when.start is None:
        return dating
    if dating.when.end is None or dating.when.end - dating.when.start > timedelta(days=1):
        return dating
    # The address is made where the page is: a stamp of its day needs no correction.
    addressed = [other.when.start.date() for other in found if other.rule == "url" and other.when.start and other.when.grain is Grain.DAY]
    own_day = datetime.combine(dating.when.start.date(), datetime.min.time())
    for stamp in found:
        start = stamp.when.start
        if (
            stamp.rule not in ("json_ld", "meta")
            or start is None
            or not _UTC.search(stamp.detail)
            or start.date() in (own_day.date(), *addressed)
        ):
            continue
        if own_day - _EASTERN <= start <= own_day + timedelta(days=1) + _WESTERN:
            words = f"{dating.detail}; the machine's stamp is the same moment in UTC"
            return replace(dating, score=0.96, detail=words)
    return dating


def _settles(dating: Dating) -> bool:
    """Whether the dating is good enough and as fine as a day."""
    when = dating.when
    return dating.score >= _GOOD_ENOUGH and when.start is not None and when.end is not None and when.end - when.start <= timedelta(days=1)


def _confirmed(dating: Dating, found: Sequence[Dating]) -> Dating:
    """A seen or voted day that falls into a month named by the address counts for more than either alone."""
    months = (other.when for other in found if other.rule == "url" and other.when.grain is Grain.MONTH)
    if dating.rule in _SEEN and dating.score < _CONFIRMED and any(month.overlaps(dating.when) for month in months):
        return replace(dating, score=_CONFIRMED, detail=f"{dating.detail}, in the month that the address names")
    return dating


def _dateline_day(text: str, blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Month and day that the dateline gives without a year (`BEIRUT, Nov 18 -`)."""
    return next((expressions.yearless_day(block.span.of(text)) for block in blocks if block.kind is BlockKind.DATELINE), None)


def _datelined(dating: Dating, opening: tuple[int, int] | None) -> Dating:
    """A seen day that the dateline gives too, without its year, counts for more than either alone."""
    start = dating.when.start
    if opening is None or start is None or dating.rule not in _SEEN or dating.score >= _DATELINED:
        return dating
    days = (start - timedelta(days=back) for back in range(_SOON.days + 1))
    if any((day_.month, day_.day) == opening for day_ in days):
        return replace(dating, score=_DATELINED, detail=f"{dating.detail}, and the dateline gives the day")
    return dating


def _unclocked(found: Sequence[Dating]) -> list[Dating]:
    """Drop datelines of a day that the page's clock shows: the clock may stand where the article opens."""
    clocks = {dating.when.start.date() for dating in found if dating.rule == PAGE_CLOCK and dating.when.start}
    return [dating for dating in found if dating.rule != "dateline" or not dating.when.start or dating.when.start.date() not in clocks]


def _known_by(found: Sequence[Dating]) -> date | None:
    """A day on which the page existed already: that of its own clock."""
    days = [dating.when.start.date() for dating in found if dating.rule == PAGE_CLOCK and dating.when.start]
    return max(days, default=None)


def _possible(dating: Dating, fetched_at: datetime | None) -> bool:
    start = dating.when.start
    if start is None or fetched_at is None:
        return True
    return start <= fetched_at.replace(tzinfo=None) + _AHEAD


def _htmldate(html: str, fetched_at: datetime | None) -> Iterator[Dating]:
    """The date that htmldate's extensive search gives; about 8 ms a page."""
    from htmldate import find_date

    try:
        value = find_date(
            html, original_date=True, extensive_search=True, max_date=(fetched_at + _AHEAD).strftime("%Y-%m-%d") if fetched_at else None
        )
    except Exception:  # a voter that fails on hostile markup has no vote
        return
    when = read_stamp(value) if value else None
    if when is not None and when.start is not None:
        yield Dating(day(when.start.date()), "htmldate", 0.45, f"htmldate's extensive search gives {value}")


def _once(datings: Sequence[Dating]) -> list[Dating]:
    """One dating per rule, interval and evidence."""
    kept: dict[tuple[str, object, Span | None], Dating] = {}
    for dating in datings:
        kept.setdefault((dating.rule, dating.when, dating.evidence), dating)
    return list(kept.values())
