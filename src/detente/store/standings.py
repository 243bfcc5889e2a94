"""What screens ask about who stands with whom: the line of a dyad, what holds on a day, the network, shifts. Reading only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from detente.records import Relation, Shift
from detente.store.codec import build
from detente.store.tables import Tables

Row = dict[str, Any]

_COLUMNS = "a, b, tie, weight, (record->>'$.deviation')::DOUBLE AS deviation, starts, ends, against"
_HOLDS = "coalesce(starts, '-infinity') <= ? AND ? < coalesce(ends, 'infinity')"
_STATE = "tie IN ('hostile', 'truce', 'cooperating', 'allied', 'mixed')"
_LINE = "SELECT record FROM relations WHERE a IN (?, ?) AND b IN (?, ?) ORDER BY starts NULLS FIRST, tie, against"
_EGO = f"""SELECT {_COLUMNS} FROM relations WHERE {_STATE} AND {_HOLDS} AND abs(weight) >= ?
    AND a IN (SELECT party FROM near) AND b IN (SELECT party FROM near) ORDER BY abs(weight) DESC, a, b LIMIT ?"""
_NEAR = f"""WITH near AS (SELECT ?::VARCHAR AS party UNION SELECT unnest([a, b]) FROM relations
    WHERE {_STATE} AND {_HOLDS} AND abs(weight) >= ? AND (a = ? OR b = ?)) """
_STATES = f"SELECT {_COLUMNS} FROM relations WHERE {_STATE} AND {_HOLDS} AND abs(weight) >= ? ORDER BY abs(weight) DESC, a, b LIMIT ?"


class Standings:
    """Answers about relations and shifts. Not thread-safe: one connection, one user."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def line(self, a: str, b: str) -> list[Relation]:
        """Return all relations of two parties through time, whichever comes first."""
        return [build(Relation, json.loads(row["record"])) for row in self._tables.rows(_LINE, [a, b, a, b])] if a != b else []

    def standing(
        self, at: datetime, *, party: str | None = None, tie: str | None = None, after: tuple[str, str] | None = None, limit: int = 100
    ) -> list[Row]:
        """Return the relations that hold at a moment, by dyad; `after` is (a, "b|tie|against") of the last one seen."""
        where, values = [_HOLDS], [at, at, *([] if party is None else [party, party]), *([] if tie is None else [tie])]
        where += ["(a = ? OR b = ?)"] if party is not None else []
        where += ["tie = ?"] if tie is not None else []
        if after is not None:
            where.append("(a, b || '|' || tie || '|' || coalesce(against, '')) > (?, ?)")
            values += list(after)
        asked = f"""SELECT {_COLUMNS} FROM relations WHERE {" AND ".join(where)}
            ORDER BY a, b || '|' || tie || '|' || coalesce(against, '') LIMIT ?"""
        return self._tables.rows(asked, [*values, limit])

    def around(self, parties: Sequence[str], at: datetime) -> list[Row]:
        """Return the states that hold at a moment between one of these parties and anybody."""
        one_of_them = "(list_contains(?::VARCHAR[], a) OR list_contains(?::VARCHAR[], b))"
        asked = f"SELECT {_COLUMNS} FROM relations WHERE {_STATE} AND {_HOLDS} AND {one_of_them}"
        return self._tables.rows(asked, [at, at, list(parties), list(parties)])

    def states(self, at: datetime, min_weight: float = 0.0, ego: str | None = None, limit: int = 1000) -> list[Row]:
        """Return the strongest states that hold at a moment; with `ego` those among it and its neighbours."""
        if ego is None:
            return self._tables.rows(_STATES, [at, at, min_weight, limit])
        return self._tables.rows(_NEAR + _EGO, [ego, at, at, min_weight, ego, ego, at, at, min_weight, limit])

    def days(self) -> tuple[datetime | None, datetime | None]:
        """Return the first and the last day on which a relation begins."""
        row = self._tables.rows("SELECT min(starts) AS first, max(starts) AS last FROM relations")[0]
        return row["first"], row["last"]

    def shifts(
        self,
        *,
        ids: Sequence[str] | None = None,
        parties: Sequence[str] = (),
        days: tuple[datetime | None, datetime | None] = (None, None),
        min_size: float = 0.0,
        after: tuple[datetime, str] | None = None,
        limit: int = 1000,
    ) -> list[Shift]:
        """Return shifts, newest first: of these ids, with all of these parties, within days (half open), of at least this size."""
        said: list[tuple[str, list[Any]]] = [("(a = ? OR b = ?)", [party, party]) for party in parties]
        said += [("list_contains(?::VARCHAR[], id)", [list(ids)])] if ids is not None else []
        said += [("starts >= ?", [days[0]])] if days[0] else []
        said += [("starts < ?", [days[1]])] if days[1] else []
        said += [("abs(size) >= ?", [min_size])] if min_size else []
        said += [("(starts < ? OR (starts = ? AND id < ?))", [after[0], after[0], after[1]])] if after else []
        where = " AND ".join(["TRUE", *(condition for condition, _ in said)])
        asked = f"SELECT record FROM shifts WHERE {where} ORDER BY starts DESC, id DESC LIMIT ?"
        rows = self._tables.rows(asked, [*(value for _, values in said for value in values), limit])
        return [build(Shift, json.loads(row["record"])) for row in rows]
