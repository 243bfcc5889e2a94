"""What a screen asks of incidents: conditions on `incident_cards` with bound parameters, never values in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

Conditions = list[tuple[str, list[Any]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which incidents to show. Everything given must hold.

    `actors`, `recipients` and `parties` are ids; several ask for incidents that have all of them. `since` and `until` are half open: an
    incident is found if its interval shares an instant with them; one without a known time is not. `words` must all stand in its
    sentences, names and ids, whatever the case.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    min_origins: int | None = None
    min_score: float | None = None
    words: tuple[str, ...] = ()

    def where(self) -> tuple[str, list[Any]]:
        """Return the condition and its parameters."""
        found = [*self._who(), *self._what(), *self._when()]
        return " AND ".join(["TRUE", *(condition for condition, _ in found)]), [value for _, values in found for value in values]

    def _who(self) -> Conditions:
        found: Conditions = [("list_contains(actor_ids, ?)", [actor]) for actor in self.actors]
        found += [("list_contains(recipient_ids, ?)", [recipient]) for recipient in self.recipients]
        found += [("(list_contains(actor_ids, ?) OR list_contains(recipient_ids, ?))", [party, party]) for party in self.parties]
        return found

    def _what(self) -> Conditions:
        found: Conditions = []
        for column, values in (("category", self.categories), ("modality", self.modalities)):
            if values:
                found.append((f"{column} IN ({', '.join('?' * len(values))})", list(values)))
        if self.place is not None:
            found.append(("(place_id = ? OR contains(lower(place), ?))", [self.place, self.place.lower()]))
        for condition, value in (("country = ?", self.country), ("origins >= ?", self.min_origins), ("score >= ?", self.min_score)):
            if value is not None:
                found.append((condition, [value]))
        return found + [("contains(words, ?)", [word.lower()]) for word in self.words]

    def _when(self) -> Conditions:
        found: Conditions = []
        if self.since is not None:
            found.append(("grain IS NOT NULL AND coalesce(ends, 'infinity') > ?", [self.since]))
        if self.until is not None:
            found.append(("grain IS NOT NULL AND coalesce(starts, '-infinity') < ?", [self.until]))
        return found
