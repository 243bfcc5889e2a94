"""A linear head on the shipped encoder for PLV: fitted on PLV_train inside the benchmark, never shipped.

What the head sees of a row: mean vectors of source, target, the trigger that is most about the pair, all triggers by their weight, and the
sentence; and the zero-shot answer with the categories and modalities behind it (log probabilities), so that it has only to learn where
PLV's annotators differ from our guide.
Penalty and weight of the zero-shot part are chosen by five-fold cross-validation on PLV_train, a sentence never in two folds.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from detente.bench import logistic, plv_zero
from detente.bench.probe import Probe
from detente.exchange.scoring import macro_f1

_FOLDS = 5
_WIDTH = 256
"""Principal components that the vectors are cut to: regression on 1,050 rows needs no more, and cross-validation takes seconds."""
_PENALTIES = (1e-4, 3e-4, 1e-3, 3e-3)
_TRUSTS = (0.5, 1.0, 2.0)
_LEAST = 1e-4
"""Smallest probability that a log is taken of."""


@dataclass(frozen=True, slots=True)
class Scaling:
    """How raw features become the regression's: standardised; vectors cut to their first principal components (D, 256)."""

    mean: np.ndarray
    deviation: np.ndarray
    components: np.ndarray

    @classmethod
    def fit(cls, vectors: np.ndarray, zero: np.ndarray) -> Scaling:
        """Fit on the vectors and the zero-shot part of all rows; no labels are seen."""
        both = np.concatenate([vectors, zero], axis=1)
        mean, deviation = both.mean(axis=0), both.std(axis=0) + 1e-6
        width = vectors.shape[1]
        _, _, components = np.linalg.svd((vectors - mean[:width]) / deviation[:width], full_matrices=False)
        return cls(mean, deviation, components[:_WIDTH].T)

    def apply(self, vectors: np.ndarray, zero: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return both parts scaled; rows of each have length one on average."""
        both = (np.concatenate([vectors, zero], axis=1) - self.mean) / self.deviation
        width = vectors.shape[1]
        return both[:, :width] @ self.components / width**0.5, both[:, width:] / zero.shape[1] ** 0.5


@dataclass(frozen=True, slots=True)
class Head:
    """Scaling of features, how far the zero-shot part is trusted, and the regression."""

    scaling: Scaling
    trust: float
    regression: logistic.Logistic


def features(found: Probe) -> tuple[np.ndarray, np.ndarray]:
    """Return vectors (1,920) and zero-shot log probabilities (87) of a row."""
    weights = plv_zero.trigger_weights(found)
    weights = weights / weights.sum()
    triggers = np.array([found.mean(row) for row in found.triggers])
    source = found.mean(found.given[0])
    target = found.mean(found.given[1]) if len(found.given) > 1 else np.zeros_like(source)
    best = int(weights.argmax())
    vectors = np.concatenate([source, target, triggers[best], weights @ triggers, found.vectors.mean(axis=0)])
    roots = plv_zero.trigger_roots(found)
    answers = [weights @ roots, roots[best], roots.max(axis=0)]
    readings = [weights @ found.category, weights @ found.modality, found.category[best], found.modality[best]]
    return vectors, np.log(np.maximum(np.concatenate(answers + readings), _LEAST))


def fit(probes: Sequence[Probe], labels: Sequence[str], texts: Sequence[str]) -> Head:
    """Fit on all rows, with the settings that cross-validation found best."""
    raw = _stacked(probes)
    scaling = Scaling.fit(*raw)
    vectors, zero = scaling.apply(*raw)
    folds = np.array([zlib.crc32(text.encode()) % _FOLDS for text in texts])
    gold = np.array(labels)

    def worth(setting: tuple[float, float]) -> float:
        penalty, trust = setting
        x = _joined(vectors, zero, trust)
        pairs: list[tuple[str, str]] = []
        for fold in range(_FOLDS):
            inside, outside = folds != fold, folds == fold
            if inside.any() and outside.any():
                pairs += zip(
                    gold[outside].tolist(), logistic.fit(x[inside], gold[inside].tolist(), penalty).predict(x[outside]), strict=True
                )
        return macro_f1(pairs)

    penalty, trust = max(product(_PENALTIES, _TRUSTS), key=worth)
    return Head(scaling, trust, logistic.fit(_joined(vectors, zero, trust), labels, penalty))


def predict(head: Head, probes: Sequence[Probe]) -> list[str]:
    """Return the head's root of each row."""
    return head.regression.predict(_joined(*head.scaling.apply(*_stacked(probes)), head.trust))


def _stacked(probes: Sequence[Probe]) -> tuple[np.ndarray, np.ndarray]:
    rows = [features(found) for found in probes]
    return np.array([vectors for vectors, _ in rows]), np.array([zero for _, zero in rows])


def _joined(vectors: np.ndarray, zero: np.ndarray, trust: float) -> np.ndarray:
    return np.concatenate([vectors, trust * zero], axis=1)
