"""The gazetteer: names → places. `candidates` tells who bears a name, `resolve` who is meant in this article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from detente.places.context import Context, Resolved, Toponym
from detente.places.index import Index, load_index
from detente.places.names import bare, fold, loose
from detente.places.resolve import resolve
from detente.records import Place

__all__ = ["Area", "Context", "Gazetteer", "Resolved", "Toponym", "gazetteer"]

_LATELY = 4096
"""Names remembered with their bearers, some five each: two megabytes."""


@dataclass(frozen=True, slots=True)
class Area:
    """A circle that holds a place: its middle in degrees WGS 84 and its radius in km."""

    lat: float
    lon: float
    radius_km: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places known, behind an index. Who bears a name is kept for names asked for lately: the news repeats them."""

    index: Index
    _lately: dict[str, list[tuple[int, int]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def candidates(self, surface: str) -> list[Place]:
        """Return every place that bears a name, in whatever spelling, the most peopled first.

        >>> gazetteer().candidates("Atareb")[0].id
        'geonames:174030'
        """
        rows = {row for row, _ in hits(self.index, surface)}
        return sorted((self.index.place(row) for row in rows), key=lambda place: (-place.population, place.id))

    def area(self, place_id: str) -> Area | None:
        """Return the circle that holds a place, None where its reach is not known.

        >>> gazetteer().area("region:balkans")
        Area(lat=43.0, lon=21.0, radius_km=600)
        """
        row = self.index.row(place_id)
        where = None if row is None else self.index.where(row)
        if row is None or where is None or not int(self.index.radii[row]):
            return None
        return Area(*where, int(self.index.radii[row]))

    def admin1(self, place_id: str) -> str | None:
        """Return the province that a place lies in, None for what lies in none or is not here.

        >>> gazetteer().admin1("geonames:174030")
        'Aleppo'
        """
        row = self.index.row(place_id)
        return None if row is None else self.index.admin1(row)

    def resolve(self, surfaces: Sequence[Toponym], context: Context | None = None) -> list[Resolved]:
        """Return the place meant by each phrase of one article, all of them weighed together."""
        return resolve(self.index, self._hits, surfaces, context or Context())

    def _hits(self, surface: str) -> list[tuple[int, int]]:
        """`hits`, remembered."""
        found = self._lately.get(surface)
        if found is None:
            if len(self._lately) >= _LATELY:
                self._lately.clear()
            found = self._lately[surface] = hits(self.index, surface)
        return found


def hits(index: Index, surface: str) -> list[tuple[int, int]]:
    """(row, match) of every place that bears a name: as written, else without article, else by sound."""
    key = fold(surface)
    found = index.find(key)
    plain = bare(key)
    if plain != key:
        found += [(row, max(match, 2)) for row, match in index.find(plain) if row not in {each for each, _ in found}]
    if not found and (sound := loose(key)):
        found = index.find(f"~{sound}")
    return found


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the shipped gazetteer, loaded once. Raises `ModelError` if its file is missing or damaged."""
    return Gazetteer(load_index())
