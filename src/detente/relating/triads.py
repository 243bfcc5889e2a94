"""Triads and the balance of the whole network on a day.

A triad is balanced if the product of its signs is positive (Heider 1946; Cartwright and Harary 1956): the friend of my friend, the enemy
of my enemy. The network's frustration is the least share of ties that stand against a division into two camps (the line index of balance,
Harary 1959); finding it is NP-hard, so `frustration` gives what a steepest descent from fixed starts reaches: an upper bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from detente.records import Dyad, Relation, Shift
from detente.relating.observe import pair

Signs = Mapping[Dyad, int]
_STATES = frozenset({"hostile", "truce", "cooperating", "allied"})
_STARTS = 8


@dataclass(frozen=True, slots=True)
class Triad:
    """Three parties, sorted, and the signs of their ties: first-second, first-third, second-third."""

    parties: tuple[str, str, str]
    signs: tuple[int, int, int]

    @property
    def balanced(self) -> bool:
        """Whether an even number of its ties is negative."""
        return self.signs[0] * self.signs[1] * self.signs[2] > 0

    @property
    def common_enemy(self) -> str | None:
        """The party that the two friends are both against, or None."""
        a, b, c = self.parties
        return {(1, -1, -1): c, (-1, 1, -1): b, (-1, -1, 1): a}.get(self.signs)


def signs_on(relations: Iterable[Relation], on: date) -> dict[Dyad, int]:
    """Return +1 or -1 for each dyad that has a state on this day; mixed ones have none. A truce is a friendly tie while it holds."""
    at = datetime.combine(on, time())
    found: dict[Dyad, int] = {}
    for one in relations:
        holds = (one.when.start is None or one.when.start <= at) and (one.when.end is None or at < one.when.end)
        if holds and one.tie in _STATES:
            found[one.dyad] = -1 if one.tie == "hostile" else 1
    return found


def triads(signs: Signs) -> list[Triad]:
    """Return all triads whose three ties are known, by parties."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in signs:
        near[a].add(b)
        near[b].add(a)
    found = []
    for a, b in sorted(signs):
        for c in sorted(near[a] & near[b]):
            if b < c:
                found.append(Triad((a, b, c), (signs[a, b], signs[pair(a, c)], signs[pair(b, c)])))
    return found


def effect(shift: Shift, relations: Sequence[Relation]) -> tuple[list[Triad], list[Triad]]:
    """Return the triads around a shift's dyad that it balanced, and those that it unbalanced."""
    after = signs_on(relations, shift.at)
    a, b = shift.dyad
    if shift.dyad not in after:
        return [], []
    after = {dyad: sign for dyad, sign in after.items() if dyad == shift.dyad or a in dyad or b in dyad}
    turned = (shift.before == "hostile") != (shift.after == "hostile")
    around = [triad for triad in triads(after) if a in triad.parties and b in triad.parties] if turned else []
    return [triad for triad in around if triad.balanced], [triad for triad in around if not triad.balanced]


def frustration(signs: Signs) -> float:
    """Return the share of ties against the best division into two camps that was found: 0 is perfect balance.

    >>> frustration({("a", "b"): 1, ("a", "c"): -1, ("b", "c"): -1}), frustration({})
    (0.0, 0.0)
    """
    if not signs:
        return 0.0
    parties = sorted({party for dyad in signs for party in dyad})
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (a, b), sign in sorted(signs.items()):
        near[a].append((b, sign))
        near[b].append((a, sign))
    return min(_settled(parties, near, signs, start) for start in range(_STARTS)) / len(signs)


def over_time(relations: Sequence[Relation], days: Iterable[date]) -> list[tuple[date, float, int]]:
    """Return frustration and number of signed ties on each of these days."""
    found = []
    for on in days:
        signs = signs_on(relations, on)
        found.append((on, frustration(signs), len(signs)))
    return found


def _settled(parties: Sequence[str], near: Mapping[str, Sequence[tuple[str, int]]], signs: Signs, start: int) -> int:
    """Move whoever has more ties against its camp than with it, until nobody has; return the ties that stand against."""
    camp = {party: 1 if (i >> start) & 1 else -1 for i, party in enumerate(parties)}
    moved = True
    while moved:  # each move takes at least one tie off, so this ends
        moved = False
        for party in parties:
            if sum(sign * camp[other] for other, sign in near[party]) * camp[party] < 0:
                camp[party] = -camp[party]
                moved = True
    return sum(sign * camp[a] * camp[b] < 0 for (a, b), sign in signs.items())
