"""From facts to all that is concluded of them: judgements, incidents, relations, shifts. Run again, it gives the same (law 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente import merging, relating
from detente.exchange import icews
from detente.merging.judge import by_person
from detente.records import Relation, Report, Shift
from detente.relating import Parents, Stated
from detente.store import Store


@dataclass(frozen=True, slots=True)
class Derived:
    """How much was concluded."""

    reports: int
    incidents: int
    relations: int
    shifts: int


def derive(store: Store, parents: Parents | None = None) -> Derived:
    """Conclude everything anew from the store's codings, imported reports and people's judgements, and store it.

    Who acts for a state counts for that state too; `parents` says otherwise whose deeds are whose.
    """
    reports: list[Report] = []
    stated: list[Stated] = []
    for article, coding in store.codings():
        reports += merging.reports_of(article, coding)
        stated += relating.stated_of(article, coding)
    reports += store.world.reports()
    people = [judgement for judgement in store.judgements() if by_person(judgement)]
    judgements, incidents = merging.rebuild(reports, people)
    relations, shifts = relating.rebuild(incidents, stated, parents=parents or relating.states_of)
    store.world.replace(judgements, incidents, relations, shifts)
    return Derived(len(reports), len(incidents), len(relations), len(shifts))


def rolled_up(store: Store) -> tuple[list[Relation], list[Shift]]:
    """Tell the store's relations and shifts anew with what affiliates and office holders do counted also for those they acted for.

    Nothing is stored: the store holds what is told of the parties themselves.
    """
    stated = (tie for article, coding in store.codings() for tie in relating.stated_of(article, coding))
    return relating.rebuild(store.world.incidents(), stated, parents=acted_for)


def acted_for(actor: str, on: date) -> Iterable[str]:
    """Return for whom an actor acted on a day: by its ICEWS name, or by the register."""
    return icews.parents(actor, on) if actor.startswith(icews.PREFIX) else relating.parents_of(actor, on)
