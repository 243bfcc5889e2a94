"""Tag scores → spans: the best legal BIO sequence by Viterbi, many windows at once."""

from __future__ import annotations

import numpy as np

from detente.encoder import labels

_FORBIDDEN = -1e4


def _transitions() -> np.ndarray:
    """Scores (from, to): I of a kind may follow only B or I of that kind."""
    size = len(labels.TAGS)
    allowed = np.zeros((size, size), dtype=np.float32)
    for to, name in enumerate(labels.TAGS):
        if name.startswith("I-"):
            allowed[:, to] = _FORBIDDEN
            allowed[to - 1, to] = allowed[to, to] = 0.0
    return allowed


_TRANSITIONS = _transitions()
_STARTS = np.array([_FORBIDDEN if name.startswith("I-") else 0.0 for name in labels.TAGS], dtype=np.float32)


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Return log probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def best_tags(scores: np.ndarray) -> np.ndarray:
    """Return the best legal tag sequence (B, T) for log probabilities (B, T, tags)."""
    batch, length, _ = scores.shape
    best = scores[:, 0] + _STARTS
    back = np.zeros((length, batch, scores.shape[2]), dtype=np.intp)
    for t in range(1, length):
        reach = best[:, :, None] + _TRANSITIONS
        reach.argmax(axis=1, out=back[t])
        best = reach.max(axis=1) + scores[:, t]
    tags = np.zeros((batch, length), dtype=np.int64)
    tags[:, -1] = best.argmax(axis=-1)
    rows = np.arange(batch)
    for t in range(length - 1, 0, -1):
        tags[:, t - 1] = back[t][rows, tags[:, t]]
    return tags


def spans_of(tags: np.ndarray) -> list[tuple[int, int, int]]:
    """Return (first piece, last piece, kind) of each span in one tag sequence (T,).

    >>> spans_of(np.array([0, 1, 2, 0, 13, 14, 14]))
    [(1, 2, 0), (4, 6, 6)]
    """
    spans: list[tuple[int, int, int]] = []
    for i in np.flatnonzero(tags):
        if tags[i] % 2:
            spans.append((int(i), int(i), int(tags[i]) // 2))
        elif spans and spans[-1][1] == i - 1:
            spans[-1] = (spans[-1][0], int(i), spans[-1][2])
    return spans
