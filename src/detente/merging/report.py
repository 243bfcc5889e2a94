"""Coded articles → reports: one flat, resolved view of each event, whoever coded it.

Rows of other data sets become the same records (`exchange.icews`, `exchange.gdelt`); from here on the engine can't tell them apart.
Pure: all that was resolved stands in the coding; the register is asked only for whose affiliates the parties were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from detente.actors import register
from detente.actors.sectors import state_of
from detente.merging.copies import credits, signature
from detente.merging.words import content, stem
from detente.records import NIL, Article, Coding, Count, Event, MentionKind, Page, Parties, Report, TimeSpan, Toll, Where
from detente.records.errors import UnknownId

_KNOWN_PLACE = {"point": 0, "town": 1, "district": 2, "province": 3, "country": 4, "region": 5, "unknown": 6}


_BACK = re.compile(r"\b(?:the|this|that|these|those|such)\s+$", re.IGNORECASE)
"""Before the trigger: a definite word. "The meeting lasted four hours" tells of a meeting that has been told of."""


def reports_of(article: Article, coding: Coding) -> list[Report]:
    """Return one report per event of the coding, in its order."""
    parties = Parties(article.text, coding)
    outlets = frozenset(mention.id for mention in coding.mentions if mention.kind is MentionKind.OUTLET)
    published = article.published
    cites = parties.ids(sorted(outlets & {mention for event in coding.events for mention in event.attribution.chain}))
    page = Page(article.id, article.outlet, published.when if published else None, signature(article.text), credits(article.text), cites)
    return [_report(event, article, page, parties, outlets) for event in coding.events]


def _report(event: Event, article: Article, page: Page, parties: Parties, outlets: frozenset[int]) -> Report:
    chain = event.attribution.chain
    actors, recipients = parties.ids(event.actors), parties.ids(event.recipients)
    when = event.time.when if event.time else None
    return Report(
        event_id=event.id,
        page=page,
        category=event.category,
        actor_ids=actors,
        recipient_ids=recipients,
        when=when,
        where=_where(event, parties),
        mode=event.mode,
        contexts=event.contexts,
        modality=event.modality.value,
        stance=event.attribution.stance.value,
        tolls=tolls_of(event.counts),
        speakers=parties.speakers(chain),
        outlets=parties.ids(mention for mention in chain if mention in outlets),
        trigger=stem(event.trigger.of(article.text).split()[-1]) if len(event.trigger) else "",
        words=content(event.sentence.of(article.text)),
        at=event.sentence.start,
        score=event.score,
        kin_ids=kin((*actors, *recipients), when or page.published),
        back=bool(_BACK.search(article.text[event.sentence.start : event.trigger.start])),
    )


def kin(parties: Iterable[str], when: TimeSpan | None) -> tuple[str, ...]:
    """Return whose part or affiliate these parties were at a time, each once; nobody's where the time is unknown (law 7).

    >>> from datetime import datetime; from detente.records import Grain
    >>> kin(["group:nusra-front"], TimeSpan(datetime(2014, 11, 2), None, Grain.DAY))
    ('group:al-qaeda',)
    """
    day = _day(when)
    return tuple(dict.fromkeys(up for party in parties for up in _above(party, day))) if day else ()


def _day(when: TimeSpan | None) -> date | None:
    moment = (when.start or when.end) if when else None
    return moment.date() if moment else None


@lru_cache(maxsize=100_000)
def _above(party: str, day: date) -> tuple[str, ...]:
    """Return what a party was part or affiliate of; nothing for a party that the register doesn't know."""
    if party.startswith(NIL):
        return ()
    if state := state_of(party):
        return (state,)
    try:
        return register().parents(party, day)
    except UnknownId:  # an id of another register, brought in by an import
        return ()


def _where(event: Event, parties: Parties) -> Where | None:
    """Return the event's most precise place; of equals the first."""
    if not event.places:
        return None
    place = min(event.places, key=lambda place: _KNOWN_PLACE[place.precision.value])
    name = place.name or parties.words(place.mention)
    return Where(name, place.precision.value, place.place_id, place.lat, place.lon, place.country, place.admin1)


def tolls_of(counts: Iterable[Count]) -> tuple[Toll, ...]:
    """Return counts without their mentions."""
    return tuple(Toll(count.kind, count.low, count.best, count.high) for count in counts)
