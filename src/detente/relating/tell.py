"""Observations → relations and shifts of one dyad, every value with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from detente.records import Dyad, Grain, Relation, Shift, TimeSpan
from detente.relating.detect import Turn, turns
from detente.relating.model import Prior, State
from detente.relating.observe import Observation
from detente.relating.ties import doubts_of, in_words

_TIE = "tie_"
_STRONGEST = 3


def tell_dyad(dyad: Dyad, observed: Sequence[Observation], prior: Prior | None = None) -> tuple[list[Relation], list[Shift]]:
    """Return the dyad's relations, one a regime, and the shifts between them. `observed` in order of day, at least one."""
    found, states = turns(observed, prior)
    edges = [observed[0].on, *(turn.began for turn in found)]
    relations: list[Relation] = []
    shifts: list[Shift] = []
    tie: str | None = None
    for i, began in enumerate(edges):
        ends = edges[i + 1] if i + 1 < len(edges) else None
        seen = [one for one in observed if began <= one.on and (ends is None or one.on < ends)]
        weight, deviation = _level(found, states, i)
        before, tie = tie, in_words(weight, deviation, tie, seen)
        relations.append(_relation(dyad, tie, (weight, deviation), (began, ends), seen))
        if i and before:
            shifts.append(_shift(dyad, found[i - 1], (before, tie), [one for one in seen if one.on <= found[i - 1].seen_on]))
    return relations, [shift for shift in shifts if shift.before != shift.after or abs(shift.size) >= _WORTH]


_WORTH = 0.4
"""A turn that keeps its word (hostile to more hostile) is told only if it is this large."""


def _level(found: Sequence[Turn], states: Sequence[State], regime: int) -> tuple[float, float]:
    """Return weight and deviation of a regime: as last known before the next turn, or now."""
    if regime < len(found):
        return found[regime].before
    last = states[-1]
    return last.weight, last.deviation


def _relation(dyad: Dyad, tie: str, level: tuple[float, float], span: tuple[date, date | None], seen: Sequence[Observation]) -> Relation:
    incidents, stated = _evidence(seen)
    when = TimeSpan(_midnight(span[0]), _midnight(span[1]) if span[1] else None, Grain.DAY)
    doubts = doubts_of(seen)
    detail = f"{_told(seen)}{'; ' + ', '.join(doubts) if doubts else ''}"
    score = round(max(0.0, 1 - level[1]), 3)
    return Relation(dyad, tie, round(level[0], 3), when, None, incidents, round(level[1], 3), stated, score=score, detail=detail)


def _shift(dyad: Dyad, turn: Turn, ties: tuple[str, str], seen: Sequence[Observation]) -> Shift:
    incidents, stated = _evidence(seen)
    doubts = doubts_of(seen)
    certainty = "high" if turn.score >= 0.9 and not doubts else "low" if turn.score < 0.75 or len(doubts) > 1 else "fair"
    reason = f" ({', '.join(doubts)})" if doubts else ""
    detail = f"{ties[0]} → {ties[1]}: {_told(seen)}; weight {turn.before[0]:+.2f} → {turn.after[0]:+.2f}; certainty {certainty}{reason}"
    return Shift(dyad, turn.began, ties[0], ties[1], round(turn.size, 3), incidents, round(turn.score, 3), stated, turn.seen_on, detail)


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
