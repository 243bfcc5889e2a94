"""What screens ask of the store: pages of incidents, timeline, map, coverage. Reading only; rows as plain dicts.

Lists are paged by key: the sort value and id of the last row seen, so that what arrives in between neither repeats nor hides a row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from detente.records import Incident, Judgement
from detente.store.asked import Asked
from detente.store.codec import build
from detente.store.standings import Standings

Row = dict[str, Any]
Key = tuple[Any, str]
Quads = tuple[list[str], list[str], list[str]]

_SORTS = {"newest": "told_at", "-size": "articles"}
_CARDS = "SELECT * EXCLUDE (words, n) FROM incident_cards WHERE {where} ORDER BY {by} DESC, id DESC"
# Sorted with nothing but what sorts them, and then fetched by number: a third of the time of sorting whole cards.
_NUMBERS = "SELECT n FROM incident_cards WHERE {where} ORDER BY {by} DESC, id DESC LIMIT ?"
_AFTER = " AND {by} <= ? AND ({by} < ? OR id < ?)"
# Terms know no ids, so cards told at the same moment as the last one of a page come along; then ids decide.
_TOLD = """WITH found AS MATERIALIZED (SELECT DISTINCT n, told_at FROM incident_terms WHERE {where}
        AND told_at <= coalesce(?, 'infinity'::TIMESTAMP)),
    last AS (SELECT told_at FROM found WHERE told_at < coalesce(?, 'infinity'::TIMESTAMP) ORDER BY told_at DESC LIMIT 1 OFFSET ?)
    SELECT n FROM found WHERE told_at >= coalesce((SELECT told_at FROM last), '-infinity'::TIMESTAMP)"""
_HEADLINES = "SELECT id, headline FROM incident_cards WHERE id IN ({marks})"
# Quad classes are the codebook's; whoever asks gives them, as three lists: category, modality, quad class.
_QUADS = "SELECT unnest(?::VARCHAR[]) AS category, unnest(?::VARCHAR[]) AS modality, unnest(?::VARCHAR[]) AS quad"
_DAYS = """SELECT date_trunc('{bucket}', starts) AS "start", category, modality, sum(events)::BIGINT AS events, count(*) AS incidents
    FROM {table} WHERE {where} AND starts IS NOT NULL GROUP BY ALL"""
_DAYS_TALLIED = """SELECT date_trunc('{bucket}', "day") AS "start", category, modality, sum(events)::BIGINT AS events,
    sum(incidents)::BIGINT AS incidents FROM day_tallies WHERE {where} GROUP BY ALL HAVING sum(incidents) > 0"""
_TIMELINE = f"""SELECT "start", sum(events)::BIGINT AS events, sum(incidents)::BIGINT AS incidents, list(quad) AS quads,
        list(events) AS by_quad
    FROM (SELECT "start", quad, sum(events)::BIGINT AS events, sum(incidents)::BIGINT AS incidents
        FROM ({{days}}) LEFT JOIN ({_QUADS}) USING (category, modality) GROUP BY ALL) GROUP BY "start" ORDER BY "start\""""
_PUBLISHED = """SELECT date_trunc('{bucket}', published) AS "start", count(*) AS articles FROM article_cards
    WHERE published >= coalesce(?, '-infinity'::TIMESTAMP) AND published < coalesce(?, 'infinity'::TIMESTAMP) GROUP BY ALL ORDER BY ALL"""
_COVERAGE = """SELECT date_trunc('day', published) AS "day", outlet, count(*) AS articles FROM article_cards
    WHERE published >= coalesce(?, '-infinity'::TIMESTAMP) AND published < coalesce(?, 'infinity'::TIMESTAMP)
    AND (?::VARCHAR IS NULL OR contains(lower(outlet), ?)) GROUP BY ALL ORDER BY "day" DESC, outlet NULLS LAST LIMIT ?"""
_PLACES = """SELECT coalesce(place_id, place) AS id, any_value(place_id) AS place_id, min(place) AS name, any_value(lat) AS lat,
    any_value(lon) AS lon, min("precision") AS "precision", any_value(country) AS country, category, modality,
    count(*) AS incidents, sum(events)::BIGINT AS events
    FROM {table} WHERE {where} AND place IS NOT NULL GROUP BY coalesce(place_id, place), category, modality"""
_PLACES_TALLIED = """SELECT id, any_value(place_id) AS place_id, min(name) AS name, any_value(lat) AS lat, any_value(lon) AS lon,
    min("precision") AS "precision", any_value(country) AS country, category, modality, sum(incidents)::BIGINT AS incidents,
    sum(events)::BIGINT AS events FROM place_tallies WHERE {where} GROUP BY id, category, modality HAVING sum(incidents) > 0"""
_MAP = f"""SELECT id, any_value(place_id) AS place_id, min(name) AS name, any_value(lat) AS lat, any_value(lon) AS lon,
        min("precision") AS "precision", any_value(country) AS country, sum(incidents)::BIGINT AS incidents, sum(events)::BIGINT AS events,
        list(quad) AS quads, list(incidents) AS by_quad
    FROM (SELECT id, any_value(place_id) AS place_id, min(name) AS name, any_value(lat) AS lat, any_value(lon) AS lon,
            min("precision") AS "precision", any_value(country) AS country, quad, sum(incidents)::BIGINT AS incidents,
            sum(events)::BIGINT AS events FROM ({{places}}) LEFT JOIN ({_QUADS}) USING (category, modality) GROUP BY id, quad)
    GROUP BY id ORDER BY sum(incidents) DESC, id LIMIT ?"""
BUCKETS = ("day", "week", "month")


class Screens(Standings):
    """Answers screens. Not thread-safe: one connection, one user."""

    def cards(self, asked: Asked, *, sort: str = "newest", after: Key | None = None, limit: int = 50) -> list[Row]:
        """Return incident cards: those told last first (`newest`), or those that most articles tell (`-size`)."""
        numbers = self._termed(asked, after, limit) if asked.termed and sort == "newest" else None
        if numbers is None or len(numbers) > limit or (numbers and after):
            where, values = asked.where() if numbers is None else (f"n IN ({_marks(numbers)})", list(numbers))
            by = _SORTS[sort]
            if after:
                where, values = where + _AFTER.format(by=by), [*values, after[0], after[0], after[1]]
            numbers = [row["n"] for row in self._tables.rows(_NUMBERS.format(where=where, by=by), [*values, limit])]
        return self._fetched("n", numbers, _SORTS[sort])

    def _termed(self, asked: Asked, after: Key | None, limit: int) -> list[int]:
        """Return the numbers of the cards among which the next `limit` are."""
        where, values = asked.terms()
        at = after[0] if after else None
        return [row["n"] for row in self._tables.rows(_TOLD.format(where=where), [*values, at, at, limit - 1])]

    def _fetched(self, column: str, keys: Sequence[Any], by: str = "told_at") -> list[Row]:
        """Return whole cards by id or number, bound one by one: only so the index is used."""
        return self._tables.rows(_CARDS.format(where=f"{column} IN ({_marks(keys)})", by=by), keys) if keys else []

    def card(self, incident_id: str) -> Row | None:
        """Return the card of one incident, or None."""
        rows = self._fetched("id", [incident_id])
        return rows[0] if rows else None

    def cards_of(self, incident_ids: Sequence[str]) -> list[Row]:
        """Return the cards of these incidents, those told last first."""
        return self._fetched("id", list(dict.fromkeys(incident_ids)))

    def headlines(self, incident_ids: Sequence[str]) -> dict[str, Row | None]:
        """Return the headline of each of these incidents that is here."""
        once = list(dict.fromkeys(incident_ids))
        rows = self._tables.rows(_HEADLINES.format(marks=_marks(once)), once) if once else []
        return {row["id"]: row["headline"] for row in rows}

    def number(self, asked: Asked) -> int:
        """Return how many incidents there are."""
        table, where, values = asked.narrow()
        counted = "count(*)"
        if asked.termed and table == "incident_cards":
            table, counted, (where, values) = "incident_terms", "count(DISTINCT n)", asked.terms()
        return int(self._tables.rows(f"SELECT {counted} AS n FROM {table} WHERE {where}", values)[0]["n"])

    def has_event(self, event_id: str) -> bool:
        """Whether there is an event of exactly this id, coded here or imported."""
        asked = "SELECT 1 FROM events WHERE id = ? UNION ALL SELECT 1 FROM reports WHERE event_id = ? LIMIT 1"
        return self._tables.has(asked, [event_id, event_id])

    def incident(self, incident_id: str) -> Incident | None:
        """Return one whole incident, or None."""
        rows = self._tables.rows("SELECT record FROM incidents WHERE id = ?", [incident_id])
        return build(Incident, json.loads(rows[0]["record"])) if rows else None

    def timeline(self, asked: Asked, quads: Quads, bucket: str = "day") -> list[Row]:
        """Return incidents and events by the bucket their time begins in and quad class."""
        table, where, values = asked.narrow()
        days = (_DAYS_TALLIED if asked.tallied else _DAYS).format(table=table, where=where, bucket=_bucket(bucket))
        return self._tables.rows(_TIMELINE.format(days=days), [*values, *quads])

    def published(self, since: datetime | None, until: datetime | None, bucket: str = "day") -> list[Row]:
        """Return how many articles were published, by the bucket their publication begins in."""
        return self._tables.rows(_PUBLISHED.format(bucket=_bucket(bucket)), [since, until])

    def coverage(self, since: datetime | None, until: datetime | None, outlet: str | None = None, limit: int = 1000) -> list[Row]:
        """Return how many articles each outlet published on each day, newest day first."""
        words = outlet and outlet.lower()
        return self._tables.rows(_COVERAGE, [since, until, words, words, limit])

    def map(self, asked: Asked, quads: Quads, limit: int = 2000) -> list[Row]:
        """Return the places of most incidents, those first, with their incidents and events by quad class."""
        table, where, values = asked.narrow()
        places = (_PLACES_TALLIED if asked.tallied else _PLACES).format(table=table, where=where)
        return self._tables.rows(_MAP.format(places=places), [*values, *quads, limit])

    def judgements(self, event_ids: Sequence[str]) -> list[Judgement]:
        """Return the judgements between these events."""
        asked = """SELECT * FROM judgements WHERE list_contains(?::VARCHAR[], "left") AND list_contains(?::VARCHAR[], "right")
            ORDER BY "left", "right", "by\""""
        return [build(Judgement, row) for row in self._tables.rows(asked, [list(event_ids), list(event_ids)])]

    def totals(self) -> dict[str, int]:
        """Return how many there are of what screens show."""
        tables = ("articles", "events", "incidents", "relations", "shifts")
        asked = ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in tables)
        row = self._tables.rows(f"SELECT {asked}, (SELECT count(*) FROM open_refusals) AS refusals")[0]
        return {name: int(number) for name, number in row.items()}

    def newest_told(self) -> datetime | None:
        """Return when the newest incident was told."""
        found: datetime | None = self._tables.rows("SELECT max(told_at) AS at FROM incident_cards")[0]["at"]
        return found

    def newest(self) -> datetime | None:
        """Return when the newest article was fetched."""
        found: datetime | None = self._tables.rows("SELECT max(fetched_at) AS at FROM article_cards")[0]["at"]
        return found

    def called(self, words: str, limit: int) -> list[str]:
        """Return the ids of parties of the store that hold these words, those of most incidents first."""
        asked = """SELECT party FROM party_tallies WHERE contains(lower(party), ?) GROUP BY party HAVING sum(incidents) > 0
            ORDER BY sum(incidents) DESC, party LIMIT ?"""
        return [row["party"] for row in self._tables.rows(asked, [words.strip().lower(), limit])]

    def busiest(self, limit: int) -> list[Row]:
        """Return the parties of most incidents, as (id, incidents)."""
        asked = """SELECT party AS id, sum(incidents)::BIGINT AS incidents FROM party_tallies GROUP BY party HAVING sum(incidents) > 0
            ORDER BY incidents DESC, party LIMIT ?"""
        return self._tables.rows(asked, [limit])


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _bucket(name: str) -> str:
    """Return the name, which goes into the statement, only if it is a known one."""
    return BUCKETS[BUCKETS.index(name)]
