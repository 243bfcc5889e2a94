"""What an arrival changes of all that is derived, written in one go: rows that are as they were stay, rows that are no more go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.records import Dyad, Incident, Judgement, Relation, Shift
from detente.store.cards import refresh
from detente.store.codec import plain
from detente.store.tables import Tables, among
from detente.store.world import World, incident_row, relation_row, shift_row

_RECORDS = "SELECT id, record FROM incidents WHERE {which}"
_DROP = "DELETE FROM incidents WHERE {which}"
_DROP_DYADS = "DELETE FROM {table} WHERE concat(least(a, b), chr(31), greatest(a, b)) IN (SELECT unnest(?::VARCHAR[]))"
_SHIFTS_OF = "SELECT id, record FROM shifts WHERE concat(a, chr(31), b) IN (SELECT unnest(?::VARCHAR[]))"


@dataclass(frozen=True, slots=True)
class Changes:
    """New judgements; incidents as they are now; ids of those that are no more; dyads, and all relations and shifts they have now."""

    judgements: Sequence[Judgement] = ()
    incidents: Sequence[Incident] = ()
    gone: Sequence[str] = ()
    dyads: Sequence[Dyad] = ()
    relations: Sequence[Relation] = ()
    shifts: Sequence[Shift] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """What is truly new or other than it was."""

    incidents: tuple[Incident, ...] = ()
    shifts: tuple[Shift, ...] = ()

    @property
    def signals(self) -> list[tuple[str, str]]:
        """Return them as (kind, id)."""
        return [("incident", one.id) for one in self.incidents] + [("shift", one.id) for one in self.shifts]


def write(tables: Tables, world: World, changes: Changes) -> Changed:
    """Write changes; the caller holds the transaction. Returns what differs from before."""
    world.append("judgements", (plain(one) for one in changes.judgements))
    incidents = _incidents(tables, world, changes)
    shifts = _dyads(tables, world, changes) if changes.dyads else ()
    return Changed(incidents, shifts)


def _incidents(tables: Tables, world: World, changes: Changes) -> tuple[Incident, ...]:
    rows = {one.id: incident_row(one) for one in changes.incidents}
    which, values = among("id", list(rows))
    before = {row["id"]: row["record"] for row in tables.rows(_RECORDS.format(which=which), values)}
    fresh = tuple(one for one in changes.incidents if before.get(one.id) != rows[one.id]["record"])
    touched = [*changes.gone, *(one.id for one in fresh)]
    if touched:
        which, values = among("id", touched)
        tables.run(_DROP.format(which=which), values)
        world.append("incidents", (rows[one.id] for one in fresh))
        refresh(tables, touched)
    return fresh


def _dyads(tables: Tables, world: World, changes: Changes) -> tuple[Shift, ...]:
    keys = [chr(31).join(dyad) for dyad in changes.dyads]
    rows = {one.id: shift_row(one) for one in changes.shifts}
    before = {row["id"]: row["record"] for row in tables.rows(_SHIFTS_OF, [keys])}
    for table in ("relations", "shifts"):
        tables.run(_DROP_DYADS.format(table=table), [keys])
    world.append("relations", map(relation_row, changes.relations))
    world.append("shifts", rows.values())
    return tuple(one for one in changes.shifts if before.get(one.id) != rows[one.id]["record"])
