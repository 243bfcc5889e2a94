"""Which shifts are worth a look first: those that much evidence on both sides of the turn, by both parties, speaks for.

A shift's own score says how likely it is given its reports. In machine-coded data the reports can be wrong all alike: forces are coded as
acting on whoever they act beside or on whose ground, and always in that one direction. So a shift stands out that
1. has reports on many days before and on many days since (the fewer of the two count, and at least three are wanted);
2. both parties made: what each does to the other moved the same way;
3. is large and likely.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from detente.codebook import plover
from detente.records import Dyad, Incident, Relation, Shift
from detente.relating.dating import days_told
from detente.relating.observe import Parents, pair

_UNANSWERED, _OPPOSED = 0.5, 0.1
"""What is left of a shift to which the other party's acts say nothing, and of one that they go against."""

_BRIEF, _LASTS = 0.25, 3
"""What is left of a shift that has reports on fewer days than these, before or since."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A shift with what speaks for it: days with reports before and since, how far each party's acts moved, in the dyad's order."""

    shift: Shift
    days: tuple[int, int]
    moved: tuple[float | None, float | None]

    @property
    def mutual(self) -> bool:
        """Whether both parties' acts moved the shift's way."""
        return all(one is not None and one * self.shift.size > 0 for one in self.moved)

    @property
    def weight(self) -> float:
        """How much it stands out."""
        evidence = math.log1p(min(self.days)) * (1.0 if min(self.days) >= _LASTS else _BRIEF)
        opposed = any(one is not None and one * self.shift.size < 0 for one in self.moved)
        answered = 1.0 if self.mutual else _OPPOSED if opposed else _UNANSWERED
        return abs(self.shift.size) * self.shift.score * evidence * answered


def ranked(
    shifts: Iterable[Shift], relations: Iterable[Relation], incidents: Iterable[Incident], parents: Parents | None = None
) -> list[Weighed]:
    """Return the shifts, those that stand out most first; `relations` and `shifts` as `rebuild` gave them of `incidents` and `parents`."""
    known = {incident.id: incident for incident in incidents}
    states: dict[Dyad, list[Relation]] = {}
    for relation in relations:
        if relation.against is None and not relation.directed and relation.incident_ids:
            states.setdefault(relation.dyad, []).append(relation)
    found = [_weighed(shift, states.get(pair(*shift.dyad), ()), known, parents) for shift in shifts]
    return sorted(found, key=lambda one: (-one.weight, one.shift.at, one.shift.dyad))


def _weighed(shift: Shift, states: Sequence[Relation], known: Mapping[str, Incident], parents: Parents | None) -> Weighed:
    before = [one for one in states if one.when.end and one.when.end.date() == shift.at]
    after = [one for one in states if one.when.start and one.when.start.date() == shift.at]
    sides = [[known[name] for one in part for name in one.incident_ids if name in known] for part in (before, after)]
    days = tuple(len({told.on for incident in side if (told := days_told(incident))}) for side in sides)
    a, b = shift.dyad
    moved = tuple(_moved(sides, who, whom, parents) for who, whom in ((a, b), (b, a)))
    return Weighed(shift, (days[0], days[1]), (moved[0], moved[1]))


def _moved(sides: Sequence[Sequence[Incident]], who: str, whom: str, parents: Parents | None) -> float | None:
    """Return by how much the mean PLOVER score of one party's acts towards the other changed; None where it did nothing before or since."""
    means = []
    for side in sides:
        scores = [_score(one) for one in side if _acts(one.actor_ids, who, one, parents) and _acts(one.recipient_ids, whom, one, parents)]
        if not scores:
            return None
        means.append(mean(scores))
    return means[1] - means[0]


def _score(incident: Incident) -> float:
    return plover(incident.category, incident.mode, incident.modality).score / 10


def _acts(parties: Iterable[str], asked: str, incident: Incident, parents: Parents | None) -> bool:
    """Whether a party is among these, itself or by who acts for it on the day."""
    told = days_told(incident)
    on = told.on if told else date.max
    return any(party == asked or (parents is not None and asked in parents(party, on)) for party in parties)
