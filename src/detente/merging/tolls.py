"""Tolls: whether two reports' counts agree, and what many claims come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from detente.records import Toll

_LIKE = 1.5
"""Tolls grow while bodies are found; 10 against 15 is one happening seen earlier and later."""

_FAR = 3.0
_SMALL = 5
"""Half of all attacks that kill anybody kill at most five: the same small number is no great coincidence."""

Finding = tuple[str, tuple[Any, ...]]


def agreement(a: Iterable[Toll], b: Iterable[Toll]) -> list[Finding]:
    """Return the level of the first kind of count that both give: same, alike, or (three times as many) other."""
    others = {toll.kind: toll for toll in b}
    for toll in a:
        other = others.get(toll.kind)
        if other and (found := _pair(toll, other)):
            return [found]
    return []


def _pair(a: Toll, b: Toll) -> Finding | None:
    one, two = _number(a), _number(b)
    if one is None or two is None:
        return None
    low, high = sorted((one, two))
    if low == high:
        return ("same_toll" if low > _SMALL else "same_small_toll"), (f"{a.kind} {low}",)
    ratio = (high + 1) / (low + 1)
    said = f"{a.kind} {low} and {high}"
    return ("like_toll", (said,)) if ratio <= _LIKE else ("other_toll", (said,)) if ratio > _FAR else None


def span(claims: Sequence[tuple[Toll, ...]]) -> tuple[Toll, ...]:
    """Return one toll a kind over claims in order of publication: the lowest, the highest, and as best the latest best.

    >>> span([(Toll("killed", 10, 10, None),), (Toll("killed", None, 15, 20),)])
    (Toll(kind='killed', low=10, best=15, high=20),)
    """
    kinds = dict.fromkeys(toll.kind for claim in claims for toll in claim)
    return tuple(_span(kind, [toll for claim in claims for toll in claim if toll.kind == kind]) for kind in sorted(kinds))


def _span(kind: str, tolls: Sequence[Toll]) -> Toll:
    numbers = [number for toll in tolls for number in (toll.low, toll.best, toll.high) if number is not None]
    best = [toll.best for toll in tolls if toll.best is not None]
    return Toll(kind, min(numbers, default=None), best[-1] if best else None, max(numbers, default=None))


def _number(toll: Toll) -> int | None:
    return next((number for number in (toll.best, toll.low, toll.high) if number is not None), None)
