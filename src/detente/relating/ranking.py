"""Which shifts are worth a look first: those that much evidence on both sides of the turn, by both parties, speaks for.

A shift's own score says how likely it is given its reports. In machine-coded data the reports can be wrong all alike: forces are coded as
acting on whoever they act beside or on whose ground, and always in that one direction. So a shift stands out that
1. has reports on many days of the three months before and of those since (the fewer of the two count, and at least three are wanted);
2. both parties made: what each does to the other moved the same way, and about as far;
3. is no burst of one story: what came after is of several kinds;
4. is the dyad's own: what either party does with others did not move alike (a war at home is no turn with all the world);
5. changes what the two are to each other, not only how much;
6. lasts, and ends what lasted: to and fro within two weeks is noise, or one story told by both its sides;
7. is large and likely.

The factors are judgements, tried on the first half of ICEWS 2014; no stream measures them, since made streams have no miscoded sides.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean

from detente.codebook import plover
from detente.records import Dyad, Incident, Relation, Shift
from detente.relating.dating import days_told
from detente.relating.observe import Parents, pair

_UNANSWERED, _OPPOSED = 0.35, 0.1
"""What is left of a shift to which the other party's acts say nothing, and of one that they go against."""

_BRIEF, _LASTS = 0.25, 3
"""What is left of a shift that has reports on fewer days than these, before or since."""

_NEAR = timedelta(days=90)
"""How far from the turn evidence still dates it."""

_HALF_WAY = 0.5
"""A party whose acts moved by this share of the shift's size answers in full."""

_ONE_STORY = 0.5
"""What is left of a shift after which all reports are of one kind."""

_SAME_WORD = 0.25
"""What is left of a shift that keeps its word: hostile to more hostile."""

_TO_AND_FRO, _LONG = 0.5, timedelta(days=14)
"""What is left of a shift whose regime, before or since, is shorter than that."""

_FEW = 20.0
"""Reports of a party's dealings with others, before or since, at which half of their move is believed."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A shift with what speaks for it.

    `days`: with reports near it, before and since; `moved`: how far each party's acts moved, in its order; `kinds`: categories of what
    came since; `own`: the share of the move, in [0, 1], that the parties did not make with others too;
    `lasting`: whether the regimes on both sides are no passing ones.
    """

    shift: Shift
    days: tuple[int, int]
    moved: tuple[float | None, float | None]
    kinds: int = 2
    own: float = 1.0
    lasting: bool = True

    @property
    def mutual(self) -> bool:
        """Whether both parties' acts moved the shift's way."""
        return all(one is not None and one * self.shift.size > 0 for one in self.moved)

    @property
    def weight(self) -> float:
        """How much it stands out."""
        evidence = math.log1p(min(self.days)) * (1.0 if min(self.days) >= _LASTS else _BRIEF)
        story = 1.0 if self.kinds > 1 else _ONE_STORY
        word = 1.0 if self.shift.before != self.shift.after else _SAME_WORD
        lasts = 1.0 if self.lasting else _TO_AND_FRO
        return abs(self.shift.size) * self.shift.score * evidence * self._answered() * story * word * lasts * self.own

    def _answered(self) -> float:
        told = [one / self.shift.size for one in self.moved if one is not None and self.shift.size]
        if any(one < 0 for one in told):
            return _OPPOSED
        return _UNANSWERED if len(told) < len(self.moved) else max(_OPPOSED, min(1.0, min(told) / _HALF_WAY))


class _Dealings:
    """Every party's scores with every other, by day."""

    def __init__(self, incidents: Iterable[Incident], parents: Parents | None) -> None:
        self.parents = parents
        self.known: dict[str, Incident] = {}
        self._by_party: dict[str, list[tuple[date, float, frozenset[str]]]] = defaultdict(list)
        for incident in incidents:
            self.known[incident.id] = incident
            told = days_told(incident)
            if told and incident.actor_ids and incident.recipient_ids:
                sides = [_with_parents(side, told.on, parents) for side in (incident.actor_ids, incident.recipient_ids)]
                for own, other in (sides, reversed(sides)):
                    for party in own:
                        self._by_party[party].append((told.on, _score(incident), other))

    def elsewhere(self, party: str, but: str, at: date) -> float:
        """Return how far a party's dealings with others moved around a day, nearer to nothing the fewer there are."""
        near = [(on, score) for on, score, others in self._by_party[party] if abs(on - at) <= _NEAR and but not in others]
        before, since = [score for on, score in near if on < at], [score for on, score in near if on >= at]
        fewer = min(len(before), len(since))
        return (mean(since) - mean(before)) * fewer / (fewer + _FEW) if fewer else 0.0


def ranked(
    shifts: Iterable[Shift], relations: Iterable[Relation], incidents: Iterable[Incident], parents: Parents | None = None
) -> list[Weighed]:
    """Return the shifts, those that stand out most first; `relations` and `shifts` as `rebuild` gave them of `incidents` and `parents`."""
    dealings = _Dealings(incidents, parents)
    states: dict[Dyad, list[Relation]] = {}
    for relation in relations:
        if relation.against is None and not relation.directed and relation.incident_ids:
            states.setdefault(relation.dyad, []).append(relation)
    found = [_weighed(shift, states.get(pair(*shift.dyad), ()), dealings) for shift in shifts]
    return sorted(found, key=lambda one: (-one.weight, one.shift.at, one.shift.dyad))


def _weighed(shift: Shift, states: Sequence[Relation], dealings: _Dealings) -> Weighed:
    before = [one for one in states if one.when.end and one.when.end.date() == shift.at]
    after = [one for one in states if one.when.start and one.when.start.date() == shift.at]
    sides = [_near(part, shift.at, dealings.known) for part in (before, after)]
    days = tuple(len({on for on, _ in side}) for side in sides)
    a, b = shift.dyad
    moved = tuple(_moved(sides, who, whom, dealings.parents) for who, whom in ((a, b), (b, a)))
    shared = max((dealings.elsewhere(who, whom, shift.at) / shift.size for who, whom in ((a, b), (b, a)) if shift.size), default=0.0)
    kinds = len({incident.category for _, incident in sides[1]})
    own = 1 - min(1.0, max(0.0, shared))
    return Weighed(shift, (days[0], days[1]), (moved[0], moved[1]), kinds, own, all(map(_is_long, (*before, *after))))


def _is_long(state: Relation) -> bool:
    start, end = state.when.start, state.when.end
    return start is None or end is None or end - start >= _LONG


def _near(states: Sequence[Relation], at: date, known: Mapping[str, Incident]) -> list[tuple[date, Incident]]:
    """Return the incidents of these regimes that lie near the turn, with their days."""
    told = [known[name] for one in states for name in one.incident_ids if name in known]
    dated = [(days.on, incident) for incident in told if (days := days_told(incident))]
    return [(on, incident) for on, incident in dated if abs(on - at) <= _NEAR]


def _moved(sides: Sequence[Sequence[tuple[date, Incident]]], who: str, whom: str, parents: Parents | None) -> float | None:
    """Return by how much the mean PLOVER score of one party's acts towards the other changed; None where it did nothing before or since."""
    means = []
    for side in sides:
        scores = [
            _score(one)
            for on, one in side
            if who in _with_parents(one.actor_ids, on, parents) and whom in _with_parents(one.recipient_ids, on, parents)
        ]
        if not scores:
            return None
        means.append(mean(scores))
    return means[1] - means[0]


def _with_parents(parties: Iterable[str], on: date, parents: Parents | None) -> frozenset[str]:
    """Return the parties and those for whom they act on the day."""
    named = frozenset(parties)
    return named if parents is None else named.union(*(parents(party, on) for party in named))


def _score(incident: Incident) -> float:
    return plover(incident.category, incident.mode, incident.modality).score / 10
