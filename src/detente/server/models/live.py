"""Feeds, watches, alerts, captures, judgements."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from detente.server.models.common import Model


class Feed(Model):
    """A source that is asked again and again, and how it does."""

    id: str
    url: str
    kind: str
    state: str = Field(description="new, ok, empty, failing.")
    last_ok_at: str | None
    last_error: str | None
    next_at: str | None
    articles: int


class Evidence(Model):
    """A sentence behind an alert, down to the characters."""

    event_id: str
    article_id: str
    start: int
    end: int
    text: str
    outlet: str | None
    url: str | None


class Alert(Model):
    """A watch that held: for what, on what evidence, from how many origins, and what would make it wrong."""

    id: str
    watch: str = Field(description="The id of the watch.")
    watch_name: str | None = Field(description="Its name, null when it has been dropped since.")
    at: str
    kind: str
    ref: str = Field(description="The id of the incident or shift.")
    what: str
    evidence: list[Evidence]
    origins: int
    would_be_wrong_if: list[str]


class Rule(Model):
    """A watch. Everything given must hold; without any condition it holds for all that is new."""

    name: str = Field(min_length=1, max_length=100, description="What it is called; one of the same name gives way.")
    on: list[Literal["incident", "shift"]] = Field(default=["incident", "shift"], min_length=1, max_length=2)
    dyad: list[str] = Field(default=[], max_length=2, description="Two parties, as text found in names or ids.")
    actor: str | None = Field(default=None, max_length=200)
    place: str | None = Field(default=None, max_length=200)
    categories: list[str] = Field(default=[], max_length=16)
    modality: Literal["occurred", "planned", "possible", "negated"] | None = None
    score: float | None = Field(default=None, ge=0, le=1)
    origins: int | None = Field(default=None, ge=0, le=10**6)
    size: float | None = Field(default=None, ge=0, le=2, description="The least change of weight of a shift.")
    after: str | None = Field(default=None, max_length=40, description="The tie that a shift leads to.")


class Watch(Rule):
    """A watch as it is kept."""

    id: str
    webhook: bool = Field(description="Whether its alerts also go to a webhook; the address is not shown.")


class Preview(Model):
    """What a watch would have done."""

    times: int = Field(description="How often it would have fired in the year up to `until`.")
    by_month: dict[str, int]
    refs: list[str] = Field(description="The newest of what it would have fired for, 100 ids at most.")
    until: str = Field(description="The last day looked at: the newest of the store.")
    complete: bool = Field(description="False where there was more in that year than is looked at (20,000 incidents).")


class Took(Model):
    """What became of a capture."""

    capture: str
    state: Literal["coded", "known", "refused"]
    article: str | None
    events: int
    code: str | None = Field(description="Why it was refused.")
    detail: str | None


class Decision(Model):
    """A person's word on whether two events tell one happening. It outlives every rebuild."""

    left: str = Field(min_length=1, max_length=64, description="An event's id.")
    right: str = Field(min_length=1, max_length=64, description="Another event's id.")
    verdict: Literal["same", "different"]
    by: str = Field(min_length=1, max_length=100, description="Who says so.")
    detail: str = Field(default="", max_length=2000, description="Why.")
