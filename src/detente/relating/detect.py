"""Shifts: turns of a dyad's state that are likely enough and large enough, told as soon as they are.

On-line: a day's verdict rests on the evidence up to that day, so replaying a batch gives what a live run gave (law 9). After a shift is
told, later ones are looked for in the regime that it began.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.relating.model import Filter, Prior, State, by_day
from detente.relating.observe import Observation

TOLD_FROM = 0.5
SMALLEST = 0.25
"""A quarter of the way from neutral to the extreme: what lies between talks (CONSULT, 2.5) and nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift before it has words: when it began, when the evidence sufficed, weight and deviation on both sides, score."""

    began: date
    seen_on: date
    before: tuple[float, float]
    after: tuple[float, float]
    score: float

    @property
    def size(self) -> float:
        """Change of weight, in [-2, 2]."""
        return self.after[0] - self.before[0]


def turns(observed: Sequence[Observation], prior: Prior | None = None, told_from: float = TOLD_FROM) -> tuple[list[Turn], list[State]]:
    """Return the turns of one dyad, in order, and its state after each day of evidence."""
    prior = prior or Prior()
    runs = Filter(prior)
    found: list[Turn] = []
    states: list[State] = []
    for seen in by_day(observed, prior):
        state = runs.step(*seen)
        states.append(state)
        score = state.turn * _large(state)
        if score >= told_from:
            found.append(Turn(state.began, state.on, state.before, state.after, score))
            runs.settle(state.began)
    return found, states


def _large(state: State) -> float:
    """Return the probability that the weight moved by at least `SMALLEST` in the direction of its move."""
    moved = abs(state.after[0] - state.before[0])
    deviation = math.hypot(state.before[1], state.after[1])
    return 0.5 * (1 + math.erf((moved - SMALLEST) / (max(1e-9, deviation) * math.sqrt(2))))
