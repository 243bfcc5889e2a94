"""What ICEWS and GDELT share: an event with several parties becomes directed pairs, each with its CAMEO code and a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.codebook import cameo, directed, from_cameo, plover
from detente.exchange.out.days import told_day
from detente.exchange.out.facts import Fact
from detente.records import Party

Pair = tuple[Party | None, Party | None]


def unfit(fact: Fact) -> str | None:
    """Why an event has no place in a CAMEO data set of days, or None.

    CAMEO has codes for what is announced (036, express intent to meet), not for all of it: a planned protest would stand there as one that
    took place.
    """
    if fact.modality == "planned" and not says_intent(fact):
        return "planned, and CAMEO has no code for announcing it"
    return None if day(fact) else "without a known day"


def says_intent(fact: Fact) -> bool:
    """Whether the CAMEO code of a planned event says what PLOVER's manual makes of the plan (a planned meeting is an agreement to meet)."""
    told = from_cameo(code(fact))
    meant = plover(fact.category, fact.mode, fact.modality)
    return meant.auxiliary is None and told is not None and told.category == meant.category


def code(fact: Fact) -> str:
    """Return the CAMEO code of an event."""
    return cameo(fact.category, fact.mode, fact.modality, fact.contexts)


def day(fact: Fact) -> date | None:
    """Return the event's day, else that of its article."""
    return told_day(fact.when, fact.published)


def pairs(fact: Fact) -> Iterator[tuple[int, Pair]]:
    """Yield who does it to whom, numbered from 1."""
    by_id = {party.id: party for party in (*fact.actors, *fact.recipients)}
    ids = directed([party.id for party in fact.actors], [party.id for party in fact.recipients], fact.category, fact.mode)
    for number, (doer, other) in enumerate(ids, 1):
        yield number, (by_id[doer] if doer else None, by_id[other] if other else None)
