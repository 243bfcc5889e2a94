"""What all answers share: parties with names, moments, quad classes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from detente.actors.calling import name_of
from detente.codebook import BOOK, CATEGORIES, MODALITIES, plover
from detente.records import TimeSpan

Json = dict[str, Any]


def party(party_id: str) -> Json:
    """Return a party as screens show it."""
    return {"id": party_id, "name": name_of(party_id)}


def parties(ids: Iterable[str] | None) -> list[Json]:
    """Return parties, in order."""
    return [party(one) for one in ids or ()]


@cache
def quads() -> tuple[list[str], list[str], list[str]]:
    """Return the quad class of each category and modality, as three lists side by side."""
    found = [(category, modality, plover(category, None, modality).quad) for category in CATEGORIES for modality in MODALITIES]
    return [one[0] for one in found], [one[1] for one in found], [one[2] for one in found]


@cache
def quad(category: str, modality: str) -> str | None:
    """Return the quad class by PLOVER's rules (a planned visit is verbal cooperation); None for what is no PLOVER category."""
    return plover(category, None, modality).quad if category in BOOK else None


def moment(value: datetime | None) -> str | None:
    """Return a moment in ISO 8601 (with its zone where it is known to be UTC), or None."""
    return value.isoformat() if value else None


def day_of(value: datetime | None) -> str | None:
    """Return the day of a moment, or None."""
    return value.date().isoformat() if value else None


def interval(start: datetime | None, end: datetime | None, grain: str | None) -> Json | None:
    """Return an interval; None where no time is known."""
    return {"start": moment(start), "end": moment(end), "grain": grain} if grain else None


def span_of(when: TimeSpan | None) -> Json | None:
    """Return a time span; None where no time is known."""
    return interval(when.start, when.end, when.grain.value) if when else None
