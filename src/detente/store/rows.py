"""One flat row per event, in words: what people look at and filters search. Derived: made from an article and its coding, at will."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from detente.records import Article, Coding, Count, Event, Mention, Resolution, TimeSpan

_FOR_EVER = datetime(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event told in words. `sort_at` is when it happened, else when it was published, else the end of time;
    `position` is where its trigger begins in the article.

    Parties go by their register name where it is known, else by the fullest words of the article. `who` and `whereabouts` hold all
    names, words and ids, case-folded, for searching.
    """

    event_id: str
    article_id: str
    capture_id: str
    coder_id: str
    sort_at: datetime
    position: int
    happened_from: datetime | None
    happened_to: datetime | None
    happened_grain: str | None
    published_from: datetime | None
    published_to: datetime | None
    published_grain: str | None
    outlet: str | None
    url: str | None
    category: str
    mode: str | None
    contexts: tuple[str, ...]
    modality: str
    stance: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    according_to: tuple[str, ...]
    places: tuple[str, ...]
    counts: tuple[str, ...]
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    place_ids: tuple[str, ...]
    trigger: str
    sentence: str
    score: float
    who: str
    whereabouts: str

    @property
    def key(self) -> tuple[datetime, str, int, str]:
        """Return what rows are ordered by: time, then the page, then the place on it."""
        return self.sort_at, self.article_id, self.position, self.event_id


@dataclass(frozen=True, slots=True)
class _Names:
    """How the mentions of one coding are called."""

    text: str
    mentions: Mapping[int, Mention]
    resolutions: Mapping[int, Resolution]

    def root(self, mention: int) -> list[int]:
        """Return the mentions that this one stands for: itself, or what it refers to, as far as it leads."""
        seen: list[int] = []
        queue = [mention]
        roots: list[int] = []
        while queue:
            current = queue.pop(0)
            if current in seen or current not in self.mentions:
                continue
            seen.append(current)
            further = self.mentions[current].refers_to
            queue += further
            if not further:
                roots.append(current)
        return roots or [mention]

    def words(self, mention: int) -> str:
        known = self.mentions.get(mention)
        return " ".join(known.span.of(self.text).split()) if known else ""

    def called(self, mention: int) -> list[str]:
        """Return the names of the parties behind a mention."""
        own = self._resolved(mention)
        names = [own.name or self.words(mention)] if own else [self._name(root) for root in self.root(mention)]
        return [name for name in names if name]

    def ids(self, mention: int) -> list[str]:
        own = self._resolved(mention)
        found = [own] if own else [self._resolved(root) for root in self.root(mention)]
        return [resolution.target_id for resolution in found if resolution and resolution.target_id]

    def _name(self, mention: int) -> str:
        known = self._resolved(mention)
        return (known.name if known else None) or self.words(mention)

    def _resolved(self, mention: int) -> Resolution | None:
        known = self.resolutions.get(mention)
        return known if known and known.target_id else None


def rows_of(article: Article, coding: Coding) -> list[EventRow]:
    """Return one row per event of the coding, in its order."""
    names = _Names(
        article.text,
        {mention.id: mention for mention in coding.mentions},
        {resolution.mention: resolution for resolution in coding.resolutions},
    )
    return [_row(event, article, coding.coder_id, names) for event in coding.events]


def _row(event: Event, article: Article, coder_id: str, names: _Names) -> EventRow:
    happened = event.time.when if event.time else None
    published = article.published.when if article.published else None
    places = [(place, place.name or names.words(place.mention)) for place in event.places]
    parties = (*event.actors, *event.recipients)
    searched = [word for mention in parties for word in (names.words(mention), *names.called(mention), *names.ids(mention))]
    around = [word for place, name in places for word in (name, names.words(place.mention), place.country, place.admin1, place.place_id)]
    return EventRow(
        event.id,
        article.id,
        article.capture_id,
        coder_id,
        _first(happened, published),
        event.trigger.start,
        *_times(happened),
        *_times(published),
        article.outlet,
        article.url,
        event.category,
        event.mode,
        event.contexts,
        event.modality.value,
        event.attribution.stance.value,
        _unique(name for mention in event.actors for name in names.called(mention)),
        _unique(name for mention in event.recipients for name in names.called(mention)),
        _unique(name for mention in event.attribution.chain for name in names.called(mention)),
        _unique(name for _, name in places),
        tuple(_count(count) for count in event.counts),
        _unique(target for mention in event.actors for target in names.ids(mention)),
        _unique(target for mention in event.recipients for target in names.ids(mention)),
        _unique(place.place_id for place, _ in places),
        event.trigger.of(article.text),
        " ".join(event.sentence.of(article.text).split()),
        event.score,
        _searchable(searched),
        _searchable(around),
    )


def _first(*times: TimeSpan | None) -> datetime:
    starts = [time.start or time.end for time in times if time and (time.start or time.end)]
    return next((start for start in starts if start), _FOR_EVER)


def _times(when: TimeSpan | None) -> tuple[datetime | None, datetime | None, str | None]:
    return (when.start, when.end, when.grain.value) if when else (None, None, None)


def _count(count: Count) -> str:
    """Say how many in words.

    >>> _count(Count("killed", 12, 12, None, 0)), _count(Count("crowd", 100, None, None, 0))
    ('killed 12', 'crowd at least 100')
    """
    if count.best is not None:
        return f"{count.kind} {count.best}"
    bounds = [f"{words} {number}" for words, number in (("at least", count.low), ("at most", count.high)) if number is not None]
    return " ".join([count.kind, *(bounds or ["some"])])


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _searchable(words: Iterable[str | None]) -> str:
    return " | ".join(_unique(word.casefold() if word else None for word in words))
