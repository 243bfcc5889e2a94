"""Merging as a whole: all at once (`rebuild`), or article by article (`Live`), with the same result (law 9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.merging.blocks import Blocks, pairs
from detente.merging.compare import compare
from detente.merging.gather import Memory, gather
from detente.merging.judge import KEPT_FROM, by_person, judgement
from detente.records import Incident, Judgement, Report, Verdict


def rebuild(reports: Iterable[Report], person_judgements: Iterable[Judgement] = ()) -> tuple[list[Judgement], list[Incident]]:
    """Return the machine's judgements and the incidents of all reports, people's judgements having their say."""
    told = list({report.event_id: report for report in reports}.values())
    machine = [judgement(a, b, found) for a, b in pairs(told) if (found := compare(a, b)).score >= KEPT_FROM]
    machine.sort(key=lambda edge: (edge.left, edge.right))
    return machine, gather(told, [*machine, *person_judgements])


@dataclass(frozen=True, slots=True)
class Merged:
    """What an arrival changed: new judgements, the incidents that are new or not as they were, and the ids of those that are no more."""

    judgements: list[Judgement]
    incidents: list[Incident]
    gone: tuple[str, ...]


class Live:
    """All reports so far, ready for the next article: only the component that it touches is gathered anew."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._blocks = Blocks()
        self._reports: dict[str, Report] = {}
        self._edges: dict[str, list[Judgement]] = defaultdict(list)
        self._incident_of: dict[str, str] = {}
        self._events_of: dict[str, tuple[str, ...]] = {}
        self._memory = Memory()
        for edge in judgements:
            self._keep(edge)

    def hold(self, told: Iterable[Report], incidents: Iterable[Incident] = ()) -> None:
        """Keep reports whose judgements and incidents are stored already, without judging them again.

        With their `incidents`, a later arrival can say which of them are no more.
        """
        for incident in incidents:
            self._know(incident)
        for report in told:
            self._blocks.add(report)
            self._reports[report.event_id] = report

    def take(self, new: Sequence[Report]) -> Merged:
        """Take the reports of one article, or of many."""
        fresh = [report for report in new if report.event_id not in self._reports]
        judged: list[Judgement] = []
        for report in fresh:
            for other in self._blocks.near(report):
                found = compare(other, report)
                if found.score >= KEPT_FROM:
                    judged.append(judgement(other, report, found))
            self._blocks.add(report)
            self._reports[report.event_id] = report
        for edge in judged:
            self._keep(edge)
        return self._gathered(judged, [report.event_id for report in fresh])

    def decide(self, edge: Judgement) -> Merged:
        """Take a person's judgement."""
        self._keep(edge)
        return self._gathered([edge], [name for name in (edge.left, edge.right) if name in self._reports])

    def _keep(self, edge: Judgement) -> None:
        edge = replace(edge, detail="")  # the store has it; a hundred thousand of them, as a war makes, took 100 MB
        self._edges[edge.left].append(edge)
        self._edges[edge.right].append(edge)

    def _gathered(self, judged: list[Judgement], touched: Sequence[str]) -> Merged:
        names = self._reach(touched)
        edges = {(edge.left, edge.right, edge.by): edge for name in names for edge in self._edges.get(name, ())}
        incidents = gather([self._reports[name] for name in sorted(names)], edges.values(), self._memory)
        told = [incident for incident in incidents if incident.event_ids not in self._memory.incidents]
        kept = {incident.id for incident in incidents}
        before = {self._incident_of[name] for name in names if name in self._incident_of}
        for events in {self._events_of[name] for name in before}:
            self._memory.incidents.pop(events, None)
        for incident in incidents:
            self._know(incident)
        gone = tuple(sorted(before - kept))
        for name in gone:
            del self._events_of[name]
        return Merged(judged, told, gone)

    def _know(self, incident: Incident) -> None:
        self._incident_of |= dict.fromkeys(incident.event_ids, incident.id)
        self._events_of[incident.id] = incident.event_ids
        self._memory.incidents[incident.event_ids] = incident

    def _reach(self, touched: Iterable[str]) -> set[str]:
        """Return the events that SAME edges, or a person's edge, join with the touched ones."""
        reached, queue = set(touched), list(touched)
        while queue:
            name = queue.pop()
            for edge in self._edges.get(name, ()):
                other = edge.right if edge.left == name else edge.left
                if other in self._reports and other not in reached and (edge.verdict is Verdict.SAME or by_person(edge)):
                    reached.add(other)
                    queue.append(other)
        return reached
