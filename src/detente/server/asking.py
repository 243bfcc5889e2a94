"""What a request asks for, taken apart: filters, pages, days. Shared by all routes, so that a filter means the same on each screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request

from detente.codebook import CATEGORIES, MODALITIES
from detente.records.errors import BadFilter
from detente.server.paging import unwrap
from detente.store import Asked, Store

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LONG = 200
API = "/api"
"""Where all routes lie."""

Day = Annotated[str | None, Query(max_length=10, description="A year, month or day: 2014, 2014-11, 2014-11-02.")]
Id = Annotated[str, Path(min_length=1, max_length=_LONG)]
Party = Annotated[str | None, Query(max_length=_LONG, description="A party's id.")]


def only_known(request: Request) -> None:
    """Raise `BadFilter` for a parameter that the route does not know: a filter left out unsaid answers another question."""
    path = API + request.scope["route"].path.removeprefix(API)  # FastAPI names a route with or without its router's prefix, by version
    described = request.app.openapi()["paths"].get(path, {}).get(request.method.lower())
    if described is None:
        return
    known = {parameter["name"] for parameter in described.get("parameters", ()) if parameter["in"] == "query"}
    for name in request.query_params:
        if name not in known and name != "token":
            told = ", ".join(sorted(known)) or "none"
            raise BadFilter(f"there is no parameter {name[:50]!r} here", hint=f"those that are: {told}")


def day(words: str | None) -> datetime | None:
    """Return the midnight at which a year, month or day begins; raise `BadFilter` for anything else.

    >>> day("2014-11")
    datetime.datetime(2014, 11, 1, 0, 0)
    """
    if words is None:
        return None
    match = _DAY.fullmatch(words)
    try:
        if match is None:
            raise ValueError
        return datetime(*(int(part or 1) for part in match.groups()))  # type: ignore[arg-type]
    except ValueError:
        raise BadFilter(f"{words!r} is no date", hint="write a year, month or day: 2014, 2014-11, 2014-11-02") from None


def asked(
    *,
    actor: Annotated[list[str] | None, Query(description="An actor's id; several: all of them act.")] = None,
    recipient: Annotated[list[str] | None, Query(description="A recipient's id.")] = None,
    party: Annotated[list[str] | None, Query(description="A party's id, on either side; two: what is between or by both.")] = None,
    category: Annotated[list[str] | None, Query(description="PLOVER category; several: any of them.")] = None,
    modality: Annotated[list[str] | None, Query(description="occurred, planned, possible, negated; several: any of them.")] = None,
    place: Annotated[str | None, Query(max_length=_LONG, description="A place's id, or text in its name.")] = None,
    country: Annotated[str | None, Query(max_length=3, description="ISO 3166, three letters.")] = None,
    since: Annotated[str | None, Query(alias="from", max_length=10, description="Happened on or after this year, month or day.")] = None,
    until: Annotated[str | None, Query(alias="to", max_length=10, description="Happened before it (half open).")] = None,
    min_origins: Annotated[int | None, Query(ge=0, le=10**6, description="At least so many independent origins.")] = None,
    min_score: Annotated[float | None, Query(ge=0, le=1, description="At least this score.")] = None,
    q: Annotated[str | None, Query(max_length=_LONG, description="Words that all stand in sentences or names.")] = None,
) -> Asked:
    """Return the filters of a request."""
    return Asked(
        actors=tuple(actor or ()),
        recipients=tuple(recipient or ()),
        parties=tuple(party or ()),
        categories=_known("category", category, CATEGORIES),
        modalities=_known("modality", modality, MODALITIES),
        place=place or None,
        country=country.upper() if country else None,
        since=day(since or None),
        until=day(until or None),
        min_origins=min_origins,
        min_score=min_score,
        words=tuple((q or "").split()),
    )


def _known(name: str, given: list[str] | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the members of `known` that were given, whatever their case; raise `BadFilter` for any other."""
    spelled = {word.lower(): word for word in known}
    for word in given or ():
        if word.lower() not in spelled:
            raise BadFilter(f"{word!r} is no {name}", hint=f"one of {', '.join(known)}")
    return tuple(spelled[word.lower()] for word in given or ())


def category_of(word: str | None) -> str | None:
    """Return the PLOVER category that a word names; raise `BadFilter` for any other."""
    return _known("category", [word], CATEGORIES)[0] if word else None


def modality_of(word: str | None) -> str | None:
    """Return the modality that a word names; raise `BadFilter` for any other."""
    return _known("modality", [word], MODALITIES)[0] if word else None


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of a list: `after` is the key of the last row seen."""

    after: tuple[Any, str] | None
    limit: int


def page(
    cursor: Annotated[str | None, Query(max_length=512, description="`next` of the answer before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="How many at most.")] = 50,
) -> Page:
    """Return the page that a request asks for."""
    return Page(unwrap(cursor) if cursor else None, limit)


def key_of(after: tuple[Any, str] | None, kind: type) -> tuple[Any, str] | None:
    """Return a cursor's key if its sort value is of this kind; raise `BadFilter` for a cursor of another list."""
    if after and not isinstance(after[0], kind):
        raise BadFilter("this cursor belongs to another list", hint="give `next` of the answer before, as it came")
    return after


def reader(request: Request) -> Iterator[Store]:
    """Lend the request a connection of its own."""
    with request.app.state.library.reader() as store:
        yield store


AskedFor = Annotated[Asked, Depends(asked)]
PageOf = Annotated[Page, Depends(page)]
Reader = Annotated[Store, Depends(reader)]
