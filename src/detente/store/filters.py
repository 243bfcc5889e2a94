"""What to look for, and how it is asked of the store: conditions with bound parameters, never values in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from detente.store.naming import whole


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events to show. Everything given must hold; names are found as whole words anywhere in names and words, whatever the case.

    Times are half open: an event is found if its interval shares an instant with `[from, to)`; one without a known time is not.
    `actors` are parties on either side: two of them ask for events between (or by) both. `outlet` is text in its name or the page's URL.
    """

    actors: tuple[str, ...] = ()
    category: str | None = None
    place: str | None = None
    happened_from: datetime | None = None
    happened_to: datetime | None = None
    published_from: datetime | None = None
    published_to: datetime | None = None
    modality: str | None = None
    score: float | None = None
    outlet: str | None = None

    def where(self) -> tuple[str, list[Any]]:
        """Return the condition on `event_rows` and its parameters."""
        named = [("who", actor) for actor in self.actors] + [("whereabouts", self.place)] * (self.place is not None)
        conditions = [whole(column, name) for column, name in named if name is not None]
        found: list[tuple[str, Any]] = []
        choices = (
            ("category = ?", self.category and self.category.upper()),
            ("modality = ?", self.modality and self.modality.lower()),
            ("score >= ?", self.score),
            ("contains(lower(coalesce(outlet, '') || ' ' || coalesce(url, '')), ?)", self.outlet and self.outlet.lower()),
        )
        found += [(condition, value) for condition, value in choices if value is not None]
        for name, start, end in (
            ("happened", self.happened_from, self.happened_to),
            ("published", self.published_from, self.published_to),
        ):
            found += _overlap(name, start, end)
        conditions += [(condition, [value]) for condition, value in found]
        return " AND ".join(condition for condition, _ in conditions) or "TRUE", [value for _, values in conditions for value in values]


def _overlap(name: str, start: datetime | None, end: datetime | None) -> list[tuple[str, Any]]:
    """A missing side of a known interval reaches for ever; an unknown interval (no grain) matches nothing."""
    known = f"{name}_grain IS NOT NULL"
    found: list[tuple[str, Any]] = []
    if start is not None:
        found.append((f"{known} AND coalesce({name}_to, TIMESTAMP 'infinity') > ?", start))
    if end is not None:
        found.append((f"{known} AND coalesce({name}_from, TIMESTAMP '-infinity') < ?", end))
    return found
