"""What merging compares: one flat, resolved view of an event, whoever coded it.

A `Report` is made from an article and its coding (`reports_of`) or from a row of another data set (`exchange.icews`, `exchange.gdelt`);
from here on the engine can't tell them apart. Pure: nothing is looked up, all that was resolved stands in the coding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from detente.merging.copies import credits, signature
from detente.merging.words import content, rarity, stem
from detente.records import Article, Coding, Count, Event, MentionKind, Parties, TimeSpan, Toll

_RARE = 12
_KNOWN_PLACE = {"point": 0, "town": 1, "district": 2, "province": 3, "country": 4, "region": 5, "unknown": 6}


@dataclass(frozen=True, slots=True)
class Page:
    """What all reports of one article share: `signature` is its MinHash, empty without a text; `credits` are agencies it credits."""

    article_id: str
    outlet: str | None = None
    published: TimeSpan | None = None
    signature: tuple[int, ...] = ()
    credits: tuple[str, ...] = ()

    @property
    def published_at(self) -> datetime | None:
        """The earliest moment the article may have come out."""
        return (self.published.start or self.published.end) if self.published else None


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event happened, as resolved. `precision` is a `Precision` value; regions and unknown places carry no pin."""

    name: str
    precision: str = "unknown"
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One event, flat and resolved. Parties and speakers are register ids or `nil:` ids; speakers outermost first.

    `outlets` are the outlets in the attribution chain ("the Daily News, citing the Herald"); `trigger` is a stem, `words` are the stems
    of the sentence's content words; `at` is where the sentence starts.
    """

    event_id: str
    page: Page
    category: str
    actor_ids: tuple[str, ...] = ()
    recipient_ids: tuple[str, ...] = ()
    when: TimeSpan | None = None
    where: Where | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    modality: str = "occurred"
    stance: str = "asserts"
    tolls: tuple[Toll, ...] = ()
    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    trigger: str = ""
    words: frozenset[str] = frozenset()
    at: int = 0
    score: float = 1.0

    @property
    def party_ids(self) -> tuple[str, ...]:
        """All parties, actors first, each once."""
        return tuple(dict.fromkeys((*self.actor_ids, *self.recipient_ids)))

    @property
    def rare_words(self) -> tuple[str, ...]:
        """The sentence's rarest words, at most 12, by rarity and name; none that the table of common words holds above one in 200."""
        told = sorted((word for word in self.words if rarity(word) > 0.4), key=lambda word: (-rarity(word), word))
        return tuple(told[:_RARE])


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
