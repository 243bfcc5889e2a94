"""Incidents in a list and whole, events, origins, claims."""

from __future__ import annotations

from pydantic import Field

from detente.server.models.common import Loose, Model, Party, Place, Sentence, Toll, When


class Incident(Model):
    """A happening in the world, each once, however many tell it."""

    id: str
    category: str = Field(description="PLOVER category.")
    mode: str | None
    quad: str | None = Field(description="verbal or material, cooperation or conflict; null for what is no PLOVER category.")
    modality: str = Field(description="What the world did: occurred, planned, possible, negated.")
    actors: list[Party]
    recipients: list[Party]
    place: Place | None
    when: When | None = Field(description="null where no page says when.")
    counts: dict[str, Toll] = Field(description="By kind: killed, wounded, arrested, abducted, displaced, crowd.")
    origins: int = Field(description="Independent origins; reprints and quotes of one agency count once.")
    articles: int
    speakers: int = Field(description="How many vouch for it.")
    score: float
    headline: Sentence | None = Field(description="The surest sentence of evidence; null for imported events, which have no page.")
    contradictions: int = Field(description="How many of its claims about tolls, time, place and whether it happened can't all be true.")


class Link(Model):
    """One speaker of a chain, outermost first."""

    name: str
    stance: str


class EventSeen(Model):
    """One report of the incident, as `detente code` writes it, with its page and sentence. `mentions` are those it speaks of."""

    id: str
    category: str
    mode: str | None
    contexts: list[str]
    modality: str
    trigger: Loose
    sentence: Loose
    actors: list[int]
    recipients: list[int]
    places: list[Loose]
    time: Loose | None
    counts: dict[str, Loose]
    attribution: Loose
    plover: Loose
    cameo: str | None
    score: float
    alternatives: list[Loose]
    why: str
    article_id: str
    outlet: str | None
    sentence_text: str
    chain: list[Link]
    mentions: list[Loose]


class ArticleCard(Model):
    """An article in short."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: When | None


class Origin(Model):
    """Articles that have a text, an agency or a cited outlet in common: one witness, however many pages."""

    id: str
    kind: str = Field(description="alone: one article; shared: several with something in common.")
    articles: list[ArticleCard]


class Said(Model):
    """One value that is claimed, by whom, and in which events."""

    value: str
    speaker: str | None
    stance: str
    event_ids: list[str]


class Claims(Model):
    """What is claimed, side by side."""

    attendees: list[Said]
    place: list[Said]
    time: list[Said]
    toll: list[Said]


class Change(Model):
    """A later article changed what was known."""

    published: str | None
    article_id: str
    detail: str


class Judgement(Model):
    """An edge between two events: same happening or not, by whom."""

    left: str
    right: str
    verdict: str
    score: float
    detail: str
    by: str
    at: str | None


class Whole(Incident):
    """An incident with all that stands behind it."""

    contexts: list[str]
    events: list[EventSeen]
    members: list[Origin] = Field(description="Its articles, grouped by origin.")
    claims: Claims
    history: list[Change]
    judgements: list[Judgement]


class EventRow(Model):
    """One event in words, as `detente events` lists it."""

    id: str
    article_id: str
    when: When | None
    published: When | None
    outlet: str | None
    url: str | None
    category: str
    mode: str | None
    modality: str
    stance: str
    actors: list[str]
    recipients: list[str]
    according_to: list[str]
    places: list[str]
    counts: list[str]
    trigger: str
    sentence: str
    score: float


class Explained(Model):
    """All that is known of one event, down to the characters of its page."""

    event: EventSeen
    sentence: str
    mentions: list[Loose]
    position: Loose
    article: Loose
    capture: Loose
    coder: str


class Article(Model):
    """An article with all that was read and coded in it. Offsets are code points into `text`."""

    id: str
    url: str | None
    outlet: str | None
    language: str | None
    title: Loose | None
    text: str
    blocks: list[Loose]
    published: Loose | None
    datings: list[Loose]
    mentions: list[Loose]
    events: list[Loose]
    ties: list[Loose]
