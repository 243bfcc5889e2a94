"""The date of publication from the text itself, when the page states none: an interval with its reasons.

Every clue weighs each day since 1980 (log-likelihoods on a daily grid, after Jatowt & Au Yeung 2011 and Chambers 2012 in spirit, with
plain hand-set curves); no single clue can rule a day out, so that one wrong fact does not break the interval. The answer is the interval
that holds 98 % of the posterior.

Clues: dates and years in the text, dates without a year ("Nov. 2"), weekday-date pairs, terms of office, lives of groups, starts of
wars and operations (`facts.py`), durations of known wars ("three-month battle"). Not a grammar of time expressions: events are dated
elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from detente.reading.dating import curves, expressions, facts
from detente.records import Block, BlockKind, Dating, Grain, Span, TimeSpan

_READ = 20_000
# An interval wider than this says nothing that a reader could use.
_WIDEST = timedelta(days=12 * 365)
# What newness is judged by, and how many known names it takes.
_NEW = ("group", "name", "event")
_ENOUGH_HITS = 3
# One or two clues (a page on COVID-19 that names a year) are right too seldom to answer by.
_FEWEST = 3
_MOST_REASONS = 6
# A clue that moves the answer by less than this is not worth telling.
_TELLING = 0.3


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason: the words, where they stand, what they mean, and the log-likelihood of each day of the grid."""

    span: Span
    detail: str
    logs: Any


def from_text(text: str, blocks: Sequence[Block], fetched_at: datetime | None, known_by: date | None = None) -> Iterator[Dating]:
    """At most one dating, rule `text_anchor`: the interval in which the article came out. `known_by`: a day on which the page existed."""
    cap = min((on for on in (fetched_at.date() if fetched_at else None, known_by) if on), default=None)
    clues = list(gather(text, blocks))
    if len(clues) < _FEWEST:
        return
    logs = curves.prior(cap)
    for clue in clues:
        logs = logs + clue.logs
    start, end = curves.interval(logs)
    if end - start > _WIDEST:
        return
    told = sorted(clues, key=lambda clue: curves.told(clue.logs, start, end))[:_MOST_REASONS]
    told = [clue for clue in told if curves.told(clue.logs, start, end) < -_TELLING] or told[:1]
    when = TimeSpan(_midnight(start), _midnight(end), _grain(end - start))
    score = max(0.3, round(0.75 - 0.1 * ((end - start).days / 60) ** 0.5, 3))
    yield Dating(when, "text_anchor", score, "; ".join(clue.detail for clue in told), told[0].span)


def gather(text: str, blocks: Sequence[Block]) -> Iterator[Clue]:
    """All clues of the article's own words (titles, datelines and body; the page's frame says nothing of its age)."""
    kinds = (BlockKind.TITLE, BlockKind.DATELINE, BlockKind.BODY)
    spans = [block.span for block in blocks if block.kind in kinds] or [Span(0, len(text))]
    # One string of the same length as the text, so that offsets hold.
    own = _only(text[:_READ], spans)
    hits = facts.find_anchors(own)
    for hit in hits:
        logs = curves.of_anchors(hit)
        if logs is not None:
            yield Clue(hit.span, _in_words(hit), logs)
    newest = max(
        ((a.since, hit) for hit in hits for a in hit.anchors if a.since and a.kind in _NEW), key=lambda pair: pair[0], default=None
    )
    if newest and len(hits) >= _ENOUGH_HITS:
        yield Clue(newest[1].span, f"nothing newer is named than “{newest[1].span.of(text)}” ({newest[0]})", curves.of_newest(newest[0]))
    dateline = next((block.span for block in blocks if block.kind is BlockKind.DATELINE), None)
    for mention in expressions.find(own, dateline):
        yield Clue(mention.span, f"“{mention.words}” {mention.meaning}", mention.logs)
    yield from (Clue(d.span, d.meaning, d.logs) for d in expressions.durations(own, hits))


def _only(text: str, spans: Sequence[Span]) -> str:
    parts, at = [], 0
    for span in sorted(spans):
        start, end = min(span.start, len(text)), min(span.end, len(text))
        parts += ["\n" * max(0, start - at), text[max(at, start) : end]]
        at = max(at, end)
    return "".join(parts)


def _in_words(hit: facts.Hit) -> str:
    anchors = [anchor for anchor in hit.anchors if anchor.kind != "war"]
    anchor = anchors[0]
    terms = ", ".join(dict.fromkeys(f"{a.since or '…'} to {a.until or '…'}" for a in anchors[:3]))
    verb = {"office": "held office", "group": "has been active", "name": "was the name", "conflict": "has fought"}.get(
        anchor.kind, "dates from"
    )
    return f"{anchor.name} {verb} {terms.removesuffix(' to …')} ({anchor.cites})"


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day)


def _grain(width: timedelta) -> Grain:
    for limit, grain in ((1, Grain.DAY), (10, Grain.WEEK), (75, Grain.MONTH), (200, Grain.QUARTER), (1100, Grain.YEAR)):
        if width.days <= limit:
            return grain
    return Grain.DECADE
