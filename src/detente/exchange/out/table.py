"""Events as plain CSV: one row an event in words and ids, for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.exchange.out.cells import Cell, commas
from detente.exchange.out.facts import Fact
from detente.records import TimeSpan

HEADER = (
    "event", "happened_from", "happened_to", "happened_grain", "published_from", "published_to", "published_grain",
    "category", "mode", "contexts", "modality", "stance", "according_to", "actors", "recipients", "actor_ids", "recipient_ids",
    "actor_countries", "recipient_countries", "place", "place_id", "precision", "country", "admin1", "lat", "lon",
    "killed_low", "killed_best", "killed_high", "trigger", "text", "score", "outlet", "headline", "url", "article",
)  # fmt: skip


def lines(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the header and a line an event."""
    return commas(HEADER, map(_row, facts))


def _row(fact: Fact) -> tuple[Cell, ...]:
    said = (fact.category, fact.mode, fact.contexts, fact.modality, fact.stance, fact.speakers)
    sides = (fact.actors, fact.recipients)
    names = ([party.name for party in side] for side in sides)
    ids = ([party.id for party in side] for side in sides)
    countries = ([party.country or "" for party in side] for side in sides)
    where, killed = fact.where, next((toll for toll in fact.tolls if toll.kind == "killed"), None)
    place = (where.name, where.place_id, where.precision, where.country, where.admin1, where.lat, where.lon) if where else (None,) * 7
    told = (fact.trigger, fact.text, fact.score, fact.outlet, fact.headline, fact.url, fact.article_id)
    deaths = (killed.low, killed.best, killed.high) if killed else (None,) * 3
    return (fact.id, *_when(fact.when), *_when(fact.published), *said, *names, *ids, *countries, *place, *deaths, *told)


def _when(when: TimeSpan | None) -> tuple[Cell, ...]:
    return (when.start, when.end, when.grain.value) if when else (None,) * 3
