"""Which shifts are worth a look first: those that much evidence on both sides of the turn, by both parties, speaks for.

A shift's own score says how likely it is given its reports. In machine-coded data the reports can be wrong all alike: forces are coded as
acting on whoever they act beside or on whose ground, and always in that one direction. So a shift stands out that
1. has reports on many days near it, before and since (the fewer of the two count, and at least three are wanted), the nearer the better;
2. both parties made: what each does to the other moved the same way, and about as far; what one party's acts go against is none, and
   force on many days that is never answered is force at the other's wish, or on its ground;
3. is no burst of one story: what came after is of several kinds;
4. is the dyad's own: what either party does with others did not move alike (a war at home is no turn with all the world);
5. changes what the two are to each other, from one sure sign to the other rather than from or to neither, and not only how much;
6. lasts, and ends what lasted: to and fro within a month is noise, a truce of one town, or one story told by both its sides; a regime
   that goes on is known to last until its last report;
7. is sharp: what many days of reports were needed to tell is a drift, that no day can be named for;
8. is large and likely.

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
from detente.relating.ties import MIXED

_UNANSWERED, _OPPOSED = 0.35, 0.02
"""What is left of a shift to which the other party's acts say nothing, and of one that they go against."""

_ENOUGH = 3
"""Days with reports, before and since; of a shift that has fewer, the square of the share is left."""

_NEAR = timedelta(days=90)
"""How far from the turn what the parties did with others is looked at, and what they did since."""

_FADES = 120.0
"""Days from the turn at which evidence counts 1/e: a long hostility may be a silent one, and old reports are no sign of how it stood."""

_FORCE = frozenset({"ASSAULT", "MOBILIZE"})
_ONE_SIDED = 0.5
"""Share of force in what came since, from which a party that answered it with nothing hostile did not take it for hostile."""

_HALF_WAY = 0.5
"""A party whose acts moved by this share of the shift's size answers in full."""

_ONE_STORY = 0.5
"""What is left of a shift after which all reports are of one kind."""

_SAME_WORD, _HALF_TURN = 0.25, 0.5
"""What is left of a shift that keeps its word (hostile to more hostile), and of one from or to what is surely neither."""

_SHARP = 10.0
"""Days of reports, from the turn until it could be told, at which half of it is a drift."""

_MONTH = 30.0
"""Days that the shorter of the two regimes should last; of a shift between shorter ones, the share is left."""

_FEW = 20.0
"""Reports of a party's dealings with others, before or since, at which half of their move is believed."""


Dated = tuple[date, Incident]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A shift with what speaks for it.

    `days`: with reports before and since, each counted by how near it is; `moved`: how far each party's acts moved, in its order;
    `kinds`: categories of what came since; `own`: the share of the move, in [0, 1], that the parties did not make with others too;
    `lasted`: days that the shorter of its two regimes lasted; `needed`: days of reports from the turn until it could be told;
    `unfelt`: whether it rests on force that the other side did not answer.
    """

    shift: Shift
    days: tuple[float, float]
    moved: tuple[float | None, float | None]
    kinds: int = 2
    own: float = 1.0
    lasted: float = _MONTH
    needed: int = 1
    unfelt: bool = False

    @property
    def mutual(self) -> bool:
        """Whether both parties' acts moved the shift's way."""
        return all(one is not None and one * self.shift.size > 0 for one in self.moved)

    @property
    def weight(self) -> float:
        """How much it stands out."""
        fewer = min(self.days)
        evidence = math.log1p(fewer) * min(1.0, fewer / _ENOUGH) ** 2
        story = 1.0 if self.kinds > 1 else _ONE_STORY
        lasts = min(1.0, self.lasted / _MONTH)
        sharp = _SHARP / (_SHARP + self.needed - 1)
        return abs(self.shift.size) * self.shift.score * evidence * self._answered() * story * self._turned() * lasts * sharp * self.own

    def _turned(self) -> float:
        before, after = self.shift.before, self.shift.after
        return _SAME_WORD if before == after else _HALF_TURN if MIXED in (before, after) else 1.0

    def _answered(self) -> float:
        told = [one / self.shift.size for one in self.moved if one is not None and self.shift.size]
        if self.unfelt or any(one < 0 for one in told):
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
    old, new = (_dated(part, dealings.known) for part in (before, after))
    near = [one for one in new if one[0] - shift.at <= _NEAR]
    a, b = shift.dyad
    directions = ((a, b), (b, a))
    moved = [_moved(shift.at, (old, near), who, whom, dealings.parents) for who, whom in directions]
    shared = max((dealings.elsewhere(who, whom, shift.at) / shift.size for who, whom in directions if shift.size), default=0.0)
    told_by = shift.detected_on or shift.at
    return Weighed(
        shift,
        (_days(old, shift.at), _days(near, shift.at)),
        (moved[0], moved[1]),
        kinds=len({incident.category for _, incident in near}),
        own=1 - min(1.0, max(0.0, shared)),
        lasted=min((_lasted(one, dealings.known) for one in (*before, *after)), default=0.0),
        needed=max(1, len({on for on, _ in new if shift.at <= on <= told_by})),
        unfelt=shift.size < 0 and any(_unfelt(near, who, whom, dealings.parents) for who, whom in directions),
    )


def _lasted(state: Relation, known: Mapping[str, Incident]) -> float:
    """Return the days that a regime lasted: until the next turn, or, where none has come, until its last report."""
    start, end = state.when.start, state.when.end
    if start is None:
        return math.inf
    last = end.date() if end else max((on for on, _ in _dated([state], known)), default=start.date())
    return (last - start.date()).days


def _dated(states: Sequence[Relation], known: Mapping[str, Incident]) -> list[Dated]:
    """Return the incidents of these regimes with their days."""
    told = [known[name] for one in states for name in one.incident_ids if name in known]
    return [(days.on, incident) for incident in told if (days := days_told(incident))]


def _fading(on: date, at: date) -> float:
    return math.exp(-abs((on - at).days) / _FADES)


def _days(side: Iterable[Dated], at: date) -> float:
    """Return the number of days with reports, each counted by how near the turn it is."""
    return round(sum(_fading(on, at) for on in {on for on, _ in side}), 1)


def _acts(side: Iterable[Dated], who: str, whom: str, parents: Parents | None) -> list[Dated]:
    """Return what one party, or who acts for it, did to the other."""
    return [
        (on, one)
        for on, one in side
        if who in _with_parents(one.actor_ids, on, parents) and whom in _with_parents(one.recipient_ids, on, parents)
    ]


def _moved(at: date, sides: Sequence[Sequence[Dated]], who: str, whom: str, parents: Parents | None) -> float | None:
    """Return by how much the mean PLOVER score of one party's acts towards the other changed; None where it did nothing before or since."""
    means = []
    for side in sides:
        acts = [(_fading(on, at), _score(one)) for on, one in _acts(side, who, whom, parents)]
        if not acts:
            return None
        means.append(sum(near * score for near, score in acts) / sum(near for near, _ in acts))
    return means[1] - means[0]


def _unfelt(since: Sequence[Dated], who: str, whom: str, parents: Parents | None) -> bool:
    """Whether one party's acts since are mostly force, on several days, and the other did nothing hostile to it."""
    acts = _acts(since, who, whom, parents)
    force = [on for on, one in acts if one.category in _FORCE]
    answers = _acts(since, whom, who, parents)
    return len(set(force)) >= _ENOUGH and len(force) >= _ONE_SIDED * len(acts) and not any(_score(one) < 0 for _, one in answers)


def _with_parents(parties: Iterable[str], on: date, parents: Parents | None) -> frozenset[str]:
    """Return the parties and those for whom they act on the day."""
    named = frozenset(parties)
    return named if parents is None else named.union(*(parents(party, on) for party in named))


def _score(incident: Incident) -> float:
    return plover(incident.category, incident.mode, incident.modality).score / 10
