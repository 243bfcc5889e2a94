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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.merging.compare import Comparison, compare
from detente.merging.incidents import incident_of
from detente.merging.judge import by_person
from detente.merging.linkage import Linkage, Pair
from detente.records import Incident, Judgement, Report, Verdict

_UNCOMPARED = -2.0
_WHOLE = 120
"""Components up to this size are compared pair by pair, which takes a tenth of a second at most when they grow by a report; in a larger
one, pairs without an edge count as log-odds -2."""
_REMEMBERED = 200_000
"""Pairs that a memory holds before it begins anew: about 40 MB."""


@dataclass(slots=True)
class Memory:
    """What gathering found before, for who gathers the same reports again and again: log-odds of pairs, incidents by their events.

    Both follow from the reports alone, and reports never change.
    """

    odds: dict[Pair, float] = field(default_factory=dict)
    incidents: dict[tuple[str, ...], Incident] = field(default_factory=dict)


def gather(events: Iterable[Report], judgements: Iterable[Judgement], memory: Memory | None = None) -> list[Incident]:
    """Return the incidents of these events, by id. Every event is in exactly one.

    An incident that `memory` holds is the same object again.
    """
    memory = Memory() if memory is None else memory
    reports = {event.event_id: event for event in events}
    edges = _strongest(judgement for judgement in judgements if judgement.left in reports and judgement.right in reports)
    decided = {pair: edge.verdict is Verdict.SAME for pair, edge in edges.items() if by_person(edge) and edge.verdict is not Verdict.UNSURE}
    groups = [group for component in components(reports, edges) for group in clusters(component, reports, edges, decided, memory)]
    return sorted((_told(group, reports, memory) for group in groups), key=lambda incident: incident.id)


def _told(group: Sequence[str], reports: Mapping[str, Report], memory: Memory) -> Incident:
    events = tuple(sorted(group))
    return memory.incidents.get(events) or incident_of([reports[name] for name in events])


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
    component: Sequence[str],
    reports: Mapping[str, Report],
    edges: Mapping[Pair, Judgement],
    decided: Mapping[Pair, bool],
    memory: Memory,
) -> list[list[str]]:
    """Cut one component into the happenings it holds. `decided`: what people said of pairs, True for SAME."""
    if len(component) == 1:
        return [list(component)]
    held = frozenset(component)
    own = {pair: same for pair, same in decided.items() if pair[0] in held and pair[1] in held}
    if len(component) <= _WHOLE:
        linkage = Linkage(component, _compared(component, reports, memory), own)
    else:
        linkage = Linkage(component, _judged(held, edges), own, _UNCOMPARED)
    linkage.grow(lambda a, b: reports[a].page.article_id == reports[b].page.article_id)
    linkage.grow(lambda a, b: True)
    return sorted(linkage.members.values())


def _compared(component: Sequence[str], reports: Mapping[str, Report], memory: Memory) -> dict[Pair, float]:
    """Return the machine's log-odds for each pair of a component: minus infinity for a contradiction, and nothing for two that tell too
    little, so that an article's vague sentences don't keep it from another article."""
    odds = {}
    for pair in itertools.combinations(component, 2):
        known = memory.odds.get(pair)
        if known is None:
            if len(memory.odds) >= _REMEMBERED:
                memory.odds.clear()
            known = memory.odds[pair] = _weighed(compare(reports[pair[0]], reports[pair[1]]))
        odds[pair] = known
    return odds


def _judged(component: frozenset[str], edges: Mapping[Pair, Judgement]) -> dict[Pair, float]:
    return {pair: _logit(edge.score) for pair, edge in edges.items() if pair[0] in component and pair[1] in component}


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
