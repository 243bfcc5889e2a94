"""What screens ask of the store: pages of incidents, timeline, map, coverage, dyads, network. Reading only; rows as plain dicts.

Lists are paged by key: the sort value and id of the last row seen, so that what arrives in between neither repeats nor hides a row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from detente.records import Incident, Relation, Shift
from detente.store.asked import Asked
from detente.store.codec import build
from detente.store.tables import Tables

Row = dict[str, Any]
Key = tuple[Any, str]

_SORTS = {"newest": "told_at", "-size": "articles"}
_CARDS = "SELECT * EXCLUDE (words) FROM incident_cards WHERE {where} ORDER BY {by} DESC, id DESC LIMIT ?"
_AFTER = " AND ({by} < ? OR ({by} = ? AND id < ?))"
_TIMELINE = """SELECT date_trunc('{bucket}', starts) AS "start", category, mode, modality, sum(events)::BIGINT AS events,
    count(*) AS incidents
    FROM incident_cards WHERE {where} AND starts IS NOT NULL GROUP BY ALL ORDER BY ALL"""
_COVERAGE = """SELECT date_trunc('{bucket}', published) AS "start", count(*) AS articles FROM article_cards
    WHERE published >= coalesce(?, '-infinity'::TIMESTAMP) AND published < coalesce(?, 'infinity'::TIMESTAMP) GROUP BY ALL ORDER BY ALL"""
_MAP = """SELECT coalesce(place_id, place) AS id, first(place_id) AS place_id, first(place) AS name, first(lat) AS lat, first(lon) AS lon,
    first("precision") AS "precision", first(country) AS country, category, mode, modality, count(*) AS incidents,
    sum(events)::BIGINT AS events
    FROM incident_cards WHERE {where} AND place IS NOT NULL GROUP BY coalesce(place_id, place), category, mode, modality ORDER BY ALL"""
BUCKETS = ("day", "week", "month")


class Screens:
    """Answers screens. Not thread-safe: one connection, one user."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def cards(self, asked: Asked, *, sort: str = "newest", after: Key | None = None, limit: int = 50) -> list[Row]:
        """Return incident cards: those told last first (`newest`), or those that most articles tell (`-size`)."""
        where, values = asked.where()
        by = _SORTS[sort]
        if after:
            where, values = where + _AFTER.format(by=by), [*values, after[0], after[0], after[1]]
        return self._tables.rows(_CARDS.format(where=where, by=by), [*values, limit])

    def card(self, incident_id: str) -> Row | None:
        """Return the card of one incident, or None."""
        rows = self._tables.rows(_CARDS.format(where="id = ?", by="told_at"), [incident_id, 1])
        return rows[0] if rows else None

    def number(self, asked: Asked) -> int:
        """Return how many incidents there are."""
        where, values = asked.where()
        return int(self._tables.rows(f"SELECT count(*) AS n FROM incident_cards WHERE {where}", values)[0]["n"])

    def incident(self, incident_id: str) -> Incident | None:
        """Return one whole incident, or None."""
        rows = self._tables.rows("SELECT record FROM incidents WHERE id = ?", [incident_id])
        return build(Incident, json.loads(rows[0]["record"])) if rows else None

    def timeline(self, asked: Asked, bucket: str = "day") -> list[Row]:
        """Return incidents and events by the bucket their time begins in, category, mode and modality."""
        where, values = asked.where()
        return self._tables.rows(_TIMELINE.format(where=where, bucket=_bucket(bucket)), values)

    def coverage(self, since: datetime | None, until: datetime | None, bucket: str = "day") -> list[Row]:
        """Return how many articles were published, by the bucket their publication begins in."""
        return self._tables.rows(_COVERAGE.format(bucket=_bucket(bucket)), [since, until])

    def map(self, asked: Asked) -> list[Row]:
        """Return places with their incidents and events by category, mode and modality."""
        where, values = asked.where()
        return self._tables.rows(_MAP.format(where=where), values)

    def shifts(self, ids: Sequence[str] = (), *, parties: Sequence[str] = ()) -> list[Shift]:
        """Return shifts, newest first: of these ids, or with these parties."""
        where = ["TRUE", *["(a = ? OR b = ?)" for _ in parties], *(["list_contains(?::VARCHAR[], id)"] if ids else [])]
        values = [*(party for party in parties for _ in "ab"), *([list(ids)] if ids else [])]
        rows = self._tables.rows(f"SELECT record FROM shifts WHERE {' AND '.join(where)} ORDER BY starts DESC, id DESC", values)
        return [build(Shift, json.loads(row["record"])) for row in rows]

    def line(self, a: str, b: str) -> list[Relation]:
        """Return all relations of two parties through time, whichever comes first."""
        asked = "SELECT record FROM relations WHERE (a = ? AND b = ?) OR (a = ? AND b = ?) ORDER BY starts NULLS FIRST, tie, against"
        return [build(Relation, json.loads(row["record"])) for row in self._tables.rows(asked, [a, b, b, a])]

    def standing(self, at: datetime) -> list[Row]:
        """Return the relations that hold at a moment, as (a, b, tie, weight, deviation, starts, ends)."""
        asked = """SELECT a, b, tie, weight, (record->>'$.deviation')::DOUBLE AS deviation, starts, ends, against FROM relations
            WHERE coalesce(starts, '-infinity') <= ? AND ? < coalesce(ends, 'infinity') ORDER BY a, b, tie, against"""
        return self._tables.rows(asked, [at, at])

    def totals(self) -> dict[str, int]:
        """Return how many there are of what screens show."""
        tables = ("articles", "events", "incidents", "relations", "shifts")
        asked = ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in tables)
        row = self._tables.rows(f"SELECT {asked}, (SELECT count(*) FROM open_refusals) AS refusals")[0]
        return {name: int(number) for name, number in row.items()}

    def newest(self) -> datetime | None:
        """Return when the newest article was fetched."""
        found: datetime | None = self._tables.rows("SELECT max(fetched_at) AS at FROM article_cards")[0]["at"]
        return found

    def busiest(self, limit: int) -> list[Row]:
        """Return the parties of most incidents, as (id, incidents)."""
        asked = """SELECT party AS id, count(*) AS incidents FROM (SELECT unnest(list_concat(actor_ids, recipient_ids)) AS party
            FROM incident_cards) GROUP BY party ORDER BY incidents DESC, party LIMIT ?"""
        return self._tables.rows(asked, [limit])

    def days(self) -> tuple[datetime | None, datetime | None]:
        """Return the first and the last day on which a relation begins."""
        row = self._tables.rows("SELECT min(starts) AS first, max(starts) AS last FROM relations")[0]
        return row["first"], row["last"]


def _bucket(name: str) -> str:
    """Return the name, which goes into the statement, only if it is a known one."""
    return BUCKETS[BUCKETS.index(name)]
