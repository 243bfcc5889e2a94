"""Relating article by article: what comes, changes or goes tells only the dyads that it touches anew, with the result of `rebuild` (law 9).

Held in memory: each dyad's observations, stated ties and relations, and the few incidents in which two act side by side against a third.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.records import Dyad, Incident, Relation, Shift
from detente.relating.model import Prior
from detente.relating.observation import Observation
from detente.relating.observe import Parents, of_dyad, of_incident, pair
from detente.relating.standing import common_enemies, stated_relations
from detente.relating.stated import Stated
from detente.relating.tell import tell_dyad
from detente.relating.ties import ALLIED, COOPERATING, HOSTILE, TRUCE

BONDS = frozenset({TRUCE, COOPERATING, ALLIED})


@dataclass(frozen=True, slots=True)
class Told:
    """What replaces all that was told of `dyads` (unordered pairs), dyad by dyad."""

    dyads: tuple[Dyad, ...]
    relations: list[Relation]
    shifts: list[Shift]


@dataclass(frozen=True, slots=True)
class _Told:
    """One dyad's relations and shifts, without common enemies, which follow from several dyads."""

    relations: tuple[Relation, ...] = ()
    shifts: tuple[Shift, ...] = ()

    @property
    def hostile(self) -> bool:
        return any(one.tie == HOSTILE for one in self.relations)

    @property
    def bound(self) -> bool:
        return any(one.tie in BONDS for one in self.relations)


_NOTHING = _Told()


class Live:
    """All evidence so far, by dyad."""

    def __init__(self, parents: Parents | None = None, prior: Prior | None = None) -> None:
        self._parents, self._prior = parents, prior
        self._articles: dict[str, tuple[str, ...]] = {}
        self._seen: dict[Dyad, dict[str, Observation]] = defaultdict(dict)
        self._said: dict[Dyad, list[Stated]] = defaultdict(list)
        self._deeds: dict[Dyad, dict[str, Incident]] = defaultdict(dict)
        self._dyads_of: dict[str, tuple[Dyad, ...]] = {}
        self._told: dict[Dyad, _Told] = {}
        self._enemies: dict[Dyad, list[Relation]] = {}
        self._near: dict[str, set[str]] = defaultdict(set)

    def hold(self, incidents: Iterable[Incident], stated: Iterable[Stated], relations: Iterable[Relation], shifts: Iterable[Shift]) -> None:
        """Keep what is stored already, without telling it again."""
        for incident in incidents:
            self._add(incident)
        for tie in stated:
            self._said[pair(tie.a, tie.b)].append(tie)
        known: dict[Dyad, tuple[list[Relation], list[Shift]]] = defaultdict(lambda: ([], []))
        for relation in relations:
            if relation.against is None:
                known[pair(*relation.dyad)][0].append(relation)
            else:
                self._enemies.setdefault(relation.dyad, []).append(relation)
        for shift in shifts:
            known[shift.dyad][1].append(shift)
        for dyad, (told, moves) in known.items():
            stands = stated_relations(self._said.get(dyad, ()))
            states = [one for one in told if one not in stands]
            self._keep(dyad, _Told((*states, *stands), tuple(moves)))

    def take(self, changed: Iterable[Incident], gone: Iterable[str] = (), stated: Iterable[Stated] = ()) -> Told:
        """Take incidents that are new or not as they were, the ids of those that are no more, and newly stated ties."""
        touched: set[Dyad] = set()
        sides: set[Dyad] = set()
        for name in gone:
            self._drop(name, touched, sides)
        for incident in changed:
            self._drop(incident.id, touched, sides)
            self._add(incident)
            self._mark(incident.id, touched, sides)
        for tie in stated:
            dyad = pair(tie.a, tie.b)
            self._said[dyad].append(tie)
            touched.add(dyad)
        before = {dyad: self._told.get(dyad, _NOTHING) for dyad in touched}
        for dyad in touched:
            self._keep(dyad, self._tell(dyad))
        moved = {dyad for dyad in touched if self._told[dyad] != before[dyad]}
        side_by_side = {dyad for dyad in touched | sides | self._beside(moved, before) if self._stand(dyad)}
        every = sorted(moved | side_by_side)
        return Told(
            tuple(every),
            [one for dyad in every for one in (*self._told.get(dyad, _NOTHING).relations, *self._enemies.get(dyad, ()))],
            [one for dyad in every for one in self._told.get(dyad, _NOTHING).shifts],
        )

    def _add(self, incident: Incident) -> None:
        self._articles[incident.id] = incident.article_ids
        dyads = []
        for dyad, observation in of_incident(incident, self._parents):
            self._seen[dyad][incident.id] = observation
            dyads.append(dyad)
        if len(incident.actor_ids) > 1 and incident.recipient_ids:
            for a, b in itertools.combinations(incident.actor_ids, 2):
                self._deeds[pair(a, b)][incident.id] = incident
                dyads.append(pair(a, b))
        self._dyads_of[incident.id] = tuple(dict.fromkeys(dyads))

    def _drop(self, name: str, touched: set[Dyad], sides: set[Dyad]) -> None:
        self._mark(name, touched, sides)
        for dyad in self._dyads_of.pop(name, ()):
            self._seen[dyad].pop(name, None)
            self._deeds[dyad].pop(name, None)
        self._articles.pop(name, None)

    def _mark(self, name: str, touched: set[Dyad], sides: set[Dyad]) -> None:
        """Note the dyads that an incident observes, and those that only stand side by side in it."""
        for dyad in self._dyads_of.get(name, ()):
            (touched if name in self._seen.get(dyad, ()) else sides).add(dyad)

    def _tell(self, dyad: Dyad) -> _Told:
        said = sorted(self._said.get(dyad, ()), key=lambda tie: tie.id)
        happened = self._seen.get(dyad, {})
        observed = of_dyad([happened[name] for name in sorted(happened)], said, self._articles)
        states, shifts = tell_dyad(dyad, observed, self._prior) if observed else ([], [])
        return _Told((*states, *stated_relations(said)), tuple(shifts))

    def _keep(self, dyad: Dyad, told: _Told) -> None:
        self._told[dyad] = told
        if told.relations:
            self._near[dyad[0]].add(dyad[1])
            self._near[dyad[1]].add(dyad[0])

    def _beside(self, moved: Iterable[Dyad], before: Mapping[Dyad, _Told]) -> set[Dyad]:
        """Return the dyads whose common enemies may have changed because one of the two became, stays or ceased to be an enemy."""
        found: set[Dyad] = set()
        for a, b in moved:
            if before[a, b].hostile or self._told[a, b].hostile:
                for friend, foe in ((a, b), (b, a)):
                    shared = (pair(friend, other) for other in self._near[friend] & self._near[foe])
                    found |= {dyad for dyad in shared if self._told[dyad].bound}
        return found

    def _stand(self, dyad: Dyad) -> bool:
        """Tell anew against whom a dyad stands together; return whether that has changed."""
        a, b = dyad
        own = self._told.get(dyad, _NOTHING)
        deeds = [incident for _, incident in sorted(self._deeds.get(dyad, {}).items())]
        shared = sorted(self._near[a] & self._near[b]) if own.bound else []
        foes = [one for foe in shared for side in (a, b) for one in self._told[pair(side, foe)].relations if one.tie == HOSTILE]
        told = [one for one in common_enemies([*own.relations, *foes], deeds) if one.dyad == dyad] if foes or deeds else []
        changed = told != self._enemies.get(dyad, [])
        if told:
            self._enemies[dyad] = told
        else:
            self._enemies.pop(dyad, None)
        return changed
