"""Tag scores → spans: the best legal BIO sequence by Viterbi."""

from __future__ import annotations

import numpy as np

from detente.encoder import labels

_FORBIDDEN = -1e4


_INSIDE = tuple(i for i, name in enumerate(labels.TAGS) if name.startswith("I-"))
_STARTS = [_FORBIDDEN if i in _INSIDE else 0.0 for i in range(len(labels.TAGS))]


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Return log probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def best_tags(scores: np.ndarray) -> np.ndarray:
    """Return the best legal tag sequences (B, T) for log probabilities (B, T, tags)."""
    return np.array([best_sequence(each) for each in scores])


def best_sequence(scores: np.ndarray) -> np.ndarray:
    """Return the best legal tag sequence (T,) for log probabilities (T, tags).

    Viterbi, where O and B may follow anything and I only its own B or I: a step is fifteen sums on lists, in a third of the time that
    arrays of fifteen take.
    """
    rows = scores.tolist()
    best = [value + start for value, start in zip(rows[0], _STARTS, strict=True)]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(best)
        step, came = [top + value for value in row], [best.index(top)] * len(row)
        for inside in _INSIDE:
            came[inside] = inside - 1 if best[inside - 1] >= best[inside] else inside
            step[inside] = best[came[inside]] + row[inside]
        best = step
        back.append(came)
    tags = [best.index(max(best))]
    for came in reversed(back):
        tags.append(came[tags[-1]])
    return np.array(tags[::-1], dtype=np.int64)


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
