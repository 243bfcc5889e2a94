"""Average-link clustering (Sokal and Michener 1958) of a few hundred things, in numpy."""

from __future__ import annotations

import numpy as np


def average_link(likeness: np.ndarray, least: float) -> list[list[int]]:
    """Join the two clusters of greatest mean likeness until none reaches `least`; `likeness` (N, N) is symmetric.

    >>> average_link(np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.3], [0.1, 0.3, 1.0]]), 0.5)
    [[0, 1], [2]]
    """
    count = len(likeness)
    clusters = {number: [number] for number in range(count)}
    table = np.array(likeness, dtype=np.float64)
    np.fill_diagonal(table, -np.inf)
    sizes = np.ones(count)
    while len(clusters) > 1:
        i, j = divmod(int(table.argmax()), count)
        if table[i, j] < least:
            break
        merged = (table[i] * sizes[i] + table[j] * sizes[j]) / (sizes[i] + sizes[j])
        table[i], table[:, i] = merged, merged
        table[i, i] = -np.inf
        table[j], table[:, j] = -np.inf, -np.inf
        sizes[i] += sizes[j]
        clusters[i] += clusters.pop(j)
    return [sorted(cluster) for cluster in clusters.values()]
