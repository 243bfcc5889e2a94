"""What is concluded from codings and can be rebuilt at will: judgements, incidents, relations, shifts."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from detente.records.ids import content_id
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
class Toll:
    """How many, as told: `kind` as in `Count`; a missing bound is open."""

    kind: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one event says of its incident, and who says so: speakers outermost first, none = the outlet's own voice.

    `published` is the earliest moment the article may have come out, `published_until` the end of that time. Claims that contradict
    each other stand side by side.
    """

    event_id: str
    article_id: str
    outlet: str | None
    published: datetime | None
    speakers: tuple[str, ...]
    stance: str
    modality: str
    category: str
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    place: str | None
    when: TimeSpan | None
    tolls: tuple[Toll, ...]
    published_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A later article changed what was known of an incident: when it came out, what it changed, in words."""

    published: datetime
    article_id: str
    detail: str


@dataclass(frozen=True, slots=True)
class Incident:
    """The happening in the world that events tell, with the number of independent origins behind it.

    `speakers` are all who vouch for it; an id that starts with `nil:` is nobody the register knows. `tolls` span all claims.
    """

    id: str
    event_ids: tuple[str, ...]
    category: str
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    place_id: str | None
    when: TimeSpan | None
    modality: str
    origins: int
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    place: str | None = None
    article_ids: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    tolls: tuple[Toll, ...] = ()
    claims: tuple[Claim, ...] = ()
    history: tuple[Change, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """The signed, dated state of a dyad: weight in [-1, 1] with its standard deviation, and a tie in words.

    Evidence: `incident_ids` and `tie_ids` (standings that a text states). `directed` ties (affiliate, backs …) read from first to second.
    """

    dyad: Dyad
    tie: str
    weight: float
    when: TimeSpan
    against: str | None
    incident_ids: tuple[str, ...]
    deviation: float = 0.0
    tie_ids: tuple[str, ...] = ()
    directed: bool = False
    score: float = 1.0
    detail: str = ""


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
    tie_ids: tuple[str, ...] = ()
    detected_on: date | None = None
    detail: str = ""

    @property
    def id(self) -> str:
        """The shift's id: of its dyad and day."""
        return content_id("shf", *self.dyad, self.at)
