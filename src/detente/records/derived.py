"""What is concluded from codings and can be rebuilt at will: judgements, incidents, relations, shifts."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from detente.records.spans import TimeSpan

Dyad = tuple[str, str]


class Verdict(enum.StrEnum):
    """Whether two events tell one happening."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An edge between two events. `by` is a person or the machine; a person's edge beats the machine's (law 8)."""

    left: str
    right: str
    verdict: Verdict
    score: float
    detail: str
    by: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """The happening in the world that events tell, with the number of independent origins behind it."""

    id: str
    event_ids: tuple[str, ...]
    category: str
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    place_id: str | None
    when: TimeSpan | None
    modality: str
    origins: int


@dataclass(frozen=True, slots=True)
class Relation:
    """The signed, dated state of a dyad: weight in [-1, 1] with its standard deviation, and a tie in words."""

    dyad: Dyad
    tie: str
    weight: float
    when: TimeSpan
    against: str | None
    incident_ids: tuple[str, ...]
    deviation: float = 0.0


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of a relation: two foes draw together, two allies part."""

    dyad: Dyad
    at: date
    before: str
    after: str
    size: float
    incident_ids: tuple[str, ...]
    score: float
