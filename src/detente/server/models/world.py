"""Relations, shifts, the network, actors through time; and the overview: status, timeline, map, coverage."""

from __future__ import annotations

from pydantic import Field

from detente.server.models.common import Days, Listed, Model, Node, Party, Place, Sentence
from detente.server.models.incidents import ArticleCard, Incident


class Weighed(Model):
    """A weight from -1 (war) to 1 (alliance), with one standard deviation to either side."""

    weight: float
    low: float
    high: float


class Relation(Weighed):
    """Who stands with whom, since when."""

    a: Party
    b: Party
    tie: str
    when: Days
    against: Party | None = Field(description="The common enemy of the two, for the tie of that name.")


class Part(Weighed):
    """One stretch of a dyad's line, with its evidence in words and ids."""

    at: str | None = Field(description="The day it begins; null: from before what is known.")
    end: str | None
    tie: str
    against: Party | None
    score: float
    detail: str
    incident_ids: list[str]


class Shift(Model):
    """A change of a relation. `size` is the change of weight."""

    id: str
    a: Party
    b: Party
    at: str
    detected_on: str | None
    before: str
    after: str
    size: float
    score: float
    detail: str = Field(description="The evidence in words.")
    incident_ids: list[str]
    headline: Sentence | None = Field(description="A sentence of its evidence.")


class ShiftWhole(Shift):
    """A shift with the incidents it rests on, each with its sentence."""

    incidents: list[Incident]


class Dyad(Model):
    """Two parties through time."""

    a: Party
    b: Party
    line: list[Part]
    behind: list[Incident] = Field(description="Newest incidents that the line rests on: deeds of those who act for the two, too.")
    shifts: list[Shift]
    incidents: Listed[Incident] = Field(description="Incidents between or by the two themselves.")
    common_enemies: list[Party]
    common_friends: list[Party]


class StatedTie(Model):
    """A standing between two parties that a page states in words ("its ally"), on the characters that say so."""

    id: str
    tie: str
    state: str = Field(description="current, former, planned …: what the words say of the tie.")
    stance: str = Field(description="asserts, denies, expects: what the speaker does.")
    speakers: list[Party]
    score: float
    text: str
    start: int
    end: int
    article: ArticleCard


class NodeOf(Node):
    """A party in the network."""

    degree: int


class Edge(Weighed):
    """A state that holds between two parties."""

    a: str
    b: str
    tie: str


class Triad(Model):
    """Three parties and the signs of their ties: first-second, first-third, second-third."""

    members: list[str]
    signs: list[int]
    balanced: bool


class Triads(Model):
    """How many triads balance; `list` names the unbalanced ones (Heider 1946), 200 at most."""

    balanced: int
    unbalanced: int
    list: list[Triad]


class Range(Model):
    """First and last day on which a state begins."""

    model_config = Model.model_config | {"populate_by_name": True}
    start: str | None = Field(alias="from")
    end: str | None = Field(alias="to")


class Network(Model):
    """All states of one day. `frustration`: share of ties against the best division into two camps that was found."""

    at: str
    nodes: list[NodeOf]
    edges: list[Edge]
    triads: Triads
    frustration: float
    range: Range


class Held(Model):
    """A name borne for a time."""

    model_config = Model.model_config | {"populate_by_name": True}
    name: str
    start: str | None = Field(alias="from")
    end: str | None = Field(alias="to")
    cites: str


class Affiliation(Model):
    """Where an actor stood for a time."""

    model_config = Model.model_config | {"populate_by_name": True}
    parent: Party
    kind: str
    start: str | None = Field(alias="from")
    end: str | None = Field(alias="to")
    cites: str


class Actor(Node):
    """An actor through time, with what the store knows of it. Names and affiliations are empty for parties not in the register."""

    names: list[Held]
    codes: list[str] = Field(description="PLOVER-like code: country, then sector.")
    affiliations: list[Affiliation]
    dyads: list[Relation]
    incidents: Listed[Incident]


class Status(Model):
    """What the store holds and how the feeds do."""

    version: str
    store: str
    read_only: bool
    live: bool = Field(description="Whether feeds are watched by this server.")
    articles: int
    events: int
    incidents: int
    relations: int
    shifts: int
    refusals: int
    newest_fetched_at: str | None
    feeds: dict[str, int] = Field(description="Feeds by state.")


class Bucket(Model):
    """What began in a day, week or month, beside how many articles came out: silence is not peace."""

    start: str
    events: int
    incidents: int
    by_quad: dict[str, int] = Field(description="Events by quad class.")
    articles: int


class Spot(Model):
    """A place with what happened there."""

    place: Place
    incidents: int
    events: int
    quad_counts: dict[str, int] = Field(description="Incidents by quad class.")


class Coverage(Model):
    """How many articles an outlet published on a day."""

    day: str
    outlet: str | None
    articles: int
