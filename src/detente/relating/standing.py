"""Relations that texts state by name (affiliate of, backs, allied with, leads), and common enemies, which follow from others."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time

from detente.records import Dyad, Grain, Incident, Relation, TimeSpan
from detente.relating.dating import days_of, days_told
from detente.relating.observe import pair
from detente.relating.stated import Stated
from detente.relating.ties import ALLIED, COOPERATING, HOSTILE, TRUCE

_DIRECTED = frozenset({"affiliate", "part_of", "backs", "leads", "controls"})
_SIGN = {"hostile": -0.8, "allied": 0.8, "affiliate": 0.8, "part_of": 0.8, "backs": 0.8, "leads": 0.8, "controls": 0.0}
_FIRM, _LOOSE = 0.2, 0.6


def stated_relations(stated: Iterable[Stated]) -> list[Relation]:
    """Return one relation for each tie between two parties that texts state, valid from the first text that says so.

    Texts that call it former end it at the first of them. Hostility has a state of its own (`tell`) and is left out here.
    """
    groups: dict[tuple[str, str, str], list[Stated]] = defaultdict(list)
    for tie in stated:
        if tie.tie in _SIGN and tie.tie != HOSTILE and tie.state in ("current", "former") and tie.stance == "asserts":
            sides = (tie.a, tie.b) if tie.tie in _DIRECTED else pair(tie.a, tie.b)
            groups[(*sides, tie.tie)].append(tie)
    return [_standing((a, b), tie, groups[a, b, tie]) for a, b, tie in sorted(groups)]


def _standing(dyad: Dyad, tie: str, told: Sequence[Stated]) -> Relation:
    def first(state: str) -> datetime | None:
        days = [days.on for one in told if one.state == state and (days := days_of(one.when))]
        return datetime.combine(min(days), time()) if days else None

    start, end = first("current"), first("former")
    if start and end and end < start:
        end = None
    score = max(one.score for one in told)
    articles = len({one.article_id for one in told})
    detail = f"stated by {articles} {'article' if articles == 1 else 'articles'}"
    return Relation(
        dyad,
        tie,
        _SIGN[tie],
        TimeSpan(start, end, Grain.DAY),
        None,
        (),
        _LOOSE if articles == 1 else _FIRM,
        tuple(sorted(one.id for one in told)),
        tie in _DIRECTED,
        round(score, 3),
        detail,
    )


def common_enemies(relations: Sequence[Relation], incidents: Iterable[Incident]) -> list[Relation]:
    """Return who stands together against whom, while all of it holds.

    Two parties have a common enemy if 1. both are hostile to it at a time when they stand in truce, cooperation or alliance; or
    2. they act, or plan to act, side by side against it in one incident.
    """
    return sorted(
        {(one.dyad, one.against): one for one in [*_from_states(relations), *_from_deeds(incidents, relations)]}.values(),
        key=lambda one: (one.dyad, one.against or ""),
    )


def _from_states(relations: Sequence[Relation]) -> Iterable[Relation]:
    foes: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
    for one in relations:
        if one.tie == HOSTILE:
            foes[one.dyad[0]].append((one.dyad[1], one))
            foes[one.dyad[1]].append((one.dyad[0], one))
    for bond in relations:
        if bond.tie in (TRUCE, COOPERATING, ALLIED):
            a, b = bond.dyad
            against_b = dict(foes.get(b, ()))
            for foe, one in foes.get(a, ()):
                other = against_b.get(foe)
                when = _shared(bond.when, one.when, other.when) if other else None
                if other and when:
                    yield _against(bond.dyad, foe, when, (bond, one, other))


def _from_deeds(incidents: Iterable[Incident], relations: Sequence[Relation]) -> Iterable[Relation]:
    """Yield pairs that act side by side against a third in a deed or a threat, told as done or planned."""
    known = {one.dyad: one for one in relations if one.tie == HOSTILE}
    for incident in incidents:
        days = days_told(incident)
        if incident.category not in ("ASSAULT", "THREATEN", "MOBILIZE") or incident.modality == "negated" or days is None:
            continue
        for a, b in itertools.combinations(incident.actor_ids, 2):
            for foe in incident.recipient_ids:
                if foe not in (a, b):
                    detail = f"side by side against {foe}: {incident.category}, {incident.modality}"
                    when = TimeSpan(datetime.combine(days.on, time()), None, Grain.DAY)
                    weight = 0.3 if pair(a, b) not in known else 0.1
                    yield Relation(
                        pair(a, b), "common_enemy", weight, when, foe, (incident.id,), _LOOSE, score=incident.score, detail=detail
                    )


def _against(dyad: Dyad, foe: str, when: TimeSpan, parts: Sequence[Relation]) -> Relation:
    incidents = tuple(dict.fromkeys(name for part in parts for name in part.incident_ids))
    ties = tuple(dict.fromkeys(name for part in parts for name in part.tie_ids))
    weakest = max(part.deviation for part in parts)
    weight = round(min(abs(part.weight) for part in parts), 3)
    detail = f"both hostile to {foe}, and {parts[0].tie} with each other"
    score = round(min(part.score for part in parts), 3)
    return Relation(dyad, "common_enemy", weight, when, foe, incidents, weakest, ties, score=score, detail=detail)


def _shared(*spans: TimeSpan) -> TimeSpan | None:
    """Return the time that all spans share, or None."""
    start = max((span.start for span in spans if span.start), default=None)
    end = min((span.end for span in spans if span.end), default=None)
    return None if start and end and start >= end else TimeSpan(start, end, Grain.DAY)
