"""Observations → relations and shifts of one dyad, every value with its evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from detente.records import Dyad, Grain, Relation, Shift, TimeSpan
from detente.relating.detect import Turn, regimes
from detente.relating.model import Prior
from detente.relating.observation import AS_TOLD, Observation
from detente.relating.ties import doubts_of, in_words

_TIE = "tie_"
_STRONGEST = 3


def tell_dyad(dyad: Dyad, observed: Sequence[Observation], prior: Prior | None = None) -> tuple[list[Relation], list[Shift]]:
    """Return the dyad's relations, one a regime, and the shifts between them. `observed` in order of day, at least one."""
    parts, moves = regimes(observed, prior)
    relations: list[Relation] = []
    shifts: list[Shift] = []
    before: str | None = None
    for i, part in enumerate(parts):
        ends = parts[i + 1].began if i + 1 < len(parts) else None
        tie = in_words(*part.level, before, part.observed)
        relations.append(_relation(dyad, tie, part.level, (part.began, ends), part.observed))
        if i and before:
            shifts.append(_shift(dyad, moves[i - 1], (before, tie), part.observed))
        before = tie
    return relations, [shift for shift in shifts if shift.before != shift.after or abs(shift.size) >= _WORTH]


_WORTH = 0.4
"""A turn that keeps its word (hostile to more hostile) is told only if it is this large."""


def _relation(dyad: Dyad, tie: str, level: tuple[float, float], span: tuple[date, date | None], seen: Sequence[Observation]) -> Relation:
    incidents, stated = _evidence(seen)
    when = TimeSpan(_midnight(span[0]), _midnight(span[1]) if span[1] else None, Grain.DAY)
    doubts = doubts_of(seen)
    detail = f"{_told(seen)}{'; ' + ', '.join(doubts) if doubts else ''}"
    score = round(max(0.0, 1 - level[1]), 3)
    return Relation(dyad, tie, round(level[0], 3), when, None, incidents, round(level[1], 3), stated, score=score, detail=detail)


def _shift(dyad: Dyad, turn: Turn, ties: tuple[str, str], seen: Sequence[Observation]) -> Shift:
    speaking = speaks_for(turn, seen)
    incidents, stated = _evidence(speaking)
    doubts = doubts_of(seen)
    certainty = "high" if turn.score >= 0.9 and not doubts else "low" if turn.score < 0.75 or len(doubts) > 1 else "fair"
    reason = f" ({', '.join(doubts)})" if doubts else ""
    against = len(seen) - len(speaking)
    beside = f" ({against} more since)" if against else ""
    move = f"weight {turn.before[0]:+.2f} → {turn.after[0]:+.2f}"
    detail = f"{ties[0]} → {ties[1]}: {_told(speaking)}{beside}{_dated(turn, seen)}; {move}; certainty {certainty}{reason}"
    score = round(turn.score * _DOUBTED ** len(doubts), 3)
    return Shift(dyad, turn.began, ties[0], ties[1], round(turn.size, 3), incidents, score, stated, turn.seen_on, detail)


def speaks_for(turn: Turn, seen: Sequence[Observation]) -> list[Observation]:
    """Return what speaks for a turn, the weightiest first: of the regime it began, what moved the state its way around it.

    Steps: 1. what was seen until the turn could be told, or within a month of it, standings that held until then left out; 2. of that,
    what lies on the new side of the middle between the levels before and after; 3. failing that, the piece furthest on the new side.
    """
    until, up = max(turn.seen_on, turn.began + _AROUND), 1 if turn.size > 0 else -1
    middle = (turn.before[0] + turn.after[0]) / 2
    near = [one for one in seen if one.on <= until and one.kind != AS_TOLD] or list(seen)
    speaking = [one for one in near if (one.value - middle) * up > 0]
    speaking.sort(key=lambda one: (-_tells(one, turn, middle), one.on, one.evidence))
    return speaking or [max(near, key=lambda one: (one.value * up, one.evidence))]


def _tells(one: Observation, turn: Turn, middle: float) -> float:
    """Return how much one piece tells of a turn: how far it lies on the new side and how firmly, the nearer the more; an act that claims
    the turn (a ceasefire declared) tells it itself, where talks only go with it."""
    near = math.exp(-abs((one.on - turn.began).days) / _AROUND.days)
    claims = 2.0 if one.turn >= _CLAIMED * one.precision else 1.0
    return one.precision * abs(one.value - middle) * near * claims


_CLAIMED = 0.15
"""Odds of a turn from which an act, firmly told, claims it: those of a withdrawal of sanctions or an accord about arms."""

_DOUBTED = 0.9
"""For each doubt that all the evidence shares (one origin, one anonymous speaker): it may all be wrong at once, which no model of
independent reports sees. Our judgement, not a count."""

_AROUND = timedelta(days=30)


def _dated(turn: Turn, seen: Sequence[Observation]) -> str:
    """Say so where nothing dates the turn better than a stretch of days."""
    started = [one for one in seen if one.on == turn.began]
    firsts = [one.first for one in started if one.first]
    return f"; dated only to between {max(firsts)} and {turn.began}" if started and len(firsts) == len(started) else ""


def _told(seen: Sequence[Observation]) -> str:
    """Say what the evidence is: how much, and its most frequent kinds."""
    kinds: dict[str, int] = {}
    for one in seen:
        kinds[one.kind] = kinds.get(one.kind, 0) + 1
    named = sorted(kinds, key=lambda kind: (-kinds[kind], kind))[:_STRONGEST]
    days = len({one.on for one in seen})
    listed = ", ".join(f"{kinds[kind]} × {kind}" for kind in named)
    return f"{len(seen)} reports on {days} {'day' if days == 1 else 'days'}: {listed}"


def _evidence(seen: Iterable[Observation]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids = dict.fromkeys(one.evidence for one in seen)
    return tuple(name for name in ids if not name.startswith(_TIE)), tuple(name for name in ids if name.startswith(_TIE))


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time())
