"""Relating as a whole: incidents and stated ties → relations and shifts."""

from __future__ import annotations

from collections.abc import Iterable

from detente.records import Incident, Relation, Shift
from detente.relating.model import Prior
from detente.relating.observe import Parents, observations
from detente.relating.standing import common_enemies, stated_relations
from detente.relating.stated import Stated
from detente.relating.tell import tell_dyad


def rebuild(
    incidents: Iterable[Incident], stated: Iterable[Stated] = (), *, parents: Parents | None = None, prior: Prior | None = None
) -> tuple[list[Relation], list[Shift]]:
    """Return all relations (by dyad, then time) and all shifts (by day, then dyad) that the evidence makes.

    With `parents`, what affiliates do also counts, at half the weight, for those they belong to as of the day.
    The result depends on the evidence alone: not on its order (law 3), nor on whether it came at once or bit by bit (law 9).
    """
    happened, said = sorted(incidents, key=lambda incident: incident.id), sorted(stated, key=lambda tie: tie.id)
    relations: list[Relation] = []
    shifts: list[Shift] = []
    for dyad, observed in observations(happened, said, parents).items():
        states, moves = tell_dyad(dyad, observed, prior)
        relations += states
        shifts += moves
    relations += stated_relations(said)
    relations += common_enemies(relations, happened)
    relations.sort(key=lambda one: (one.dyad, one.when.start.isoformat() if one.when.start else "", one.tie, one.against or ""))
    return relations, sorted(shifts, key=lambda shift: (shift.at, shift.dyad))
