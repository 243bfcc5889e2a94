"""What the readers fill: drafts of actors, and the pile that keeps one group one node."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.actors.names import normalise

OPEN_START, OPEN_END = 0, 99999999
STRONG, WEAK = 2, 1  # weight of a name: a name proper, or one that others bear too (a surname, a demonym, a capital)


def day(text: str | None, *, end: bool = False) -> int:
    """Turn 2014, 2014-02 or 2014-02-28 into yyyymmdd; an end without day or month is the end of that year or month, exclusive."""
    if not text:
        return OPEN_END if end else OPEN_START
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return parts[0] * 10000 + parts[1] * 100 + parts[2]
    if len(parts) == 2:
        year, month = parts
        if end:
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return year * 10000 + month * 100 + 1
    return (parts[0] + end) * 10000 + 101


def slug(text: str) -> str:
    """Return an id-safe form of a name."""
    return re.sub(r"[^a-z0-9]+", "-", normalise(text)).strip("-")


@dataclass(slots=True)
class Draft:
    """An actor in the making; dates are yyyymmdd, half open."""

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    start: int = OPEN_START
    end: int = OPEN_END
    names: dict[tuple[str, int, int], tuple[str, int, str]] = field(default_factory=dict)
    stands: set[tuple[str, str, int, int, str]] = field(default_factory=set)
    roles: set[tuple[str, str, int, int, str]] = field(default_factory=set)

    def call(self, text: str, cites: str, *, start: int = OPEN_START, end: int = OPEN_END, weight: int = STRONG) -> None:
        """Add a name; the first to tell it is cited, the greater weight stays."""
        key = normalise(text)
        if len(key) < 2:
            return
        held = self.names.get((key, start, end))
        if held is None or held[1] < weight:
            self.names[key, start, end] = (" ".join(text.split()), weight, held[2] if held else cites)


class Pile:
    """All drafts by id, with an index of their names so that a later source adds to a node instead of making a second."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self._by_key: dict[str, list[Draft]] = {}
        self._people: dict[str, list[Draft]] = {}

    def add(self, draft: Draft) -> Draft:
        """Put a new draft on the pile; two of one id are a mistake of a source."""
        if draft.id in self.drafts:
            raise ValueError(f"{draft.id} comes twice")
        self.drafts[draft.id] = draft
        if draft.id.startswith("person:"):
            self._people.setdefault(draft.country, []).append(draft)
        self.index(draft)
        return draft

    def index(self, draft: Draft) -> None:
        """File a draft under its names, again after names were added."""
        for key, _, _ in draft.names:
            held = self._by_key.setdefault(key, [])
            if draft not in held:
                held.append(draft)

    def named(self, text: str) -> list[Draft]:
        """Return the drafts that bear a name."""
        return self._by_key.get(normalise(text), [])

    def people(self, country: str) -> list[Draft]:
        """Return the persons of a country that our own files and REIGN told of."""
        return self._people.get(country, [])

    def same(self, names: list[str], country: str, kinds: frozenset[str]) -> Draft | None:
        """Return the one draft of these kinds that bears one of the names and may be of that country, or None.

        A short name (an acronym) proves nothing across borders, so it needs the same country.
        """
        for name in names:
            found = [draft for draft in self.named(name) if draft.kind in kinds and _agrees(draft, country, name)]
            if len(found) == 1:
                return found[0]
        return None


def _agrees(draft: Draft, country: str, name: str) -> bool:
    if draft.country == country:
        return True
    return (draft.country == "IMG" or not country) and len(normalise(name)) > 5
