"""How far apart two places are, given how finely each is known."""

from __future__ import annotations

import math
from typing import Any

from detente.records import Where

# Kilometres from the pin of such a place to its edge, roughly: what is nearer may lie inside.
_BLUR = {"point": 1.0, "town": 6.0, "district": 20.0, "province": 80.0}
_WIDE = frozenset({"country", "region", "unknown"})
_SAME = {"district": "same_area", "province": "same_area", "region": "same_land", "country": "same_land", "unknown": "same_land"}
_NEIGHBOURS = 60.0
_ONE_PLACE = 2.0
"""Two entries of a gazetteer as near as this are one place told twice; villages lie closer together than towns are wide."""

_EARTH = 6371.0
Finding = tuple[str, tuple[Any, ...]]


def apart(a: Where, b: Where) -> list[Finding]:
    """Return the level of two places.

    Steps: 1. one id, or one name where neither is known: of a town or finer, the same place; of a district or province, or wider, the
    less the wider it is, since much happens there; 2. other countries are far; 3. a country, region or unknown place tells nothing
    finer; 4. by distance, within the blur of both; 5. one finely known place within a coarsely known one.
    """
    if (a.place_id and a.place_id == b.place_id) or (not a.place_id and not b.place_id and a.name.casefold() == b.name.casefold()):
        return [(_SAME.get(a.precision, "same_place"), (a.name, "by id" if a.place_id else "by name", a.precision))]
    if a.country and b.country and a.country != b.country:
        return [("far", (a.name, b.name, f"in {a.country} and {b.country}"))]
    coarse, fine = (a, b) if _blur(a) >= _blur(b) else (b, a)
    if coarse.precision in _WIDE:
        return [("inside", (fine.name, coarse.name))] if coarse.country and coarse.country == fine.country else []
    if coarse.precision == "province" and coarse.admin1 and fine.admin1:
        return [
            ("inside", (fine.name, coarse.name))
            if coarse.admin1 == fine.admin1
            else ("far", (fine.name, coarse.name, "in other provinces"))
        ]
    between = distance(a, b)
    if between is None:
        return []
    if between <= _ONE_PLACE and coarse.precision in ("point", "town"):
        return [("same_place", (a.name, f"{between:.0f} km from {b.name}", a.precision))]
    if between <= _blur(coarse) and coarse.precision != fine.precision:
        return [("inside", (fine.name, coarse.name))]
    return [("neighbours" if between <= _NEIGHBOURS else "far", (a.name, b.name, f"{between:.0f} km apart"))]


def distance(a: Where, b: Where) -> float | None:
    """Return kilometres along the great circle; None where a place has no pin.

    >>> round(distance(Where("Aleppo", "town", lat=36.2, lon=37.16), Where("Homs", "town", lat=34.73, lon=36.72)))
    168
    """
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b, across = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    chord = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(across / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, chord)))


def _blur(where: Where) -> float:
    return _BLUR.get(where.precision, math.inf)
