"""What a screen asks of incidents: conditions on `incident_cards` with bound parameters, never values in SQL."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Conditions = list[tuple[str, list[Any]]]

_HAS = "n IN (SELECT n FROM incident_terms WHERE {})"
# For cards the numbers are gathered first: DuckDB would else hash all cards to meet them, 68 ms against 19 with 700,000 cards.
_GATHERED = "n IN (WITH found AS MATERIALIZED (SELECT DISTINCT n FROM incident_terms WHERE {}) SELECT n FROM found)"
_LIVING = "n NOT IN (SELECT n FROM gone_cards)"
_LAST = chr(0x10FFFF)
_WORD = re.compile(r"[^\W_]+")


def parts(words: str) -> list[str]:
    """Return words as they are looked up: lower case, without accents and signs.

    >>> parts("Ḥoms, Al-Atārib")
    ['homs', 'al', 'atarib']
    """
    bare = "".join(char for char in unicodedata.normalize("NFD", words) if not unicodedata.combining(char))
    return _WORD.findall(bare.lower())


@dataclass(frozen=True, slots=True)
class Asked:
    """Which incidents to show. Everything given must hold.

    `actors`, `recipients` and `parties` are ids; several ask for incidents that have all of them. `since` and `until` are half open: an
    incident is found if its interval shares an instant with them; one without a known time is not. Each of `words` must begin a word of
    its sentences or names, whatever the case and accents.
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

    @property
    def tallied(self) -> bool:
        """Whether only category and modality are asked for: then tallies answer, without a look at any card."""
        return self == Asked(categories=self.categories, modalities=self.modalities)

    @property
    def termed(self) -> bool:
        """Whether only parties and words are asked for: then terms answer, without a look at any card."""
        return bool(self._terms()) and not self._what() and not self._when()

    def terms(self) -> tuple[str, list[Any]]:
        """Return the condition on `incident_terms` and its parameters; for what is `termed`."""
        (first, values), *others = self._terms()
        others = [(_HAS.format(condition), more) for condition, more in others]
        found = [(f"({first})", values), *others, (_LIVING, [])]
        return " AND ".join(condition for condition, _ in found), [value for _, more in found for value in more]

    def narrow(self) -> tuple[str, str, list[Any]]:
        """Return the table that has the least to look at, the condition on it and its parameters; for sums over incidents.

        With a party these are its own narrow cards (`party_cards`), else all cards.
        """
        sides = [("party = ? AND acts", actor) for actor in self.actors] + [("party = ? AND receives", one) for one in self.recipients]
        sides += [("party = ?", party) for party in self.parties]
        if not sides:
            return "incident_cards", *self.where()
        first, party = sides[0]
        found: Conditions = [(first, [party]), (_LIVING, [])]
        found += [(_GATHERED.format(condition), values) for condition, values in self._terms()[1:]]
        found += [*self._what(), *self._when()]
        return "party_cards", " AND ".join(condition for condition, _ in found), [value for _, more in found for value in more]

    def where(self) -> tuple[str, list[Any]]:
        """Return the condition on `incident_cards` and its parameters."""
        found = [*((_GATHERED.format(condition), values) for condition, values in self._terms()), *self._what(), *self._when()]
        return " AND ".join(["TRUE", *(condition for condition, _ in found)]), [value for _, values in found for value in values]

    def _terms(self) -> Conditions:
        found: Conditions = [("term = ?", [f"a:{actor}"]) for actor in self.actors]
        found += [("term = ?", [f"r:{recipient}"]) for recipient in self.recipients]
        found += [("term IN (?, ?)", [f"a:{party}", f"r:{party}"]) for party in self.parties]
        begins = [f"w:{part}" for word in self.words for part in parts(word)]
        return found + [("term >= ? AND term < ?", [begin, begin + _LAST]) for begin in begins]

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
        return found

    def _when(self) -> Conditions:
        found: Conditions = []
        if self.since is not None:
            found.append(("grain IS NOT NULL AND coalesce(ends, 'infinity') > ?", [self.since]))
        if self.until is not None:
            found.append(("grain IS NOT NULL AND coalesce(starts, '-infinity') < ?", [self.until]))
        return found
