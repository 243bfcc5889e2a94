"""`bench forecast`: ICEWS14, who is the other side? Filtered mean reciprocal rank, single step, over both directions.

`recurrency_mrr`: the recurrency baseline (`recurrency.py`), its settings chosen on the validation days. `mrr`: ours, a conditional
logit over what happened before (`forecast_history.py`) and the state of the dyad, weights fitted on the validation days.
`stateless_mrr`: the same without the dyad's state, which says what the state adds. The test days choose nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.bench.figures import Figures
from detente.bench.forecast_history import NAMES, STATE, History
from detente.bench.quadruples import Quadruples, Question, by_day, questions, read, reciprocal_ranks
from detente.bench.recurrency import DEFAULT, Choice, Memory

PUBLISHED = {
    "recurrency baseline (Gastinger et al. 2024)": {"mrr": 0.372},
    "best of their comparison": {"mrr": 0.474},
}
_EVERY = 3
"""Every third question of the validation days is fitted on: some four thousand for three dozen weights."""

_ROUNDS = 150
_PENALTY = 1e-3
_NOBODY = -1e9


@dataclass(frozen=True, slots=True)
class Case:
    """A question described: candidates (N,), features (N, F)."""

    question: Question
    candidates: np.ndarray
    features: np.ndarray


def run(data: Path) -> Figures:
    """Learn from Train, choose and fit on Valid, measure Test."""
    started = time.perf_counter()
    known = read(data / "icews14")
    history = History(known.entities, known.relations)
    for day, triples in by_day(known.train, len(known.relations)):
        history.learn(day, triples)
    cases = [case for number, case in enumerate(walked(history, known, known.valid)) if number % _EVERY == 0]
    blind = [not name.startswith(STATE) for name in NAMES]
    weights = [fit(cases, np.array(seen, dtype=bool)) for seen in ([True] * len(NAMES), blind)]
    del cases
    ranks: list[list[float]] = [[], []]

    for case in walked(history, known, known.test):
        for out, weight in zip(ranks, weights, strict=True):
            out += ranked(case, weight, len(known.entities)).tolist()
    hits = float(np.mean(np.array(ranks[0]) >= 0.1))
    figures: dict[str, float | None] = {
        "mrr": float(np.mean(ranks[0])),
        "recurrency_mrr": recurrency(known),
        "stateless_mrr": float(np.mean(ranks[1])),
        "hits_at_10": hits,
    }
    return Figures("forecast", figures, PUBLISHED, len(ranks[0]), time.perf_counter() - started, {"weights": _named(weights[0])})


def recurrency(known: Quadruples) -> float:
    """Return the baseline's MRR on Test."""
    memory, choice, ranks = Memory(len(known.entities)), Choice(), list[float]()
    for day, triples in by_day(known.train, len(known.relations)):
        memory.learn(day, triples)
    for day, triples in by_day(known.valid, len(known.relations)):
        for question in questions(day, triples):
            choice.note(question, memory)
        memory.learn(day, triples)
    best = choice.best()
    for day, triples in by_day(known.test, len(known.relations)):
        for question in questions(day, triples):
            scores = memory.scores(question, np.array([best.get(question.relation, DEFAULT)]))[0]
            ranks += reciprocal_ranks(scores, question.answers).tolist()
        memory.learn(day, triples)
    return float(np.mean(ranks))


def walked(history: History, known: Quadruples, rows: np.ndarray) -> Iterator[Case]:
    """Yield the questions of each day as described before the day is known, then let the history learn it."""
    for day, triples in by_day(rows, len(known.relations)):
        for question in questions(day, triples):
            candidates, features = history.rows(question)
            yield Case(question, candidates, features.astype(np.float32))
        history.learn(day, triples)


def fit(cases: Iterable[Case], used: np.ndarray) -> np.ndarray:
    """Return weights (F,) of a conditional logit (McFadden 1974), fitted by Nesterov's method with L2; `used` (F,) may leave features out.

    The step follows from the largest variance that the features can have within a question (Böhning's bound).
    """
    told = [(case, np.flatnonzero(np.isin(case.candidates, case.question.answers))) for case in cases]
    told = [(case, right) for case, right in told if len(right)]
    scale = np.sqrt(np.mean([np.square(case.features).mean(axis=0) for case, _ in told], axis=0)) + 1e-3
    scaled = [(case.features / scale.astype(np.float32) * used.astype(np.float32), right) for case, right in told]
    step = 1.0 / (0.5 * max(1.0, float(np.mean([np.square(features[right]).sum(axis=1).mean() for features, right in scaled]))))
    weights = ahead = np.zeros(len(used))
    for turn in range(_ROUNDS):
        slope = np.mean([_slope(features, right, ahead) for features, right in scaled], axis=0) + _PENALTY * ahead
        moved = ahead - step * slope
        ahead = moved + turn / (turn + 3) * (moved - weights)
        weights = moved
    return np.asarray(weights * used / scale)


def _slope(features: np.ndarray, right: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Slope of minus the mean log-probability of the right answers."""
    scores = features @ weights.astype(np.float32)
    powers = np.exp(scores - scores.max())
    return np.asarray((powers / powers.sum()) @ features - features[right].mean(axis=0))


def ranked(case: Case, weights: np.ndarray, entities: int) -> np.ndarray:
    """Reciprocal ranks of a question's answers; all who are no candidate tie behind those who are."""
    scores = np.full(entities, _NOBODY)
    scores[case.candidates] = case.features @ weights
    return reciprocal_ranks(scores, case.question.answers)


def _named(weights: np.ndarray) -> dict[str, float]:
    return {name: round(float(weight), 3) for name, weight in zip(NAMES, weights, strict=True)}
