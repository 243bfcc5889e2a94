"""Article by article, what `derive` concludes all at once: only incidents and dyads that an arrival touches are told anew (law 9).

Killed at any moment, it goes on: codings are facts, and whatever is not yet in an incident is taken when it opens again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from detente import merging, relating
from detente.derive import derive
from detente.merging.judge import by_person
from detente.records import Article, Coding, Incident, Judgement, Report
from detente.relating import Stated
from detente.store import Changed, Changes, Store

Coded = tuple[Article, Coding]
Item = TypeVar("Item")


class Arrivals:
    """The world so far, held in memory, ready for the next article. Writes what changes into the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open()

    def take(self, coded: Sequence[Coded]) -> Changed:
        """Take codings that the store has just been given; returns the incidents and shifts that are new or not as they were.

        A page that was coded before, by another coder, takes its earlier events out of the world: then all is concluded anew.
        """
        again = [article for article, _ in coded if self._article_of.get(article.capture_id, article.id) != article.id]
        if again or any(article.id in self._coder_of and self._coder_of[article.id] != coding.coder_id for article, coding in coded):
            return self._anew()
        fresh = list({article.id: (article, coding) for article, coding in coded if article.id not in self._coder_of}.values())
        for article, coding in fresh:
            self._know(article, coding)
        reports = [report for article, coding in fresh for report in merging.reports_of(article, coding)]
        stated = [tie for article, coding in fresh for tie in relating.stated_of(article, coding)]
        return self._change(self._merging.take(reports), stated)

    def decide(self, edge: Judgement) -> Changed:
        """Take a person's judgement that the store has just been given; a changed mind concludes all anew."""
        if (edge.left, edge.right, edge.by) in self._decided:
            return self._anew()
        self._decided.add((edge.left, edge.right, edge.by))
        merged = self._merging.decide(edge)
        return self._change(merging.Merged([], merged.incidents, merged.gone), [])

    def _change(self, merged: merging.Merged, stated: Iterable[Stated]) -> Changed:
        told = self._relating.take(merged.incidents, merged.gone, stated)
        changes = Changes(merged.judgements, merged.incidents, merged.gone, told.dyads, told.relations, told.shifts)
        return self._store.change(changes)

    def _open(self) -> None:
        """Hold what is stored; take what was coded since it was last told, unless some of it is out of date: then conclude all anew."""
        self._article_of: dict[str, str] = {}
        self._coder_of: dict[str, str] = {}
        reports: list[Report] = []
        stated: list[Stated] = []
        for article, coding in self._store.codings():  # texts go again one by one; what is held is what merging and relating hold
            self._know(article, coding)
            reports += merging.reports_of(article, coding)
            stated += relating.stated_of(article, coding)
        reports += self._store.world.reports()
        incidents = self._store.world.incidents()
        if _events(incidents) - {report.event_id for report in reports}:
            derive(self._store)
            incidents = self._store.world.incidents()
        self._hold(reports, stated, incidents)

    def _hold(self, reports: Iterable[Report], stated: Iterable[Stated], incidents: Sequence[Incident]) -> None:
        judgements, relations = self._store.judgements(), self._store.world.relations()
        events, ties = _events(incidents), {name for relation in relations for name in relation.tie_ids}
        old, late = _parted(reports, lambda report: report.event_id in events)
        held, unheld = _parted(stated, lambda tie: tie.id in ties)
        self._decided = {(edge.left, edge.right, edge.by) for edge in judgements if by_person(edge)}
        self._merging = merging.Live(judgements)
        self._merging.hold(old, incidents)
        self._relating = relating.Live(relating.states_of)
        self._relating.hold(incidents, held, relations, self._store.world.shifts())
        if late or unheld:
            self._change(self._merging.take(late), unheld)

    def _anew(self) -> Changed:
        before = {one.id: one for one in self._store.world.incidents()}, {one.id: one for one in self._store.world.shifts()}
        derive(self._store)
        self._open()
        changed = Changed(
            tuple(one for one in self._store.world.incidents() if before[0].get(one.id) != one),
            tuple(one for one in self._store.world.shifts() if before[1].get(one.id) != one),
        )
        self._store.watching.signal(changed.signals)
        return changed

    def _know(self, article: Article, coding: Coding) -> None:
        self._article_of[article.capture_id] = article.id
        self._coder_of[article.id] = coding.coder_id


def _events(incidents: Iterable[Incident]) -> set[str]:
    return {name for incident in incidents for name in incident.event_ids}


def _parted(items: Iterable[Item], known: Callable[[Item], bool]) -> tuple[list[Item], list[Item]]:
    """Return the items that are known, and those that are not, in their order."""
    found: tuple[list[Item], list[Item]] = ([], [])
    for item in items:
        found[0 if known(item) else 1].append(item)
    return found
