"""What one reading of a surface is worth: the candidate record, and the score of a name by source, weight, time and country."""

from __future__ import annotations

from dataclasses import dataclass

from detente.actors.compiled import OPEN_END, STRONG, Naming, Table

# Scores order readings; where two touch, `Register.link` asks for a margin.
_SPELLING = {STRONG: 0.97, 1: 0.78}
_SOURCE = {
    "group": 1.0,
    "org": 1.0,
    "state": 1.0,
    "person": 0.98,
    "cinfo": 0.9,
    "outlet": 0.97,
    "body": 0.96,
    "ucdp": 0.93,
    "tops": 0.85,
    "intl": 0.8,
}
_NOT_YET, _NO_LONGER, _GONE = 0.35, 0.85, 0.9  # a name before it was given; after it was given up; an actor after its end
_ABROAD, _NAMESAKE_AT_HOME = 0.85, 0.7  # 0.97 × 0.7 stays below a shared name at home, 0.78 × 1.05
_AT_HOME = 1.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a surface may name. `score` is in [0, 1]; `detail` says how it was found."""

    actor_id: str
    name: str
    score: float
    detail: str
    country: str | None = None
    sector: str | None = None


def scored(naming: Naming, at: int, country: str | None, factor: float, how: str, *, namesake: bool = False) -> Candidate:
    """Score a naming: source and weight of the name, its time, the actor's lifetime, the country at hand.

    `namesake`: another actor of the country at hand bears the same name.
    """
    entry = naming.entry
    score = _SPELLING[naming.weight] * _SOURCE.get(entry.id.partition(":")[0], 0.8) * factor
    told = [how]
    if at < naming.start or at < entry.start:
        score, told = score * _NOT_YET, [*told, "not yet called so"]
    elif at >= naming.end:
        score, told = score * _NO_LONGER, [*told, "no longer called so"]
    if entry.end != OPEN_END and at >= entry.end:
        score, told = score * _GONE, [*told, "after its end"]
    if country and entry.country and entry.country not in {"IMG", country}:
        score *= _NAMESAKE_AT_HOME if namesake else _ABROAD
    elif country and entry.country == country:
        score, told = min(0.995, score * _AT_HOME), [*told, f"in {country}"]
    return Candidate(entry.id, entry.name, round(score, 4), ", ".join(told), entry.country, entry.sector)


def at_home(namings: list[Naming], at: int, country: str | None) -> bool:
    """Whether one of those who bear a name is of the country at hand and bears it at that time."""
    return country is not None and any(
        naming.entry.country == country and naming.start <= at < naming.end and naming.entry.start <= at < naming.entry.end
        for naming in namings
    )


def bears(found: Table, actor_id: str, surface: str) -> bool:
    """Whether an actor is written exactly so, capitals included ("JeM" is not "JEM")."""
    return any((row[5] or row[0]) == surface for row in found.rows(actor_id, "N"))
