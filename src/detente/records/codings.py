"""What an article tells: mentions, events, ties, each with its evidence, author and score."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from detente.records.spans import Span, TimeSpan


class MentionKind(enum.StrEnum):
    """What a mention names."""

    ACTOR = "actor"
    OUTLET = "outlet"
    PLACE = "place"
    TIME = "time"
    COUNT = "count"
    CUE = "cue"


class Modality(enum.StrEnum):
    """What the world did."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


class Stance(enum.StrEnum):
    """What the last speaker of the chain does with the claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    EXPECTS = "expects"


class Precision(enum.StrEnum):
    """How finely an event's place is known."""

    POINT = "point"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something. `id` counts within the article; `refers_to` points at earlier, fuller mentions."""

    id: int
    span: Span
    kind: MentionKind
    refers_to: tuple[int, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention stands for as of a time: a register id, or None for nobody in it (NIL is an answer).

    `target_id` and `name` are None for NIL; `country` (ISO 3166 alpha-3) and `sector` (PLOVER) may be known all the same.
    """

    mention: int
    target_id: str | None
    name: str | None
    when: TimeSpan | None
    score: float
    detail: str
    by: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """According to whom: speakers as mention ids, outermost first; empty = the page's own voice."""

    chain: tuple[int, ...] = ()
    stance: Stance = Stance.ASSERTS
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many people: `kind` is killed, wounded, arrested, abducted, displaced or crowd; a missing bound is open."""

    kind: str
    low: int | None
    best: int | None
    high: int | None
    mention: int


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event happened: the mention, and the gazetteer's place if it is known. Regions carry no pin."""

    mention: int
    precision: Precision = Precision.UNKNOWN
    place_id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event happened: the mention that says so (None = inferred), and the interval if it can be told."""

    mention: int | None
    when: TimeSpan | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another category the coder weighed, with its score."""

    category: str
    score: float
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One coded report of a happening, in one sentence of one article. Roles hold mention ids."""

    id: str
    article_id: str
    trigger: Span
    sentence: Span
    category: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    places: tuple[EventPlace, ...]
    time: EventTime | None
    counts: tuple[Count, ...]
    modality: Modality
    attribution: Attribution
    score: float
    alternatives: tuple[Alternative, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing between two parties that the text states. `state` is current, former, planned, possible or negated."""

    a: int
    tie: str
    b: int
    state: str
    attribution: Attribution
    evidence: Span
    score: float


@dataclass(frozen=True, slots=True)
class Coding:
    """All that a coder found in one article."""

    article_id: str
    coder_id: str
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
