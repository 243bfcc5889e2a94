"""What all answers share: parties, places, times, counts, spans, pages of a list, errors."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")
Loose = dict[str, Any]


class Model(BaseModel):
    """A described answer. Names and texts come from the store and are taken as they are."""

    model_config = ConfigDict(extra="forbid")


class Fault(Model):
    """What went wrong."""

    code: str = Field(description="Stable, for programs.")
    message: str = Field(description="One line, for people.")
    hint: str | None = Field(description="What may help.")


class Error(Model):
    """The one form of every error."""

    error: Fault


class Listed(Model, Generic[Item]):
    """A list, or a page of one."""

    items: list[Item]
    next: str | None = Field(description="The cursor of the next page; null on the last.")
    total: int | None = Field(description="How many there are in all; null where it was not counted (pages after the first).")


class Party(Model):
    """Whoever acts or is acted upon. An id that starts with `nil:` is nobody the register knows."""

    id: str
    name: str


class Node(Party):
    """A party with what the register knows of it."""

    sector: str | None = Field(description="PLOVER sector: GOV, MIL, REB, CVL …")
    country: str | None = Field(description="ISO 3166, three letters; IMG for what has no one country.")


class Busy(Node):
    """A party with how many incidents of the store it is in; null for one found by its name."""

    incidents: int | None = None


class Place(Model):
    """Where, no finer than it is known: a pin is only as good as `precision`."""

    id: str | None
    name: str | None
    lat: float | None
    lon: float | None
    precision: str = Field(description="point, town, district, province, country, region, unknown.")
    country: str | None


class When(Model):
    """A half-open interval; a missing side is open. `grain` says how fine the words were."""

    start: str | None
    end: str | None
    grain: str | None


class Days(Model):
    """A half-open interval of days; a missing side is open."""

    start: str | None
    end: str | None


class Toll(Model):
    """How many, as told; a missing bound is open."""

    low: int | None
    best: int | None
    high: int | None


class Span(Model):
    """Code points `start` up to, not including, `end` of an article's text."""

    start: int
    end: int


class Sentence(Span):
    """A sentence of an article, with its characters."""

    text: str
    article_id: str
