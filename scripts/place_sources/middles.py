"""Where divisions and countries lie: the middle of their towns, how far these reach, how many live there."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from detente.places.names import fold
from place_sources.rows import Gathering, Row, stripped


def settle(all_: Gathering) -> None:
    """Give divisions and countries the middle of their towns, their people and a radius; a district without
    towns takes its namesake's place.
    """
    below: dict[int, list[Row]] = defaultdict(list)
    for row in all_.rows:
        if row.feature.startswith("PPL"):
            parent = row.parent
            while parent >= 0:
                below[parent].append(row)
                parent = all_.rows[parent].parent
    names: dict[tuple[int, str], Row] = {}
    for row in all_.rows:
        if row.feature.startswith("PPL"):
            for parent in {row.parent, all_.rows[row.parent].parent}:
                for name in [row.name, *row.names]:
                    names.setdefault((parent, fold(name)), row)
    for number, row in enumerate(all_.rows):
        if row.feature not in {"ADM1", "ADM2", "PCLI"}:
            continue
        towns = below.get(number) or [town for town in [names.get((row.parent, stripped(row.name)))] if town]
        if not towns:
            continue
        lat, lon, radius = middle(towns)
        if row.lat is None:
            row.lat, row.lon = lat, lon
        row.radius = row.radius or radius
        row.population = row.population or sum(town.population for town in towns)


def middle(towns: Sequence[Row]) -> tuple[float, float, int]:
    """Middle of the area that the towns span, and the distance that holds nine in ten of them (km).

    The mean of the towns would lie where people live; the middle of their hull lies near the middle of the land.
    """
    around = towns[0].lon
    points = sorted({((town.lon - around + 180) % 360 - 180, town.lat) for town in towns})
    x, y = centroid(hull(points))
    lat, lon = y, (x + around + 180) % 360 - 180
    xyz = np.array([unit(town.lat, town.lon) for town in towns])
    away = 6371 * np.arccos(np.clip(xyz @ np.array(unit(lat, lon)), -1, 1))
    return round(lat, 4), round(lon, 4), max(5, round(float(np.quantile(away, 0.9))))


Point = tuple[float, float]


def hull(points: Sequence[Point]) -> list[Point]:
    """Convex hull of sorted points, counter-clockwise (Andrew's monotone chain)."""
    if len(points) < 3:
        return list(points)

    def half(ordered: Iterable[Point]) -> list[Point]:
        out: list[Point] = []
        for x, y in ordered:
            while len(out) > 1 and (out[-1][0] - out[-2][0]) * (y - out[-2][1]) <= (out[-1][1] - out[-2][1]) * (x - out[-2][0]):
                out.pop()
            out.append((x, y))
        return out[:-1]

    return half(points) + half(reversed(points))


def centroid(corners: Sequence[Point]) -> Point:
    """Centre of area of a convex polygon; the mean of its corners where it has no area."""
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in sides) / 2
    if len(corners) < 3 or abs(area) < 1e-6:
        return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
    cross = [(a[0] * b[1] - b[0] * a[1], a, b) for a, b in sides]
    return sum((a[0] + b[0]) * c for c, a, b in cross) / 6 / area, sum((a[1] + b[1]) * c for c, a, b in cross) / 6 / area


def unit(lat: float, lon: float) -> tuple[float, float, float]:
    """Degrees → a unit vector."""
    a, b = math.radians(lat), math.radians(lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)
