"""The state of a dyad through time: a Bayesian filter with change points. Why this one: docs/decisions/0009-state-of-a-relation.md.

Between turns a dyad's weight w is a mean-reverting walk (Ornstein-Uhlenbeck) seen through noise whose variance is learned per regime, a
conjugate normal-inverse-gamma model (West and Harrison 1997, ch. 4): w ~ N(mean, s²·spread), s² ~ IG(shape, scale), and an observation
of precision p is y ~ N(w, s²/p), or, one in ten, a miscoded report that could say anything: one odd report is no turn. At a turn the
weight is drawn anew. Which turns there were is summed over by run length (Adams and MacKay 2007), the hazard growing with time and with
acts that claim a turn. Runs that no longer matter are dropped.

Cost: one day of one dyad takes about 40 µs, whatever the length of its history. Memory: at most 40 runs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np

from detente.relating.observation import Observation

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a dyad before anything is seen. Chosen on simulated streams (`bench shifts`, development seeds).

    `spread`: variance of the weight in units of the noise's. `shape`, `scale`: of the noise variance; its mean is scale / (shape - 1).
    `memory_days`: time in which an unobserved weight falls to 1/e. `regime_days`: mean time between turns. `within_day`: correlation of
    reports of one day, so that forty reports of one battle don't count as forty. `stray`: share of reports that are miscoded.
    """

    spread: float = 3.0
    shape: float = 6.0
    scale: float = 0.6
    memory_days: float = 10000.0
    regime_days: float = 700.0
    within_day: float = 0.5
    stray: float = 0.1


@dataclass(frozen=True, slots=True)
class State:
    """A dyad after one day's evidence: weight and deviation over all runs, and what speaks for a turn since `since`.

    `turn`: probability that the present regime began after `since`; `began`: when, if so; `before`, `after`: weight and deviation on
    either side of it.
    """

    on: date
    weight: float
    deviation: float
    turn: float
    began: date
    before: tuple[float, float]
    after: tuple[float, float]


_HALF_LOG_TAU = 0.5 * math.log(2 * math.pi)
_ANYWHERE = 0.5
"""Density of a value that tells nothing: anything in [-1, 1]."""

SUREST = 1 - 1e-6
"""No turn is certain before what is seen, after however many claims of it on a day and however many years without a report."""

_MOST_RUNS = 40
_FORGOTTEN = 1e-5


class Filter:
    """The runs of one dyad. `step` takes a day's observation, in order of day; `settle` declares a turn as having happened.

    With `turning` false there is one regime and no turn. `log_evidence` is the log probability density of all seen so far.
    """

    def __init__(self, prior: Prior | None = None, *, turning: bool = True) -> None:
        self._prior = prior or Prior()
        self._turning = turning
        self.log_evidence = 0.0
        self._runs = np.zeros((0, 6))  # columns: start (ordinal), weight (log), mean, spread, shape, scale
        self._at: int | None = None
        self._since = 0
        self._days: list[int] = []
        self._path: list[tuple[float, float]] = []

    def step(self, on: date, value: float, precision: float, turn: float) -> State:
        """Take what was seen on a day later than all before; return the state."""
        day, prior = on.toordinal(), self._prior
        fresh = np.array([[day, 0.0, 0.0, prior.spread, prior.shape, prior.scale]])
        if self._at is None:
            self._runs, self._since = fresh, day
        elif not self._turning:
            self._drift(day - self._at)
        else:
            hazard = min(SUREST, 1 - math.exp(-(day - self._at) / prior.regime_days) * (1 - turn))
            self._drift(day - self._at)
            fresh[0, 1] = math.log(hazard)
            self._runs[:, 1] += math.log1p(-hazard)
            self._runs = np.vstack([self._runs, fresh])
        self._at = day
        self._learn(value, precision)
        self._drop()
        state = self._state(on)
        self._days.append(day)
        self._path.append((state.weight, state.deviation))
        return state

    def settle(self, began: date) -> None:
        """Count turns from `began` on only: the regime that began there is the present one."""
        self._since = began.toordinal()

    def _drift(self, days: int) -> None:
        """Let time pass: the mean reverts to nothing, the spread to the prior's."""
        kept = math.exp(-days / self._prior.memory_days)
        self._runs[:, 2] *= kept
        self._runs[:, 3] = kept**2 * self._runs[:, 3] + (1 - kept**2) * self._prior.spread

    def _learn(self, value: float, precision: float) -> None:
        """Weigh each run by how well it foresaw the value (Student's t, or a miscoded report), then let it learn as far as it believes."""
        runs, stray = self._runs, self._prior.stray
        spread = runs[:, 3] + 1 / precision
        error = value - runs[:, 2]
        surprise = error**2 / spread
        shape, scale = runs[:, 4], runs[:, 5]
        told = (1 - stray) * np.exp(_log_t(shape) - 0.5 * np.log(scale * spread) - (shape + 0.5) * np.log1p(surprise / (2 * scale)))
        either = told + stray * _ANYWHERE
        believed = told / either
        runs[:, 1] += np.log(either)
        gain = runs[:, 3] / (runs[:, 3] + 1 / (precision * np.maximum(believed, 1e-6)))
        runs[:, 2] += gain * error
        runs[:, 3] *= 1 - gain
        runs[:, 4] += believed / 2
        runs[:, 5] += believed * surprise / 2
        told_in_all = _log_sum(runs[:, 1])
        self.log_evidence += told_in_all
        runs[:, 1] -= told_in_all

    def _drop(self) -> None:
        runs = self._runs[self._runs[:, 1] > math.log(_FORGOTTEN)]
        if len(runs) > _MOST_RUNS:
            least = np.sort(runs[:, 1])[-_MOST_RUNS]
            runs = runs[runs[:, 1] >= least]
        runs[:, 1] -= _log_sum(runs[:, 1])
        self._runs = runs

    def _state(self, on: date) -> State:
        new = self._runs[:, 0] > self._since
        weight, deviation = _mixture(self._runs)
        if not new.any():
            return State(on, weight, deviation, 0.0, on, (weight, deviation), (weight, deviation))
        later = self._runs[new]
        began = int(later[np.argmax(later[:, 1]), 0])
        return State(on, weight, deviation, float(np.exp(later[:, 1]).sum()), date.fromordinal(began), self._before(began), _mixture(later))

    def _before(self, day: int) -> tuple[float, float]:
        """Return weight and deviation as they were known just before a day."""
        at = int(np.searchsorted(self._days, day)) - 1
        return self._path[max(0, at)]


def by_day(observed: Sequence[Observation], prior: Prior) -> Iterable[tuple[date, float, float, float]]:
    """Yield day, value, precision and odds of a turn: a day's reports as one, the less independent the more of them there are."""
    for on, group in groupby(observed, key=lambda one: one.on):
        seen = list(group)
        total = sum(one.precision for one in seen)
        value = sum(one.value * one.precision for one in seen) / total
        number = total**2 / sum(one.precision**2 for one in seen)
        calm = math.prod(1 - one.turn for one in seen)
        yield on, value, total / (1 + prior.within_day * (number - 1)), 1 - calm


def track(observed: Sequence[Observation], prior: Prior | None = None) -> list[State]:
    """Return the state after each day of evidence, no turn ever settled: a line to draw."""
    prior = prior or Prior()
    runs = Filter(prior)
    return [runs.step(*seen) for seen in by_day(observed, prior)]


def _mixture(runs: Array) -> tuple[float, float]:
    """Return mean and deviation over runs."""
    weights = np.exp(runs[:, 1])
    weights /= weights.sum()
    mean = float(weights @ runs[:, 2])
    variance = runs[:, 5] / (runs[:, 4] - 1) * runs[:, 3]
    return mean, math.sqrt(max(0.0, float(weights @ (variance + (runs[:, 2] - mean) ** 2))))


def _log_sum(logs: Array) -> float:
    most = float(logs.max())
    return most + math.log(float(np.exp(logs - most).sum()))


def _log_t(shape: Array) -> Array:
    """Return the log of the constant of Student's t with 2·shape degrees of freedom, its scale left out.

    ln Γ(a + ½) - ln Γ(a) by its asymptotic series (Tricomi and Erdélyi 1951): off by less than 1e-4 for a ≥ 2, at a tenth of the time.
    """
    return 0.5 * np.log(shape) + np.log1p(-1 / (8 * shape) + 1 / (128 * shape**2)) - _HALF_LOG_TAU
