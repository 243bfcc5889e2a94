"""What is asked of the gazetteer and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.records import Place, Precision


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place phrase with the words around it (a few dozen characters do)."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known of the article: weights of countries (ISO 3166 alpha-3 → at will, e.g. mentions of their actors), and its outlet.

    `outlet` is a name or a domain; where it holds a place's name ("Concord Monitor") that place's surroundings gain a little.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answer for one phrase. `place` is None where nothing is named or nothing known bears the name.

    A region's place holds the middle of an area of `radius_km`; it is no pin. `score` in [0, 1]: share of this place among the rivals.
    """

    place: Place | None
    precision: Precision
    score: float
    detail: str
    radius_km: int = 0
