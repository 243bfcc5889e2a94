"""Shifts: turns of a dyad's state that are likely enough and large enough, told as soon as they are.

On-line: a day's verdict rests on the evidence up to that day, so replaying a batch gives what a live run gave (law 9). After a shift is
told, later ones are looked for in the regime that it began.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.relating.model import SUREST, Filter, Prior, by_day
from detente.relating.observation import Observation

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


def turns(observed: Sequence[Observation], prior: Prior | None = None, told_from: float = TOLD_FROM) -> list[Turn]:
    """Return the turns of one dyad in the order in which they are told, each resting on the evidence up to its `seen_on`."""
    prior = prior or Prior()
    runs = Filter(prior)
    found: list[Turn] = []
    for seen in by_day(observed, prior):
        state = runs.step(*seen)
        score = state.turn * _large(state.before, state.after)
        if score >= told_from:
            found.append(Turn(state.began, state.on, state.before, state.after, score))
            runs.settle(state.began)
    return found


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch without turns: its observations, and weight and deviation at its end."""

    began: date
    observed: tuple[Observation, ...]
    level: tuple[float, float]
    log_evidence: float


def regimes(observed: Sequence[Observation], prior: Prior | None = None) -> tuple[list[Regime], list[Turn]]:
    """Return the regimes of one dyad and the turns between them, each turn's score and levels by all evidence there is by now.

    A turn that was told and that later evidence speaks against is taken back: its two regimes are one.
    """
    prior = prior or Prior()
    told = turns(observed, prior) if observed[0].on < observed[-1].on else []  # most dyads have one day, and no turn in it
    while True:
        parts = _cut(observed, [turn.began for turn in told], prior)
        told = [_confirmed(turn, parts[i], parts[i + 1], prior) for i, turn in enumerate(told)]
        doubtful = min(told, key=lambda turn: turn.score, default=None)
        if doubtful is None or doubtful.score >= TOLD_FROM:
            return parts, told
        told.remove(doubtful)


def _cut(observed: Sequence[Observation], began: Sequence[date], prior: Prior) -> list[Regime]:
    edges = [observed[0].on, *began, date.max]
    return [_regime([one for one in observed if start <= one.on < end], prior) for start, end in itertools.pairwise(edges)]


def _regime(observed: Sequence[Observation], prior: Prior) -> Regime:
    runs = Filter(prior, turning=False)
    states = [runs.step(*seen) for seen in by_day(observed, prior)]
    return Regime(observed[0].on, tuple(observed), (states[-1].weight, states[-1].deviation), runs.log_evidence)


def _confirmed(turn: Turn, before: Regime, after: Regime, prior: Prior) -> Turn:
    """Weigh a turn anew: two regimes against one over all that was seen in both (a Bayes factor), and how far apart they are."""
    seen = [*before.observed, *after.observed]
    one = _regime(seen, prior).log_evidence
    declared = 1 - math.prod(1 - item.turn for item in after.observed if item.on == turn.began)
    days = (after.observed[-1].on - before.observed[0].on).days
    claimed = max(declared, 1 - math.exp(-days / prior.regime_days) / len({item.on for item in seen}) ** 0.5)
    chance = min(SUREST, max(1 - SUREST, claimed))
    odds = math.log(chance / (1 - chance)) + before.log_evidence + after.log_evidence - one
    likely = 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
    return replace(turn, before=before.level, after=after.level, score=likely * _large(before.level, after.level))


def _large(before: tuple[float, float], after: tuple[float, float]) -> float:
    """Return the probability that the weight moved by at least `SMALLEST` in the direction of its move."""
    moved = abs(after[0] - before[0])
    deviation = math.hypot(before[1], after[1])
    return 0.5 * (1 + math.erf((moved - SMALLEST) / (max(1e-9, deviation) * math.sqrt(2))))
