"""What runs all day: feeds and how they do, watches and the alerts they give, and the numbered signals of what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detente.records.ids import content_id


@dataclass(frozen=True, slots=True)
class Feed:
    """A source that is asked again and again, and how it does.

    `kind`: syndication, sitemap, folder, hook, stdin. `state`: new, ok, empty (it works and lists nothing), failing (it will be asked again
    at `next_at`). `articles` counts the captures it gave. `etag` and `last_modified` are what it said of itself when it last had anything.
    """

    id: str
    url: str
    kind: str
    state: str = "new"
    last_ok_at: datetime | None = None
    last_error: str | None = None
    next_at: datetime | None = None
    articles: int = 0
    failures: int = 0
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule: of what to be told. Everything given must hold; without any condition it holds for all that is new.

    `on`: incident, shift. `dyad`: two parties, on whatever sides; `actor`: a party on either side; both as text found in names and ids.
    `categories`, `place`, `modality`, `score` and `origins` ask of incidents (a shift has only the score); `size` is the least change of
    weight of a shift, `after` the tie it leads to. Alerts go to `webhook`, signed with the secret in the environment variable `secret_env`.
    """

    name: str
    on: tuple[str, ...] = ("incident", "shift")
    dyad: tuple[str, ...] = ()
    actor: str | None = None
    place: str | None = None
    categories: tuple[str, ...] = ()
    modality: str | None = None
    score: float | None = None
    origins: int | None = None
    size: float | None = None
    after: str | None = None
    webhook: str | None = None
    secret_env: str | None = None

    @property
    def id(self) -> str:
        """The watch's id: of its name, so that a rule may be changed and stays the same watch."""
        return content_id("wch", self.name)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence behind an alert, down to the characters: `[start, end)` of the article's text."""

    event_id: str
    article_id: str
    start: int
    end: int
    text: str
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A watch that held: for what (`kind` and `ref`), in words, on what evidence, from how many origins, and what would make it wrong."""

    id: str
    watch: str
    at: datetime
    kind: str
    ref: str
    what: str
    evidence: tuple[Evidence, ...]
    origins: int
    would_be_wrong_if: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert on its way to a webhook. `state`: waiting, sent, given_up."""

    alert_id: str
    url: str
    state: str
    attempts: int
    next_at: datetime
    last_error: str | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """Something is new or has changed: `kind` is incident, shift, alert or feed, `ref` its id. Signals are numbered for ever."""

    id: int
    kind: str
    ref: str
    at: datetime
