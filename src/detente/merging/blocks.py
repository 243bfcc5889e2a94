"""Which events are worth comparing: those that share a key. Keys depend on the event alone, so the pairs don't depend on order (law 3).

A key is a category family, a stretch of four days that the event may lie in, and one of: both sides; a party in a country; a place;
two rare words; and, without family or time, the article. No key is ever dropped for being frequent.

A report that may be of any day of many weeks is kept under months instead, and asks under all its days: so it meets what is dated, and
is met by it, at no cost to those that are dated.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from detente.merging.words import rarity
from detente.records import Report

_FAMILY = {
    category: name
    for name, categories in {
        "towards": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
        "words": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
        "deeds": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }.items()
    for category in categories
}
_CELL_DAYS = 4
_MONTH_DAYS = 32
_MOST_CELLS = 10
"""As many as an event's own time can have; a page of unknown date has more."""

_LONGEST = timedelta(days=32)
_HALF_DAY = timedelta(hours=12)
_BEFORE, _AFTER = timedelta(days=3), timedelta(days=1)
_MOST_PARTIES = 6
_WORDS = 4
_RARE = 0.4
_SHARP = frozenset({"point", "town", "district"})
Key = tuple[Hashable, ...]
Cell = int | None | tuple[str, int]


def family(category: str) -> str:
    """Return the family of categories that reports of one happening get mixed up within."""
    return _FAMILY.get(category, category)


def interval(report: Report) -> tuple[datetime, datetime] | None:
    """Return when the event may have happened, half a day of time zones allowed: its own time, else the days before publication."""
    published = report.page.published
    if report.when and (report.when.start or report.when.end):
        start = report.when.start or (report.when.end or datetime.max) - _LONGEST
        end = report.when.end or max(start, report.page.published_at or start) + _AFTER
        return max(start - _HALF_DAY, end - _LONGEST), end + _HALF_DAY
    if not published or not (first := published.start or published.end):
        return None
    last = published.end or first
    return first - _BEFORE, max(first + _AFTER, last)


def keys(report: Report) -> list[Key]:
    """Return the keys that a report is kept under."""
    return _under(report, _cells(report))


def asked(report: Report) -> list[Key]:
    """Return the keys that a report asks under. Two reports of which neither asks under a key of the other are never compared."""
    return _under(report, [*_days(report), *_months(report)])


def _under(report: Report, cells: Sequence[Cell]) -> list[Key]:
    kin = family(report.category)
    own: list[Key] = [("article", report.page.article_id)]
    return own + [(kin, cell, *rest) for rest in _stems(report) for cell in cells]


def _cells(report: Report) -> Sequence[Cell]:
    days = _days(report)
    return days if len(days) <= _MOST_CELLS else _months(report)


def _days(report: Report) -> Sequence[Cell]:
    when = interval(report)
    if when is None:
        return (None,)
    first, last = (moment.toordinal() // _CELL_DAYS for moment in when)
    return range(first, last + 1)


def _months(report: Report) -> Sequence[Cell]:
    when = interval(report)
    if when is None:
        return ()
    first, last = (moment.toordinal() // _MONTH_DAYS for moment in when)
    return [("month", month) for month in range(first, last + 1)]


def _stems(report: Report) -> Iterator[Key]:
    actors, recipients = report.actor_ids[:_MOST_PARTIES], report.recipient_ids[:_MOST_PARTIES]
    told = itertools.product(actors, recipients) if recipients else itertools.combinations(actors, 2)
    above = itertools.product((*actors, *recipients), report.kin_ids[:_MOST_PARTIES])
    for a, b in itertools.chain(told, above):
        yield ("both", a, b) if a <= b else ("both", b, a)
    if report.where:
        for party in report.party_ids[:_MOST_PARTIES]:
            yield "in", party, report.where.country
        if report.where.place_id and report.where.precision in _SHARP:
            yield "at", report.where.place_id
    for pair in itertools.combinations(sorted(rare_words(report)), 2):
        yield "words", *pair


def rare_words(report: Report) -> list[str]:
    """Return the sentence's rarest words, by rarity and name; none that stands in more than one of 200 passages."""
    told = (word for word in report.words if rarity(word) > _RARE)
    return sorted(told, key=lambda word: (-rarity(word), word))[:_WORDS]


class Blocks:
    """Events by key. `add` keeps them; `near` finds the events that share a key with a new one."""

    def __init__(self) -> None:
        self._members: dict[Key, list[Report]] = defaultdict(list)

    def add(self, report: Report) -> None:
        """Keep a report for later ones to find."""
        for key in keys(report):
            self._members[key].append(report)

    def near(self, report: Report) -> list[Report]:
        """Return the kept reports that share a key with this one, each once, never itself."""
        found = {other.event_id: other for key in asked(report) for other in self._members.get(key, ())}
        found.pop(report.event_id, None)
        return list(found.values())


def pairs(reports: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
    """Yield every pair of reports that share a key, once, whatever the order they come in."""
    blocks = Blocks()
    for report in reports:
        for other in blocks.near(report):
            yield other, report
        blocks.add(report)
