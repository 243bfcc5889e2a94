"""What the formats write: events as facts, incidents as happenings; flat, with names beside ids. Made from what `store.outward` yields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from detente.codebook import NON_STATE, reciprocal
from detente.records import (
    NIL,
    Article,
    Coding,
    Event,
    EventPlace,
    Incident,
    Parties,
    Party,
    Precision,
    Span,
    TimeSpan,
    Toll,
    Where,
    sector_parts,
)
from detente.records.errors import UnknownId
from detente.store import EventRow, Pinned

_PINNED = frozenset({Precision.POINT, Precision.TOWN, Precision.DISTRICT})
_FINENESS = list(Precision)
_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Fact:
    """One event, flat. `speakers` and `outlet` say according to whom; `where` is its finest place; `text` its sentence, on one line."""

    id: str
    article_id: str
    url: str | None
    outlet: str | None
    language: str | None
    headline: str | None
    fetched_at: datetime | None
    published: TimeSpan | None
    when: TimeSpan | None
    category: str
    mode: str | None
    contexts: tuple[str, ...]
    modality: str
    stance: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    speakers: tuple[str, ...]
    where: Where | None
    tolls: tuple[Toll, ...]
    trigger: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Happening:
    """One incident with its parties by name, where it lies, who tells it and the sentence that tells it best."""

    incident: Incident
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    where: Where | None
    text: str | None

    @property
    def modality(self) -> str:
        """What the world did."""
        return self.incident.modality

    @property
    def stance(self) -> str:
        """What those who tell it do with the claim: denies, where all of them deny it."""
        stances = {claim.stance for claim in self.incident.claims}
        return stances.pop() if len(stances) == 1 else "asserts"

    @property
    def opposed(self) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """The two sides. In what several do to each other (a clash) all stand as actors: then the first against the others."""
        if self.recipients or not reciprocal(self.incident.category, self.incident.mode):
            return self.actors, self.recipients
        return self.actors[:1], self.actors[1:]

    def toll(self, kind: str) -> Toll | None:
        """Return the toll of a kind, if any is told."""
        return next((toll for toll in self.incident.tolls if toll.kind == kind), None)


def facts(told: Iterable[tuple[EventRow, Article, Coding]]) -> Iterator[Fact]:
    """Yield each event as a fact."""
    for row, article, coding in told:
        event = next(event for event in coding.events if event.id == row.event_id)
        yield _fact(row, event, article, Parties(article.text, coding))


def happenings(found: Iterable[Pinned]) -> Iterator[Happening]:
    """Yield each incident as a happening."""
    for pinned in found:
        incident = pinned.incident
        yield Happening(
            incident,
            tuple(map(party, incident.actor_ids)),
            tuple(map(party, incident.recipient_ids)),
            tuple(party(speaker).name for speaker in incident.speakers),
            tuple(dict.fromkeys(claim.outlet for claim in incident.claims if claim.outlet)),
            _where_of(pinned),
            pinned.headline and " ".join(pinned.headline.split()),
        )


@lru_cache(maxsize=10_000)
def party(party_id: str) -> Party:
    """Return a party by id: by its register name, else by the words of its id.

    >>> party("nil:syrian opposition official@SYR")
    Party(id='nil:syrian opposition official@SYR', name='syrian opposition official', country='SYR', sector=None)
    """
    if party_id.startswith(NIL):
        words, _, country = party_id.removeprefix(NIL).partition("@")
        return Party(party_id, words, country or None)
    from detente.actors import register
    from detente.actors.calling import name_of

    if unnamed := sector_parts(party_id):
        return Party(party_id, name_of(party_id), *unnamed)
    try:
        actor = register().actor(party_id)
    except UnknownId:  # an id of another register, brought in by an import
        return Party(party_id, party_id.partition(":")[2] or party_id)
    return Party(party_id, actor.name, actor.country, actor.sector)


def country_name(code: str | None) -> str | None:
    """Return what a country (ISO 3166, three letters) is called; a name stays one; the codes of what is no country give none.

    >>> country_name("SYR"), country_name("IGO"), country_name(None)
    ('Syria', None, None)
    """
    if not code or code in NON_STATE:
        return None
    found = party(f"state:{code}")
    return code if found.name == code else found.name


def _fact(row: EventRow, event: Event, article: Article, parties: Parties) -> Fact:
    published = article.published
    return Fact(
        row.event_id,
        row.article_id,
        row.url,
        row.outlet,
        article.language,
        " ".join(article.title.of(article.text).split()) if article.title else None,
        article.fetched_at,
        published.when if published else None,
        event.time.when if event.time else None,
        row.category,
        row.mode,
        row.contexts,
        row.modality,
        row.stance,
        parties.named(event.actors),
        parties.named(event.recipients),
        row.according_to,
        _finest(event.places, parties),
        tuple(Toll(count.kind, count.low, count.best, count.high) for count in event.counts),
        row.trigger,
        _line(event.sentence, article.text),
        row.score,
    )


def _line(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())[:_TEXT]


def _finest(places: Iterable[EventPlace], parties: Parties) -> Where | None:
    """Return the event's finest place; of equals the first. Only what is finer than a province is pinned: its middle is no place."""
    place = min(places, key=lambda place: _FINENESS.index(place.precision), default=None)
    if place is None:
        return None
    pin = (place.lat, place.lon) if place.precision in _PINNED else (None, None)
    return Where(place.name or parties.words(place.mention), place.precision.value, place.place_id, *pin, place.country, place.admin1)


def _where_of(pinned: Pinned) -> Where | None:
    incident = pinned.incident
    if incident.place is None and incident.place_id is None:
        return None
    pin = (pinned.lat, pinned.lon) if pinned.precision in _PINNED else (None, None)
    return Where(incident.place or "", pinned.precision, incident.place_id, *pin, pinned.country, _admin1(incident.place_id))


@lru_cache(maxsize=10_000)
def _admin1(place_id: str | None) -> str | None:
    from detente.places import gazetteer

    return gazetteer().admin1(place_id) if place_id else None
