"""Watches: whether a rule holds for an incident or a shift, and how often it would have held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.records import Incident, Shift, Watch

Names = Callable[[str], str]
"""What a party is called, by id."""


@dataclass(frozen=True, slots=True)
class Preview:
    """How often a watch would have fired: in all, by month ("2014-11" → times), and for what, newest first."""

    times: int
    by_month: dict[str, int]
    refs: tuple[str, ...]


def holds(watch: Watch, found: Incident | Shift, names: Names) -> bool:
    """Whether all that the watch asks holds for `found`."""
    return _of_incident(watch, found, names) if isinstance(found, Incident) else _of_shift(watch, found, names)


def _of_incident(watch: Watch, incident: Incident, names: Names) -> bool:
    """A condition that only a shift can meet (`size`, `after`) leaves incidents out."""
    if "incident" not in watch.on or watch.size is not None or watch.after is not None:
        return False
    sides = [_called(incident.actor_ids, names), _called(incident.recipient_ids, names)]
    where = " | ".join(filter(None, (incident.place, incident.place_id))).casefold()
    return (
        _between(watch, sides)
        and (watch.place is None or watch.place.casefold() in where)
        and (not watch.categories or incident.category in watch.categories)
        and (watch.modality is None or incident.modality == watch.modality)
        and (watch.score is None or incident.score >= watch.score)
        and (watch.origins is None or incident.origins >= watch.origins)
    )


def _of_shift(watch: Watch, shift: Shift, names: Names) -> bool:
    """A condition that only an incident can meet (place, category, modality, origins) leaves shifts out."""
    asks = watch.place or watch.categories or watch.modality or watch.origins is not None
    if "shift" not in watch.on or asks:
        return False
    return (
        _between(watch, [_called((side,), names) for side in shift.dyad])
        and (watch.score is None or shift.score >= watch.score)
        and (watch.size is None or abs(shift.size) >= watch.size)
        and (watch.after is None or shift.after == watch.after)
    )


def _between(watch: Watch, sides: Sequence[list[str]]) -> bool:
    """Whether the parties asked for take part; those of a dyad must be two different ones."""
    parties = [party for side in sides for party in side]
    if watch.actor is not None and not any(watch.actor.casefold() in party for party in parties):
        return False
    if not watch.dyad:
        return True
    first, second = (frozenset(i for i, party in enumerate(parties) if asked.casefold() in party) for asked in watch.dyad)
    return bool(first and second and len(first | second) > 1)


def _called(ids: Iterable[str], names: Names) -> list[str]:
    return [f"{party} | {names(party)}".casefold() for party in ids]


def day_of(found: Incident | Shift) -> date | None:
    """Return the day on which a watch would have fired: when the first article told the incident, when the shift was seen."""
    if isinstance(found, Shift):
        return found.detected_on or found.at
    told = [claim.published.date() for claim in found.claims if claim.published]
    happened = found.when.start.date() if found.when and found.when.start else None
    return min(told, default=None) or happened


def preview(watch: Watch, found: Iterable[Incident | Shift], names: Names, until: date, days: int = 365) -> Preview:
    """Return how often the watch would have fired in the `days` up to and with `until`."""
    since = until - timedelta(days=days)
    fired = sorted(
        ((day, one.id) for one in found if (day := day_of(one)) and since < day <= until and holds(watch, one, names)), reverse=True
    )
    by_month: dict[str, int] = {}
    for day, _ in sorted(fired):
        by_month[f"{day:%Y-%m}"] = by_month.get(f"{day:%Y-%m}", 0) + 1
    return Preview(len(fired), by_month, tuple(name for _, name in fired))
