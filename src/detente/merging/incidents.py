"""Reports of one happening → the incident: what most say, beside who says what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from detente.codebook import BOOK
from detente.merging.origins import origins
from detente.merging.tolls import span
from detente.records import Change, Claim, Grain, Incident, Report, TimeSpan, content_id

Value = TypeVar("Value", bound=Hashable)

_SURE = 0.99
_NAMED_BY = 1 / 3
"""A party that fewer than a third of the articles name stays in the claims and is left out of the incident's own."""

_FINE = tuple(reversed(Grain))
_PRECISION = ("point", "town", "district", "province", "country", "region", "unknown")


def incident_of(reports: Sequence[Report]) -> Incident:
    """Return the incident that these reports tell. Its id comes from its first event id, so that it lasts while others join."""
    if len(reports) == 1 and set(reports[0].actor_ids).isdisjoint(reports[0].recipient_ids):
        return _lone(reports[0])
    told = sorted(reports, key=_by_publication)
    category, mode = _code(told)
    actors, recipients = _parties(told)
    place_id, place = _place(told)
    groups = origins(told)
    return Incident(
        id=content_id("inc", min(report.event_id for report in told)),
        event_ids=tuple(sorted(report.event_id for report in told)),
        category=category,
        actor_ids=actors,
        recipient_ids=recipients,
        place_id=place_id,
        when=_when(told),
        modality=_modality(told),
        origins=len(groups),
        mode=mode,
        contexts=tuple(sorted({context for report in told for context in report.contexts})),
        place=place,
        article_ids=tuple(sorted({report.page.article_id for report in told})),
        speakers=tuple(sorted({report.speakers[-1] for report in told if report.speakers})),
        tolls=span([report.tolls for report in told]),
        claims=tuple(_claim(report) for report in told),
        history=_history(told),
        score=_score(told, groups),
    )


def _lone(report: Report) -> Incident:
    """Return the incident that one report tells: four of five in most streams, so they take the short way."""
    return Incident(
        id=content_id("inc", report.event_id),
        event_ids=(report.event_id,),
        category=report.category,
        actor_ids=tuple(sorted(set(report.actor_ids))),
        recipient_ids=tuple(sorted(set(report.recipient_ids))),
        place_id=report.where.place_id if report.where else None,
        when=report.when,
        modality=_firm(report),
        origins=1,
        mode=report.mode,
        contexts=tuple(sorted(set(report.contexts))),
        place=report.where.name if report.where else None,
        article_ids=(report.page.article_id,),
        speakers=report.speakers[-1:],
        tolls=span([report.tolls]),
        claims=(_claim(report),),
        score=round(min(_SURE, report.score), 4),
    )


def _by_publication(report: Report) -> tuple[datetime, str, str]:
    return report.page.published_at or datetime.max, report.page.article_id, report.event_id


def _code(told: Sequence[Report]) -> tuple[str, str | None]:
    """Return the category with most support, by articles and score; of its modes the one named most. Ties go to the graver one."""
    category = _most(told, lambda report: report.category, lambda name: abs(BOOK[name].score) if name in BOOK else 0.0)
    mode = _most([report for report in told if report.category == category and report.mode], lambda report: report.mode)
    return category or told[0].category, mode


def _parties(told: Sequence[Report]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return actors and recipients: each party that enough articles name, on the side where most put it."""
    sides: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[str]] = defaultdict(set)
    for report in told:
        for side, ids in (("actor", report.actor_ids), ("recipient", report.recipient_ids)):
            for party in ids:
                sides[party][side] += 1
                articles[party].add(report.page.article_id)
    needed = _NAMED_BY * len({report.page.article_id for report in told if report.party_ids})
    named = [party for party in sides if len(articles[party]) >= needed]
    order = sorted(named, key=lambda party: (-len(articles[party]), -sides[party].total(), party))
    actors = tuple(party for party in order if sides[party]["actor"] >= sides[party]["recipient"])
    return actors, tuple(party for party in order if party not in actors)


def _place(told: Sequence[Report]) -> tuple[str | None, str | None]:
    """Return the most precise place, of equals the one most articles give."""
    places = [report for report in told if report.where]
    finest = min((_PRECISION.index(report.where.precision) for report in places if report.where), default=0)
    fine = [report for report in places if report.where and _PRECISION.index(report.where.precision) == finest]
    best = _most(fine, lambda report: report.where)
    return (best.place_id, best.name) if best else (None, None)


def _when(told: Sequence[Report]) -> TimeSpan | None:
    """Return the finest time, of equals the one most articles give, of those the earliest; None where no report tells one."""
    times = [report for report in told if report.when]
    finest = min((_FINE.index(report.when.grain) for report in times if report.when), default=0)
    fine = [report for report in times if report.when and _FINE.index(report.when.grain) == finest]
    return _most(fine, lambda report: report.when, lambda when: -when.start.toordinal() if when.start else 0.0)


def _modality(told: Sequence[Report]) -> str:
    """Return what the world did by the firmest claim: occurred, planned, possible; negated only where no claim asserts it.

    A speaker who denies it counts for its negation, one who expects it never for its having occurred.
    """
    firm = {_firm(report) for report in told}
    return next(modality for modality in ("occurred", "planned", "possible", "negated") if modality in firm)


def _firm(report: Report) -> str:
    if report.stance == "denies":
        return "negated" if report.modality != "negated" else "possible"
    return "possible" if report.stance == "expects" and report.modality == "occurred" else report.modality


def _claim(report: Report) -> Claim:
    return Claim(
        report.event_id,
        report.page.article_id,
        report.page.outlet,
        report.page.published_at,
        report.speakers,
        report.stance,
        report.modality,
        report.category,
        report.actor_ids,
        report.recipient_ids,
        report.where.name if report.where else None,
        report.when,
        report.tolls,
        report.page.published.end if report.page.published else None,
    )


def _history(told: Sequence[Report]) -> tuple[Change, ...]:
    """Return what each later article changed: the tolls, whether it happened, where; told in order of publication."""
    changes: list[Change] = []
    known: dict[str, str] = {}
    for report in told:
        at = report.page.published_at
        for what, value in _state(report):
            before = known.get(what)
            if at is not None and before is not None and before != value:
                changes.append(Change(at, report.page.article_id, f"{what}: {before} → {value}"))
            known[what] = value
    return tuple(changes)


def _state(report: Report) -> Iterable[tuple[str, str]]:
    for toll in report.tolls:
        number = next((str(value) for value in (toll.best, toll.low, toll.high) if value is not None), None)
        if number:
            yield toll.kind, number
    yield "modality", _firm(report)
    if report.where and report.where.precision in ("point", "town", "district"):
        yield "place", report.where.name


def _score(told: Sequence[Report], groups: Sequence[tuple[str, ...]]) -> float:
    """Return how sure it is that this was told: origins are independent, articles of one origin are not."""
    best = {report.page.article_id: 0.0 for report in told}
    for report in told:
        best[report.page.article_id] = max(best[report.page.article_id], report.score)
    doubt = 1.0
    for group in groups:
        doubt *= 1 - max(best[article] for article in group)
    return round(min(_SURE, 1 - doubt), 4)


def _most(
    told: Sequence[Report], value: Callable[[Report], Value | None], rank: Callable[[Value], float] = lambda _value: 0.0
) -> Value | None:
    """Return the value that most articles give, scores added; ties by `rank`, then by its words."""
    support: dict[Value, dict[str, float]] = defaultdict(dict)
    for report in told:
        said = value(report)
        if said is not None:
            given = support[said]
            given[report.page.article_id] = max(given.get(report.page.article_id, 0.0), report.score)
    return max(support, key=lambda said: (round(sum(support[said].values()), 9), rank(said), str(said)), default=None)
