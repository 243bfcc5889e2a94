"""Multinomial logistic regression in numpy: enough for a head on fixed vectors, no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_STEPS = 300
"""Of Nesterov's method; leaves a slope below 1e-3 (see its test)."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """weights (D + 1, C), the last row a bias; `classes` in column order."""

    weights: np.ndarray
    classes: tuple[str, ...]

    def predict(self, x: np.ndarray) -> list[str]:
        """Return the likeliest class of each row of `x` (N, D)."""
        return [self.classes[i] for i in (_with_bias(x) @ self.weights).argmax(axis=1)]


def fit(x: np.ndarray, labels: Sequence[str], penalty: float) -> Logistic:
    """Fit on `x` (N, D) with an L2 `penalty` on the mean loss; the bias is free.

    Nesterov's accelerated gradient with the step that the largest eigenvalue of the data allows (Böhning's bound: half of it).
    """
    classes = tuple(sorted(set(labels)))
    data = _with_bias(x)
    wanted = np.zeros((len(labels), len(classes)))
    wanted[np.arange(len(labels)), [classes.index(label) for label in labels]] = 1.0
    shrink = np.full((data.shape[1], 1), penalty)
    shrink[-1] = 0.0
    step = 1.0 / (0.5 * _largest_eigenvalue(data) + penalty)
    weights = ahead = np.zeros((data.shape[1], len(classes)))
    for turn in range(_STEPS):
        slope = data.T @ (_softmax(data @ ahead) - wanted) / len(data) + shrink * ahead
        moved = ahead - step * slope
        ahead = moved + turn / (turn + 3) * (moved - weights)
        weights = moved
    return Logistic(weights, classes)


def _with_bias(x: np.ndarray) -> np.ndarray:
    return np.concatenate([x, np.ones((len(x), 1))], axis=1)


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _largest_eigenvalue(data: np.ndarray, rounds: int = 30) -> float:
    """Of the covariance (uncentred), by power iteration; a tenth is added so that the step stays safe."""
    vector = np.ones(data.shape[1])
    for _ in range(rounds):
        vector = data.T @ (data @ vector) / len(data)
        vector /= np.linalg.norm(vector)
    return 1.1 * float(np.linalg.norm(data @ vector) ** 2 / len(data))
