"""Coded articles → reports: one flat, resolved view of each event, whoever coded it.

Rows of other data sets become the same records (`exchange.icews`, `exchange.gdelt`); from here on the engine can't tell them apart.
Pure: nothing is looked up, all that was resolved stands in the coding.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.merging.copies import credits, signature
from detente.merging.words import content, stem
from detente.records import Article, Coding, Count, Event, MentionKind, Page, Parties, Report, Toll, Where

_KNOWN_PLACE = {"point": 0, "town": 1, "district": 2, "province": 3, "country": 4, "region": 5, "unknown": 6}


def reports_of(article: Article, coding: Coding) -> list[Report]:
    """Return one report per event of the coding, in its order."""
    parties = Parties(article.text, coding)
    outlets = frozenset(mention.id for mention in coding.mentions if mention.kind is MentionKind.OUTLET)
    published = article.published
    page = Page(article.id, article.outlet, published.when if published else None, signature(article.text), credits(article.text))
    return [_report(event, article, page, parties, outlets) for event in coding.events]


def _report(event: Event, article: Article, page: Page, parties: Parties, outlets: frozenset[int]) -> Report:
    chain = event.attribution.chain
    return Report(
        event_id=event.id,
        page=page,
        category=event.category,
        actor_ids=parties.ids(event.actors),
        recipient_ids=parties.ids(event.recipients),
        when=event.time.when if event.time else None,
        where=_where(event, parties),
        mode=event.mode,
        contexts=event.contexts,
        modality=event.modality.value,
        stance=event.attribution.stance.value,
        tolls=tolls_of(event.counts),
        speakers=parties.ids(chain),
        outlets=parties.ids(mention for mention in chain if mention in outlets),
        trigger=stem(event.trigger.of(article.text).split()[-1]) if len(event.trigger) else "",
        words=content(event.sentence.of(article.text)),
        at=event.sentence.start,
        score=event.score,
    )


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
