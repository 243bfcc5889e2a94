"""GeoJSON out (RFC 7946): one feature an incident. What is finer than a province is a point; a known region is its circle; else none.

A province or country has no geometry either: its middle is a place where nothing happened. Its id stands in `place_id`, so that whoever has
its outline can draw it. Everything else is in the properties: modality, stances, who says so, tolls, origins, the sentence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from detente.exchange.out.facts import Happening
from detente.records import Party, TimeSpan, Where

Json = dict[str, Any]
# Corners of a circle: with 32 the outline stays within half a percent of the radius.
_CORNERS = 32
# Larger circles (Africa, the Middle East) are no place on a map any more, and near the poles no circle.
_LARGEST_KM = 1500
_KM_A_DEGREE = 111.32
_DIGITS = 4


def lines(happenings: Iterable[Happening]) -> Iterator[str]:
    """Yield a feature collection, a feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    for number, happening in enumerate(happenings):
        yield (",\n" if number else "\n") + json.dumps(feature(happening), ensure_ascii=False)
    yield "\n]}\n"


def feature(happening: Happening) -> Json:
    """Return one incident as a feature."""
    incident, where = happening.incident, happening.where
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _geometry(where),
        "properties": {
            "category": incident.category,
            "mode": incident.mode,
            "modality": incident.modality,
            "contexts": list(incident.contexts),
            **_when(incident.when),
            "actors": [_party(one) for one in happening.actors],
            "recipients": [_party(one) for one in happening.recipients],
            "place": where.name if where else None,
            "place_id": where.place_id if where else None,
            "precision": where.precision if where else "unknown",
            "country": where.country if where else None,
            "tolls": {toll.kind: {"low": toll.low, "best": toll.best, "high": toll.high} for toll in incident.tolls},
            "stances": sorted({claim.stance for claim in incident.claims}),
            "according_to": list(happening.speakers),
            "outlets": list(happening.outlets),
            "articles": list(incident.article_ids),
            "origins": incident.origins,
            "score": incident.score,
            "text": happening.text,
        },
    }


def _party(party: Party) -> Json:
    return {"id": party.id, "name": party.name}


def _when(when: TimeSpan | None) -> Json:
    """The interval, half open, and its grain."""
    start, end = (when.start, when.end) if when else (None, None)
    said = {"start": start.isoformat() if start else None, "end": end.isoformat() if end else None}
    return {**said, "grain": when.grain.value if when else None}


def _geometry(where: Where | None) -> Json | None:
    if where is None:
        return None
    if where.lat is not None and where.lon is not None:
        return {"type": "Point", "coordinates": [round(where.lon, 5), round(where.lat, 5)]}
    return _area(where.place_id) if where.precision == "region" and where.place_id else None


def _area(place_id: str) -> Json | None:
    """Return the circle that holds a region; none for what has no known reach, or one that a map can't show as a circle."""
    from detente.places import gazetteer

    area = gazetteer().area(place_id)
    if area is None or area.radius_km > _LARGEST_KM:
        return None
    corners = circle(area.lat, area.lon, area.radius_km)
    return {"type": "Polygon", "coordinates": [corners]} if corners else None


def circle(lat: float, lon: float, radius_km: float) -> list[list[float]]:
    """Return a closed ring, counter-clockwise, of [lon, lat] corners; none where it would cross the antimeridian or reach a pole.

    >>> ring = circle(0.0, 10.0, 111.32)
    >>> ring[0] == ring[-1], ring[0]
    (True, [11.0, 0.0])
    """
    height = radius_km / _KM_A_DEGREE
    if abs(lat) + height >= 85:
        return []
    width = height / math.cos(math.radians(lat))
    if not -180 <= lon - width <= lon + width <= 180:
        return []
    turns = [2 * math.pi * corner / _CORNERS for corner in range(_CORNERS)]
    ring = [[round(lon + width * math.cos(turn), _DIGITS), round(lat + height * math.sin(turn), _DIGITS)] for turn in turns]
    return [*ring, ring[0]]
