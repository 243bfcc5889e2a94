"""The part of the store that is about the world: imported reports (facts), and incidents, relations and shifts (derived, replaced whole).

A record is kept whole as JSON; the columns beside it are what filters ask for. `Store.world` is one of these.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from detente.records import Incident, Judgement, Relation, Report, Shift
from detente.store.cards import refresh
from detente.store.codec import build, plain
from detente.store.naming import whole
from detente.store.tables import PERSON, Tables

Record = TypeVar("Record", Incident, Relation, Shift)
_BATCH = 5000
_INSERT = "INSERT INTO {table} BY NAME SELECT r.* FROM (SELECT unnest(from_json(?::JSON, ?)) AS r)"
_KNOWN_REPORTS = "SELECT event_id FROM reports"
_READ = "SELECT record FROM {table} WHERE {where} ORDER BY {order} LIMIT ?"
_ORDER = {"incidents": "starts NULLS LAST, id", "relations": "a, b, starts, tie, against", "shifts": "starts, a, b"}
_PARTIES = {"incidents": "who", "relations": "lower(a || ' | ' || b)", "shifts": "lower(a || ' | ' || b)"}
_STATING = """SELECT DISTINCT t.article_id FROM ties t WHERE len(?::VARCHAR[]) = 0 OR EXISTS (SELECT 1 FROM resolutions r
    WHERE r.article_id = t.article_id AND list_contains(?::VARCHAR[], r.target_id)) ORDER BY 1"""
# Of those that name all of these registered parties, the newest by publication.
_STATING_ALL = """SELECT t.article_id FROM (SELECT DISTINCT article_id FROM ties) t LEFT JOIN article_cards c ON c.id = t.article_id
    WHERE t.article_id IN (SELECT article_id FROM resolutions WHERE target_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY article_id
        HAVING count(DISTINCT target_id) = ?) ORDER BY c.published DESC NULLS LAST, 1 LIMIT ?"""
_MACHINE = f"DELETE FROM judgements WHERE NOT starts_with(\"by\", '{PERSON}')"
_ALL = 1 << 62


@dataclass(frozen=True, slots=True)
class Looked:
    """What to look for among incidents, relations or shifts; everything given must hold. Text is found anywhere, whatever the case."""

    actors: tuple[str, ...] = ()
    category: str | None = None
    place: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    modality: str | None = None
    tie: str | None = None
    score: float | None = None
    id: str | None = None


class World:
    """Reads and writes whole records. Not thread-safe: one connection, one user."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add_reports(self, reports: Iterable[Report], feed: str) -> int:
        """Keep imported reports; those that are here already stay as they are (law 2). Returns how many were new."""
        known = {row["event_id"] for row in self._tables.rows(_KNOWN_REPORTS)}
        fresh = {report.event_id: report for report in reports if report.event_id not in known}
        rows = ({"event_id": report.event_id, "feed": feed, "record": json.dumps(plain(report))} for report in fresh.values())
        self._whole(lambda: self.append("reports", rows))
        return len(fresh)

    def reports(self) -> Iterator[Report]:
        """Yield the imported reports, by id."""
        for row in self._tables.rows("SELECT record FROM reports ORDER BY event_id"):
            yield build(Report, json.loads(row["record"]))

    def stating(self, parties: Iterable[str]) -> list[str]:
        """Return the ids of the articles that state a tie and name one of these registered parties; without any, all that state one."""
        known = list(parties)
        return [row["article_id"] for row in self._tables.rows(_STATING, [known, known])]

    def stating_all(self, parties: Iterable[str], limit: int) -> list[str]:
        """Return the ids of the articles that state a tie and name all of these registered parties, newest first."""
        known = sorted(set(parties))
        return [row["article_id"] for row in self._tables.rows(_STATING_ALL, [known, len(known), limit])] if known else []

    def replace(
        self, judgements: Iterable[Judgement], incidents: Sequence[Incident], relations: Sequence[Relation], shifts: Sequence[Shift]
    ) -> None:
        """Put these in the place of all that was derived before; people's judgements stay (law 8)."""

        def write() -> None:
            self._tables.run(_MACHINE)
            for table in ("incidents", "relations", "shifts"):
                self._tables.run(f"DELETE FROM {table}")
            self.append("judgements", (plain(one) for one in judgements))
            self.append("incidents", map(incident_row, incidents))
            self.append("relations", map(relation_row, relations))
            self.append("shifts", map(shift_row, shifts))
            refresh(self._tables)

        self._whole(write)

    def incidents(self, looked: Looked | None = None, limit: int | None = None) -> list[Incident]:
        """Return incidents, by time."""
        return self._read("incidents", Incident, looked or Looked(), limit)

    def relations(self, looked: Looked | None = None, limit: int | None = None) -> list[Relation]:
        """Return relations, by dyad and time."""
        return self._read("relations", Relation, looked or Looked(), limit)

    def shifts(self, looked: Looked | None = None, limit: int | None = None) -> list[Shift]:
        """Return shifts, by day."""
        return self._read("shifts", Shift, looked or Looked(), limit)

    def _read(self, table: str, record: type[Record], looked: Looked, limit: int | None) -> list[Record]:
        asked: tuple[str, list[Any]] = where_of(table, looked)
        statement = _READ.format(table=table, where=asked[0], order=_ORDER[table])
        rows = self._tables.rows(statement, [*asked[1], _ALL if limit is None else limit])
        return [build(record, json.loads(row["record"])) for row in rows]

    def append(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """Append rows, given by column, to a table that keeps whole records."""
        shape = self._tables.shape(table)
        source = iter(rows)
        while batch := list(itertools.islice(source, _BATCH)):
            self._tables.run(_INSERT.format(table=table), [json.dumps(batch), shape])

    def _whole(self, write: Callable[[], None]) -> None:
        self._tables.run("BEGIN")
        try:
            write()
        except BaseException:
            self._tables.run("ROLLBACK")
            raise
        self._tables.run("COMMIT")


def where_of(table: str, looked: Looked) -> tuple[str, list[Any]]:
    """Return the condition and its values. Filters that a table has no column for must not be given for it."""
    said: list[tuple[str, list[Any]]] = []
    for actor in looked.actors:
        said.append(whole(_PARTIES[table], actor))
    for column, value in (("category", looked.category), ("modality", looked.modality), ("tie", looked.tie)):
        if value is not None:
            said.append((f"{column} = ?", [value]))
    if looked.place is not None:
        said.append(whole("whereabouts", looked.place))
    if looked.score is not None:
        said.append(("score >= ?", [looked.score]))
    if looked.id is not None:
        said.append(("starts_with(id, ?)", [looked.id]))
    # Intervals are half open: what ended as the asked-for time began was over; a bare moment has no end of its own.
    end = "starts" if table == "shifts" else "ends" if table == "incidents" else "coalesce(ends, 'infinity')"
    if looked.since is not None:
        said.append((f"({end} > ? OR starts >= ?)", [looked.since, looked.since]))
    if looked.until is not None:
        said.append(("starts < ?", [looked.until]))
    conditions = ["true", *(condition for condition, _ in said)]
    return " AND ".join(conditions), [value for _, parameters in said for value in parameters]


def incident_row(incident: Incident) -> dict[str, Any]:
    """Return the row of an incident: what filters ask for, and the whole."""
    who = " | ".join(
        (*incident.actor_ids, *incident.recipient_ids, *(p for c in incident.claims for p in (*c.actor_ids, *c.recipient_ids)))
    )
    where = " | ".join(filter(None, (incident.place, incident.place_id, *(claim.place for claim in incident.claims))))
    return {
        "id": incident.id,
        "starts": plain(incident.when.start) if incident.when else None,
        "ends": plain(incident.when.end) if incident.when else None,
        "category": incident.category,
        "modality": incident.modality,
        "who": who.casefold(),
        "whereabouts": where.casefold(),
        "origins": incident.origins,
        "score": incident.score,
        "record": json.dumps(plain(incident)),
    }


def relation_row(relation: Relation) -> dict[str, Any]:
    """Return the row of a relation: what filters ask for, and the whole."""
    return {
        "a": relation.dyad[0],
        "b": relation.dyad[1],
        "tie": relation.tie,
        "weight": relation.weight,
        "starts": plain(relation.when.start),
        "ends": plain(relation.when.end),
        "against": relation.against,
        "score": relation.score,
        "record": json.dumps(plain(relation)),
    }


def shift_row(shift: Shift) -> dict[str, Any]:
    """Return the row of a shift: what filters ask for, and the whole."""
    return {
        "id": shift.id,
        "starts": shift.at.isoformat(),
        "a": shift.dyad[0],
        "b": shift.dyad[1],
        "before": shift.before,
        "after": shift.after,
        "size": shift.size,
        "score": shift.score,
        "record": json.dumps(plain(shift)),
    }
