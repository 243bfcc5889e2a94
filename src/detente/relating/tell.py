"""Observations → relations and shifts of one dyad, every value with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from detente.records import Dyad, Grain, Relation, Shift, TimeSpan
from detente.relating.detect import Turn, regimes
from detente.relating.model import Prior
from detente.relating.observe import Observation
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
