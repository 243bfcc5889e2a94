"""The world's best known sites, parks, waters and landscapes (`curated/sites.csv`) → rows."""

from __future__ import annotations

from detente.places.names import bare, fold
from place_sources.rows import Gathering, Row, curated, stripped

_RADIUS = 3
"""Reach in km of a site that tells none."""
CITY = 100_000
"""People of a town from which on its name is its own: no site of the same name takes it away."""

BESIDE = 0.4
"""Degrees within which a town of a site's name is taken to be meant by it: 30 to 45 km."""


def add_sites(all_: Gathering) -> None:
    """Add the sites, without the names that countries, first divisions, cities or rows before them bear."""
    by_iso3 = {all_.rows[row].country: row for row in all_.country.values()}
    taken = names_taken(all_)
    towns = towns_by_name(all_)
    for feature, name, others, lat, lon, radius, countries in curated("sites.csv"):
        where = float(lat), float(lon)
        told = [each for each in [name, *others.split(";")] if each]
        names = [each for each in told if not taken & {fold(each), bare(fold(each))} and not beside_it(towns.get(fold(each), []), where)]
        if not names:
            continue
        own = countries.split(",") if countries else []
        alone = own[0] if len(own) == 1 else ""
        row = Row(-len(all_.own) - 1, names[0].removeprefix("the "), alone, feature, names, *where)
        row.radius, row.parent = int(radius or _RADIUS), by_iso3[alone] if alone else -1
        slug = fold(names[0]).removeprefix("the ").replace(" ", "-")
        if slug in all_.shared:
            raise ValueError(f"two rows of our own are called {slug}")
        all_.own.append(slug)
        all_.shared[slug] = countries
        all_.add(row)
        taken |= {fold(each) for each in names}


def towns_by_name(all_: Gathering) -> dict[str, list[tuple[float, float]]]:
    """Return where the towns of each folded name lie."""
    out: dict[str, list[tuple[float, float]]] = {}
    for row in all_.rows:
        if row.feature in {"PPL", "PPLC"} and row.lat is not None and row.lon is not None:
            out.setdefault(fold(row.name), []).append((row.lat, row.lon))
    return out


def beside_it(towns: list[tuple[float, float]], where: tuple[float, float]) -> bool:
    """Whether a town of a site's own name lies at it, like the chief town of an island: the name is the town's."""
    return any(abs(lat - where[0]) < BESIDE and abs(lon - where[1]) < BESIDE for lat, lon in towns)


def names_taken(all_: Gathering) -> set[str]:
    """Return the folded names of countries, continents, first divisions and cities, and those of our own rows."""
    out = set()
    for row in all_.rows:
        if row.id < 0 or row.feature in {"PCLI", "CONT", "ADM1"}:
            out |= {fold(each) for each in [row.name, *row.names]}
            if row.feature == "ADM1":
                out.add(stripped(row.name))
        elif row.feature in {"PPL", "PPLC"} and row.population >= CITY:
            out.add(fold(row.name))
    return out
