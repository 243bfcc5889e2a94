"""The best one-to-one assignment: Kuhn (1955) and Munkres, with potentials, in the sparse case that alignments of clusters are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

Pair = tuple[int, int]


def best_total(worth: Mapping[Pair, float]) -> float:
    """Return the greatest total worth of pairs of which none shares a left or a right side; pairs not given are worth nothing.

    Only what is joined by pairs competes, so each connected part is solved by itself.

    >>> best_total({(0, 0): 3.0, (0, 1): 2.0, (1, 0): 2.5})
    4.5
    """
    return sum(_solved(part, worth) for part in _parts(worth))


def _parts(worth: Mapping[Pair, float]) -> list[list[Pair]]:
    """Pairs by connected part of the graph they make."""
    by_node: dict[tuple[str, int], list[Pair]] = defaultdict(list)
    for left, right in worth:
        by_node["left", left].append((left, right))
        by_node["right", right].append((left, right))
    parts, seen = [], set[tuple[str, int]]()
    for start in by_node:
        if start in seen:
            continue
        seen.add(start)
        queue, part = [start], set[Pair]()
        while queue:
            for pair in by_node[queue.pop()]:
                part.add(pair)
                fresh = [node for node in (("left", pair[0]), ("right", pair[1])) if node not in seen]
                seen.update(fresh)
                queue += fresh
        parts.append(sorted(part))
    return parts


def _solved(part: Sequence[Pair], worth: Mapping[Pair, float]) -> float:
    lefts, rights = sorted({left for left, _ in part}), sorted({right for _, right in part})
    if len(lefts) > len(rights):
        worth = {(right, left): value for (left, right), value in worth.items() if (left, right) in set(part)}
        lefts, rights = rights, lefts
    costs = [[-worth.get((left, right), 0.0) for right in rights] for left in lefts]
    return -_least_cost(costs)


def _least_cost(costs: Sequence[Sequence[float]]) -> float:
    """Least total cost of giving each row (at most as many as columns) a column of its own: shortest augmenting paths, O(rows² columns)."""
    rows, columns = len(costs), len(costs[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    holder = [0] * (columns + 1)
    for row in range(1, rows + 1):
        holder[0], at = row, 0
        least, came = [math.inf] * (columns + 1), [0] * (columns + 1)
        done = [False] * (columns + 1)
        while holder[at]:
            done[at] = True
            here, step, following = holder[at], math.inf, 0
            for column in range(1, columns + 1):
                if done[column]:
                    continue
                reduced = costs[here - 1][column - 1] - row_price[here] - column_price[column]
                if reduced < least[column]:
                    least[column], came[column] = reduced, at
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if done[column]:
                    row_price[holder[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            at = following
        while at:
            holder[at] = holder[came[at]]
            at = came[at]
    return sum(costs[holder[column] - 1][column - 1] for column in range(1, columns + 1) if holder[column])
