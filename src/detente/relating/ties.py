"""The state of a dyad in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from detente.relating.observation import AS_TOLD, Observation

HOSTILE, TRUCE, COOPERATING, ALLIED, MIXED = "hostile", "truce", "cooperating", "allied", "mixed"
_SURE = 0.8
_LEANS = 0.1
_DEEP = 0.55
"""Weight from which cooperation is an alliance: between words (SUPPORT, 5) and deeds (RETREAT, 6.5; COOPERATE, 9.5)."""

_TRUCES = frozenset({"CONCEDE", "RETREAT-ceasefire", "AGREE", AS_TOLD})


def in_words(weight: float, deviation: float, before: str | None, observed: Iterable[Observation]) -> str:
    """Return the tie that a weight, its deviation and the regime's evidence make.

    Steps: 1. surely below nothing: hostile; 2. after hostility, an accord or ceasefire and no sure hostility: truce, until deeds make it
    more; 3. surely above nothing: allied where deep, else cooperating; 4. mixed.
    """
    below = _below(0.0, weight, deviation)
    if below >= _SURE and weight <= -_LEANS:
        return HOSTILE
    deep = weight - deviation >= _DEEP or (weight >= _DEEP and any(one.kind.startswith("allied") for one in observed))
    if before == HOSTILE and not deep and any(one.kind in _TRUCES and one.value > 0 for one in observed):
        return TRUCE
    if 1 - below >= _SURE and weight >= _LEANS:
        return ALLIED if deep else COOPERATING
    return MIXED


def doubts_of(observed: Sequence[Observation]) -> tuple[str, ...]:
    """Return the doubts that all the evidence shares, in order."""
    told = [one for one in observed if one.doubts or one.precision > 0.01]
    shared = set.intersection(*(set(one.doubts) for one in told)) if told else set()
    return tuple(doubt for doubt in (told[0].doubts if told else ()) if doubt in shared)


def _below(bound: float, weight: float, deviation: float) -> float:
    return 0.5 * (1 + math.erf((bound - weight) / (max(1e-9, deviation) * math.sqrt(2))))
