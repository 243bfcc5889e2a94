"""Average linkage (UPGMA, Sokal & Michener 1958) over log-odds: which of a component's reports tell one happening.

Knows nothing of reports. Pairs wait in a heap; a pair whose sum has changed since is dropped when it comes up and stands there anew, so
growing costs pairs x log pairs, whatever the size (looking through all pairs at each join took cubic time: a component of 2,574 reports,
which 800 articles on one war make, never ended).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

Pair = tuple[str, str]
_Candidate = tuple[float, str, str]


class Linkage:
    """Clusters by their first member, and the sums of log-odds between them.

    `odds` of a pair that is not there are `base`. Minus infinity is a contradiction: it keeps its clusters apart; so does a person's cut.
    `decided`: what people said of pairs, True for SAME; those are joined at once.
    """

    def __init__(self, names: Sequence[str], odds: Mapping[Pair, float], decided: Mapping[Pair, bool], base: float = 0.0) -> None:
        self.members = {name: [name] for name in names}
        self._base = base
        # What a pair's sum holds beyond `base` for each pair of reports; `_weights` counts those reports.
        self._beyond: dict[str, dict[str, float]] = {name: {} for name in names}
        self._weights = dict.fromkeys(names, 1)
        self._cut: dict[str, set[str]] = {name: set() for name in names}
        for (a, b), value in odds.items():
            self._beyond[a][b] = self._beyond[b][a] = value - base
        for (a, b), same in decided.items():
            if not same:
                self._cut[a].add(b)
                self._cut[b].add(a)
        self._join_decided(sorted(pair for pair, same in decided.items() if same))

    def grow(self, allowed: Callable[[str, str], bool]) -> None:
        """Join the best pair of clusters that is allowed and better than even, again and again."""
        heap = [found for a, row in self._beyond.items() for b in row if a < b and (found := self._candidate(a, b)) and allowed(a, b)]
        heapq.heapify(heap)
        while heap:
            candidate = heapq.heappop(heap)
            _, a, b = candidate
            if self._candidate(a, b) != candidate:
                continue
            self._join(a, b, sure=False)
            for other in self._beyond[a]:
                low, high = min(a, other), max(a, other)
                if (found := self._candidate(low, high)) and allowed(low, high):
                    heapq.heappush(heap, found)

    def _candidate(self, a: str, b: str) -> _Candidate | None:
        """Return a pair with how good a join would be, best first in order; None where it is no better than even, or gone."""
        if b not in self._beyond.get(a, ()) or b in self._cut[a]:
            return None
        total = self._beyond[a][b] + self._base * self._weights[a] * self._weights[b]
        return (-round(total / (len(self.members[a]) * len(self.members[b])), 9), a, b) if total > 0 else None

    def _join_decided(self, pairs: Iterable[Pair]) -> None:
        """Join what people joined, pair by pair, unless a person's cut lies between. What contradicts only one may join both."""
        at = {name: name for name in self.members}
        for a, b in pairs:
            kept, gone = sorted((at[a], at[b]))
            if kept != gone and gone not in self._cut[kept]:
                at |= dict.fromkeys(self.members[gone], kept)
                self._join(kept, gone, sure=True)

    def _join(self, kept: str, gone: str, *, sure: bool) -> None:
        """Join two clusters. What people joined (`sure`) stands to others as the nearer of its reports; else sums add up."""
        ours, theirs = self._beyond[kept], self._beyond.pop(gone)
        ours.pop(gone, None)
        theirs.pop(kept, None)
        for other in set(ours) | set(theirs):
            a, b = ours.get(other, 0.0), theirs.get(other, 0.0)
            ours[other] = self._beyond[other][kept] = max(a, b) if sure else a + b
            self._beyond[other].pop(gone, None)
        if not sure:
            self._weights[kept] += self._weights[gone]
        del self._weights[gone]
        for other in self._cut.pop(gone):
            self._cut[other].discard(gone)
            self._cut[other].add(kept)
            self._cut[kept].add(other)
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))
