"""`bench shifts`: planted turns in made streams. Delay at equal false alarms, against CUSUM and an off-line change-point method.

Each method's threshold is the one that gives the wanted false alarms (one in ten dyad-years) on development seeds; figures are from
other seeds. A turn is found if a method says so within a year of it; what isn't found counts with a delay of 365 days. Any other alarm is
false. The off-line method (PELT, Killick et al. 2012, least squares) is run anew at each month's end on all that was seen by then, and
tells a change when it first appears.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from statistics import mean, median

import numpy as np

from detente.bench.figures import Figures
from detente.bench.streams import FIRST, RATES, Rate, Stream, stream
from detente.relating import turns

Detector = Callable[[Stream, float], list[int]]
WANTED = 0.1
_FOUND_WITHIN = 365
_EARLY = 10
_DEVELOPMENT, _TEST = range(1000, 1150), range(5000, 5150)
"""900 dyad-years each: one in ten is known to about a tenth of itself, so that what is equal on the ones is nearly so on the others."""

_TOO_SLOW = frozenset({("pelt", "dense")})
"""PELT anew at each of 72 month's ends, over a thousand days of events each, is too long for a bench."""

_RANGES: dict[str, tuple[float, float]] = {"ours": (0.05, 1.0), "cusum": (1.0, 40.0), "pelt": (0.5, 40.0)}
_HALVINGS = 7
"""Each method's range is halved as often: none wins by a finer threshold."""


def run(data: Path) -> Figures:
    """Make the streams, set thresholds on development seeds, measure on test seeds. Reads nothing from `data`."""
    started = time.perf_counter()
    figures: dict[str, float | None] = {}
    for name, detect in DETECTORS.items():
        kinds = [kind for kind in RATES if (name, kind) not in _TOO_SLOW]
        found = [measure(detect, RATES[kind], threshold_for(name, RATES[kind])) for kind in kinds]
        for kind, (delay, alarms, recall) in zip(kinds, found, strict=True):
            figures |= {f"{name}_{kind}_delay": delay, f"{name}_{kind}_false": alarms, f"{name}_{kind}_recall": recall}
        figures |= {f"{name}_delay": mean(delay for delay, _, _ in found), f"{name}_false_per_dyad_year": mean(a for _, a, _ in found)}
    figures |= {"delay": figures["ours_delay"], "false_per_dyad_year": figures["ours_false_per_dyad_year"]}
    return Figures("shifts", figures, {}, len(_TEST) * len(RATES), time.perf_counter() - started)


def threshold_for(name: str, rate: Rate, seeds: Sequence[int] = _DEVELOPMENT) -> float:
    """Return the lowest threshold, by bisection, whose false alarms are at most as wanted on development seeds."""
    low, high = _RANGES[name]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if measure(DETECTORS[name], rate, middle, seeds)[1] <= WANTED:
            high = middle
        else:
            low = middle
    return high


def measure(detect: Detector, rate: Rate, threshold: float, seeds: Sequence[int] = _TEST) -> tuple[float, float, float]:
    """Return mean delay in days, false alarms per dyad-year, and the share of turns found."""
    delays: list[float] = []
    false, years = 0, 0.0
    for made in _streams(rate, tuple(seeds)):
        late, wrong = judged(detect(made, threshold), made)
        delays += late
        false += wrong
        years += made.days / 365
    return mean(delays), false / years, sum(delay < _FOUND_WITHIN for delay in delays) / len(delays)


@lru_cache(maxsize=len(RATES) * 2)
def _streams(rate: Rate, seeds: tuple[int, ...]) -> tuple[Stream, ...]:
    return tuple(stream(rate, seed) for seed in seeds)


def judged(alarms: Sequence[int], made: Stream) -> tuple[list[float], int]:
    """Return each turn's delay and the number of false alarms. The first alarm within a year of a turn, and before the next, is its own.

    >>> judged([100, 420], Stream((), (400,), 2190))
    ([20.0], 1)
    """
    own: set[int] = set()
    delays: list[float] = []
    for i, turned in enumerate(made.turned):
        ends = min([turned + _FOUND_WITHIN, *made.turned[i + 1 : i + 2]])
        hit = next((alarm for alarm in sorted(alarms) if turned <= alarm < ends and alarm not in own), None)
        delays.append(float(_FOUND_WITHIN if hit is None else hit - turned))
        own |= set() if hit is None else {hit}
    return delays, len(alarms) - len(own)


def _ours(made: Stream, threshold: float) -> list[int]:
    return [(turn.seen_on - FIRST).days for turn in turns(made.observed, told_from=threshold)] if made.observed else []


def _daily(made: Stream) -> list[tuple[int, float]]:
    return [((on - FIRST).days, mean(one.value for one in seen)) for on, seen in groupby(made.observed, key=lambda one: one.on)]


def _cusum(made: Stream, threshold: float) -> list[int]:
    """Page's two-sided CUSUM on standardised daily means; level and deviation learned from ten days, anew after each alarm."""
    alarms: list[int] = []
    learning: list[float] = []
    up = down = 0.0
    for day, value in _daily(made):
        if len(learning) < _EARLY:
            learning.append(value)
            continue
        level, deviation = float(np.mean(learning)), max(0.2, float(np.std(learning)))
        step = (value - level) / deviation
        up, down = max(0.0, up + step - 0.5), max(0.0, down - step - 0.5)
        if max(up, down) > threshold:
            alarms.append(day)
            learning, up, down = [], 0.0, 0.0
    return alarms


def _pelt(made: Stream, penalty: float) -> list[int]:
    """PELT at each month's end; a change is told when it first appears with two days of events behind it."""
    daily = _daily(made)
    values = np.array([value for _, value in daily])
    alarms: list[int] = []
    told: list[int] = []
    scale = max(1e-6, median(np.abs(np.diff(values))) ** 2) if len(values) > 1 else 1.0
    for end in range(30, made.days + 1, 30):
        seen = sum(day < end for day, _ in daily)
        for cut in change_points(values[:seen], penalty * scale):
            if seen - cut >= 2 and all(abs(daily[cut][0] - daily[old][0]) > 90 for old in told):
                told.append(cut)
                alarms.append(end)
    return alarms


def change_points(values: np.ndarray, penalty: float) -> list[int]:
    """Return where the mean changes, by PELT: exact least squares with a penalty for each change."""
    count = len(values)
    sums, squares = np.concatenate([[0.0], np.cumsum(values)]), np.concatenate([[0.0], np.cumsum(values**2)])
    best, last, kept = np.full(count + 1, -penalty), np.zeros(count + 1, dtype=int), np.array([0])
    for end in range(1, count + 1):
        cost = best[kept] + squares[end] - squares[kept] - (sums[end] - sums[kept]) ** 2 / (end - kept)
        at = int(np.argmin(cost))
        best[end], last[end] = cost[at] + penalty, kept[at]
        kept = np.append(kept[cost <= best[end]], end)
    cuts: list[int] = []
    end = count
    while end > 0 and last[end] > 0:
        end = int(last[end])
        cuts.append(end)
    return cuts[::-1]


DETECTORS: dict[str, Detector] = {"ours": _ours, "cusum": _cusum, "pelt": _pelt}
