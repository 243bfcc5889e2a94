"""Edges → incidents. What belongs together follows from the set of events and judgements alone, never from the order they came in (law 3).

1. A person's SAME joins, whatever else is said; a person's DIFFERENT cuts, whatever else is said; of a pair's several persons the latest.
2. Connected components of the edges that say SAME.
3. Within a component, clusters grow by average linkage (UPGMA) while the mean log-odds between two clusters stay above even: a vague
   report between two towns joins the nearer. Two clusters never join over a plain contradiction between any two of their reports, so
   that vague reports, however many, can't chain what precise ones keep apart. Reports of one article first, then across articles.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add

from detente.merging.compare import Comparison, compare
from detente.merging.incidents import incident_of
from detente.merging.judge import by_person
from detente.records import Incident, Judgement, Report, Verdict

Pair = tuple[str, str]
_UNCOMPARED = -2.0
_WHOLE = 400
"""Components up to this size are compared pair by pair; in a larger one, pairs without an edge count as log-odds -2."""


def gather(events: Iterable[Report], judgements: Iterable[Judgement]) -> list[Incident]:
    """Return the incidents of these events, by id. Every event is in exactly one."""
    reports = {event.event_id: event for event in events}
    edges = _strongest(judgement for judgement in judgements if judgement.left in reports and judgement.right in reports)
    decided = {pair: edge.verdict is Verdict.SAME for pair, edge in edges.items() if by_person(edge) and edge.verdict is not Verdict.UNSURE}
    groups = [group for component in components(reports, edges) for group in clusters(component, reports, edges, decided)]
    return sorted((incident_of([reports[name] for name in group]) for group in groups), key=lambda incident: incident.id)


def components(names: Iterable[str], edges: Mapping[Pair, Judgement]) -> list[list[str]]:
    """Return the connected components of the SAME edges, each sorted, by first member."""
    parent = {name: name for name in names}
    for (left, right), edge in edges.items():
        if edge.verdict is Verdict.SAME:
            a, b = sorted((_root(parent, left), _root(parent, right)))
            parent[b] = a
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(parent):
        found[_root(parent, name)].append(name)
    return [found[root] for root in sorted(found)]


def clusters(
    component: Sequence[str], reports: Mapping[str, Report], edges: Mapping[Pair, Judgement], decided: Mapping[Pair, bool]
) -> list[list[str]]:
    """Cut one component into the happenings it holds. `decided`: what people said of pairs, True for SAME."""
    if len(component) == 1:
        return [list(component)]
    held = frozenset(component)
    own = {pair: same for pair, same in decided.items() if pair[0] in held and pair[1] in held}
    linkage = _Linkage(component, _odds(component, reports, edges), own)
    linkage.grow(lambda a, b: reports[a].page.article_id == reports[b].page.article_id)
    linkage.grow(lambda a, b: True)
    return sorted(linkage.members.values())


class _Linkage:
    """Average linkage over sums of log-odds. Minus infinity is a contradiction: it keeps its clusters apart; so does a person's cut."""

    def __init__(self, names: Sequence[str], odds: Mapping[Pair, float], decided: Mapping[Pair, bool]) -> None:
        self.members = {name: [name] for name in names}
        self._sums: dict[str, dict[str, float]] = {name: {} for name in names}
        self._cut: dict[str, set[str]] = {name: set() for name in names}
        for (a, b), value in odds.items():
            self._sums[a][b] = self._sums[b][a] = value
        for (a, b), same in decided.items():
            if not same:
                self._cut[a].add(b)
                self._cut[b].add(a)
        self._join_decided(sorted(pair for pair, same in decided.items() if same))

    def _join_decided(self, pairs: Iterable[Pair]) -> None:
        """Join what people joined, pair by pair, unless a person's cut lies between. What contradicts only one may join both."""
        at = {name: name for name in self.members}
        for a, b in pairs:
            kept, gone = sorted((at[a], at[b]))
            if kept != gone and gone not in self._cut[kept]:
                at |= dict.fromkeys(self.members[gone], kept)
                self._join(kept, gone, max)

    def grow(self, allowed: Callable[[str, str], bool]) -> None:
        """Join the best pair of clusters that is allowed and better than even, again and again."""
        while (best := self._best(allowed)) is not None:
            self._join(*best, add)

    def _best(self, allowed: Callable[[str, str], bool]) -> Pair | None:
        found: tuple[float, str, str] | None = None
        for a, row in self._sums.items():
            for b, total in row.items():
                if a < b and total > 0 and b not in self._cut[a]:
                    mean = total / (len(self.members[a]) * len(self.members[b]))
                    candidate = (-round(mean, 9), a, b)
                    if (found is None or candidate < found) and allowed(a, b):
                        found = candidate
        return found and (found[1], found[2])

    def _join(self, kept: str, gone: str, combine: Callable[[float, float], float]) -> None:
        for other, total in self._sums.pop(gone).items():
            row = self._sums[other]
            del row[gone]
            if other != kept:
                row[kept] = self._sums[kept][other] = combine(self._sums[kept][other], total)
        for other in self._cut.pop(gone):
            self._cut[other].discard(gone)
            self._cut[other].add(kept)
            self._cut[kept].add(other)
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))


def _odds(component: Sequence[str], reports: Mapping[str, Report], edges: Mapping[Pair, Judgement]) -> dict[Pair, float]:
    """Return the machine's log-odds for each pair of a component: minus infinity for a contradiction, and nothing for two that tell too
    little, so that an article's vague sentences don't keep it from another article."""
    pairs = itertools.combinations(component, 2)
    if len(component) <= _WHOLE:
        return {(a, b): _weighed(compare(reports[a], reports[b])) for a, b in pairs}
    return {pair: _logit(edges[pair].score) if pair in edges else _UNCOMPARED for pair in pairs}


def _weighed(found: Comparison) -> float:
    if found.contradicts:
        return -math.inf
    return found.log_odds if found.opposed else max(0.0, found.log_odds)


def _strongest(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """Return one edge a pair: a person's before the machine's, the latest person's before an earlier one's."""
    edges: dict[Pair, Judgement] = {}
    for edge in judgements:
        left, right = sorted((edge.left, edge.right))
        kept = edges.get((left, right))
        if kept is None or _rank(edge) > _rank(kept):
            edges[left, right] = edge
    return edges


def _rank(edge: Judgement) -> tuple[bool, str, str, str]:
    return by_person(edge), edge.at.isoformat() if edge.at else "", edge.by, edge.verdict


def _root(parent: dict[str, str], name: str) -> str:
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name


def _logit(score: float) -> float:
    bounded = min(1 - 1e-6, max(1e-6, score))
    return math.log(bounded / (1 - bounded))
