"""What leaves the store: events, articles, incidents and relations in order, a page at a time, so that memory stays flat however many.

Pages are found by key, as in `Store.events`; the articles and codings of a page come in one look-up a table. Reading only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.records import Article, Coding, Event, Incident, Mention, Relation, Resolution, Tie
from detente.store import tables as sql
from detente.store.codec import build
from detente.store.filters import Filters
from detente.store.rows import EventRow
from detente.store.tables import Tables
from detente.store.world import Looked, where_of

Key = tuple[str, str]
Coded = tuple[Article, Coding]

# Articles with their codings weigh about 100 kB each as records: a page of 200 and those kept are 60 MB at most.
_PAGE = 200
# Events go by time and those of one article lie a few pages apart: the articles of the last pages are kept.
_KEPT = 400
_ALL = 1 << 62
_AFTER = f"{{where}} AND {sql.AFTER_ROW}"
_ARTICLES_OF = "SELECT * FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_PARTS_OF = """SELECT * FROM {table} WHERE (article_id, coder_id) IN (SELECT (unnest(?::VARCHAR[]), unnest(?::VARCHAR[])))
    ORDER BY rowid"""
_TELLING = """SELECT DISTINCT article_id, coder_id FROM event_rows WHERE {where} AND article_id > ? ORDER BY article_id LIMIT ?"""
_INCIDENTS = """SELECT i.record, i.starts, i.id, c.lat, c.lon, c."precision", c.country, c.headline."text" AS headline
    FROM (SELECT * FROM incidents WHERE {where} ORDER BY starts NULLS LAST, id LIMIT ?) i LEFT JOIN incident_cards c ON c.id = i.id
    ORDER BY i.starts NULLS LAST, i.id"""
_RELATIONS = """SELECT a, b, record FROM relations WHERE {where} AND (a, b) IN
    (SELECT DISTINCT (a, b) FROM relations WHERE {where} AND (a, b) > (?, ?) ORDER BY 1 LIMIT ?)
    ORDER BY a, b, starts, tie, against"""
_PARQUET = "COPY ({rows}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
_ROWS = f"SELECT * EXCLUDE (sort_at, who, whereabouts) FROM ({sql.EVENT_ROWS})"
_KINDS: dict[str, type[Any]] = {"mentions": Mention, "events": Event, "ties": Tie, "resolutions": Resolution}


@dataclass(frozen=True, slots=True)
class Pinned:
    """An incident with where it lies, as fine as that is known, and the sentence that tells it best."""

    incident: Incident
    lat: float | None
    lon: float | None
    precision: str
    country: str | None
    headline: str | None


class Outward:
    """Yields what passes, in order. Not thread-safe: one connection, one user."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def events(self, filters: Filters, limit: int | None = None) -> Iterator[tuple[EventRow, Article, Coding]]:
        """Yield events by time, as `Store.events` orders them, each with the article and coding it stands in."""
        left, after = _ALL if limit is None else limit, None
        kept: dict[Key, Coded] = {}
        while left > 0:
            where, values = filters.where()
            if after is not None:
                where, values = _AFTER.format(where=where), [*values, after[0], *after]
            found = self._tables.rows(sql.EVENT_ROWS.format(where=where), [*values, min(left, _PAGE)])
            rows = [build(EventRow, row) for row in found]
            keys = dict.fromkeys((row.article_id, row.coder_id) for row in rows)
            coded = {key: kept.pop(key) for key in keys if key in kept}
            coded |= self._coded(key for key in keys if key not in coded)
            for row in rows:
                yield row, *coded[row.article_id, row.coder_id]
            kept = dict([*kept.items(), *coded.items()][-_KEPT:])
            if len(rows) < _PAGE:
                return
            left, after = left - len(rows), rows[-1].key

    def articles(self, filters: Filters, limit: int | None = None) -> Iterator[Coded]:
        """Yield articles with their newest coding, by id: those with an event that passes; without filters all."""
        left, after = _ALL if limit is None else limit, ""
        where, values = filters.where()
        asked = sql.CURRENT_AFTER if filters == Filters() else _TELLING.format(where=where)
        while left > 0:
            keys = [(row["article_id"], row["coder_id"]) for row in self._tables.rows(asked, [*values, after, min(left, _PAGE)])]
            coded = self._coded(keys)
            yield from (coded[key] for key in keys)
            if len(keys) < _PAGE:
                return
            left, after = left - len(keys), keys[-1][0]

    def incidents(self, looked: Looked) -> Iterator[Pinned]:
        """Yield incidents by time, those of unknown time last."""
        where, values = where_of("incidents", looked)
        after: tuple[str, list[Any]] = ("TRUE", [])
        while rows := self._tables.rows(_INCIDENTS.format(where=f"{where} AND {after[0]}"), [*values, *after[1], _PAGE]):
            yield from (_pinned(row) for row in rows)
            after = _past(rows[-1])

    def relations(self, looked: Looked) -> Iterator[Relation]:
        """Yield relations by dyad and time."""
        where, values = where_of("relations", looked)
        after: Key = ("", "")
        while rows := self._tables.rows(_RELATIONS.format(where=where), [*values, *values, *after, _PAGE]):
            yield from (build(Relation, json.loads(row["record"])) for row in rows)
            after = rows[-1]["a"], rows[-1]["b"]

    def parquet(self, filters: Filters, path: Path, limit: int | None = None) -> None:
        """Write the event rows that pass into a Parquet file, all columns but those that only searching needs."""
        where, values = filters.where()
        rows = _ROWS.replace("{where}", where)
        # COPY takes no bound path; a quote in it is doubled, as SQL asks.
        self._tables.run(_PARQUET.format(rows=rows, path=str(path).replace("'", "''")), [*values, _ALL if limit is None else limit])

    def _coded(self, keys: Iterable[Key]) -> dict[Key, Coded]:
        """Return articles and codings by key, read in one look-up a table."""
        wanted = list(dict.fromkeys(keys))
        columns = [[article for article, _ in wanted], [coder for _, coder in wanted]]
        articles = {row["id"]: build(Article, row) for row in self._tables.rows(_ARTICLES_OF, columns[:1])}
        parts: dict[Key, dict[str, list[Any]]] = {key: {name: [] for name in _KINDS} for key in wanted}
        for name, record in _KINDS.items():
            for row in self._tables.rows(_PARTS_OF.format(table=name), columns):
                parts[row["article_id"], row["coder_id"]][name].append(build(record, row))
        return {key: (articles[key[0]], _coding(key, parts[key])) for key in wanted}


def _coding(key: Key, parts: dict[str, list[Any]]) -> Coding:
    return Coding(key[0], key[1], **{name: tuple(found) for name, found in parts.items()})


def _pinned(row: dict[str, Any]) -> Pinned:
    incident = build(Incident, json.loads(row["record"]))
    return Pinned(incident, row["lat"], row["lon"], row["precision"] or "unknown", row["country"], row["headline"])


def _past(last: dict[str, Any]) -> tuple[str, list[Any]]:
    """Return the condition that holds for all incidents after this one."""
    if last["starts"] is None:
        return "starts IS NULL AND id > ?", [last["id"]]
    return "(starts > ? OR starts IS NULL OR (starts = ? AND id > ?))", [last["starts"], last["starts"], last["id"]]
