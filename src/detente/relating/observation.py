"""One piece of evidence about a dyad, as the model takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AS_TOLD = "a turn, as told"
"""Kind of the observation that a text makes which states a standing beside the act that ends it."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one piece of evidence says of a dyad: a day, a value in [-1, 1], a precision, the odds of a turn, the evidence's id.

    `first`: where the day isn't known, the first it may have been; `on` is then the last.
    """

    on: date
    value: float
    precision: float
    turn: float
    evidence: str
    kind: str
    doubts: tuple[str, ...] = ()
    first: date | None = None
