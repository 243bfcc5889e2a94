"""Events as merging compares them: flat, resolved, from coded articles and from other data sets alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detente.records.derived import Toll
from detente.records.spans import TimeSpan


@dataclass(frozen=True, slots=True)
class Page:
    """What all reports of one article share: `signature` is its MinHash, empty without a text; `credits` are agencies it credits.

    `cites` are the outlets that its attribution chains name: whoever retells an agency's story seldom says so in each sentence.
    """

    article_id: str
    outlet: str | None = None
    published: TimeSpan | None = None
    signature: tuple[int, ...] = ()
    credits: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def published_at(self) -> datetime | None:
        """The earliest moment the article may have come out."""
        return (self.published.start or self.published.end) if self.published else None


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event happened, as resolved. `precision` is a `Precision` value; regions and unknown places carry no pin."""

    name: str
    precision: str = "unknown"
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One event, flat and resolved. Parties and speakers are register ids or `nil:` ids; speakers outermost first.

    `outlets` are the outlets in the attribution chain ("the Daily News, citing the Herald"); `trigger` is a stem, `words` are the stems
    of the sentence's content words; `at` is where the sentence starts. `kin_ids` are those whose part or affiliate the parties were at
    the time. `back`: the trigger refers back to what the article has told ("the meeting").
    """

    event_id: str
    page: Page
    category: str
    actor_ids: tuple[str, ...] = ()
    recipient_ids: tuple[str, ...] = ()
    when: TimeSpan | None = None
    where: Where | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    modality: str = "occurred"
    stance: str = "asserts"
    tolls: tuple[Toll, ...] = ()
    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    trigger: str = ""
    words: frozenset[str] = frozenset()
    at: int = 0
    score: float = 1.0
    kin_ids: tuple[str, ...] = ()
    back: bool = False

    @property
    def party_ids(self) -> tuple[str, ...]:
        """All parties, actors first, each once."""
        return tuple(dict.fromkeys((*self.actor_ids, *self.recipient_ids)))
