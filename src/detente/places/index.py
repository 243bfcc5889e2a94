"""The compiled gazetteer: sorted arrays in one file, so that a search is a binary search and loading is reading.

Rows are places. A key is the 64-bit hash of a folded name; `keys` is sorted and `hits` holds the row of each key, with the kind of match in
its top bits. A false hit needs two names with one hash: about one in 10^13 searches. `scripts/build_places.py` writes the file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.records import Place
from detente.records.errors import ModelError

MATCHES = ("name", "other name", "bare name", "sound")
"""How a key met a name, best first: its own name, an alternate name, either without article or type word, its sound."""
MATCH_SHIFT = 29
ROW_MASK = (1 << MATCH_SHIFT) - 1
NO_PLACE = -(1 << 31)
"""Latitude of a row without coordinates."""
DEGREE = 100_000
FILE = "gazetteer.npz"

_NUMBERS = ("keys", "hits", "ids", "lats", "lons", "populations", "parents", "radii", "features", "countries", "name_ends")

Ints = npt.NDArray[np.int32]


def hash_key(key: str) -> int:
    """Return the 64-bit number under which a key is filed."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Index:
    """The arrays of the gazetteer, one entry a place except `keys`/`hits` and the texts.

    `ids` GeoNames id, or minus the row's place in `own` minus one; `lats`/`lons` in 1e-5 degrees; `parents` row or -1; `radii` km, 0 =
    unknown; `features` and `countries` number the lists `feature_codes` and `iso3`.
    """

    keys: npt.NDArray[np.uint64]
    hits: npt.NDArray[np.uint32]
    ids: Ints
    lats: Ints
    lons: Ints
    populations: Ints
    parents: Ints
    radii: npt.NDArray[np.uint16]
    features: npt.NDArray[np.uint8]
    countries: npt.NDArray[np.uint8]
    name_ends: npt.NDArray[np.uint32]
    names: bytes
    feature_codes: tuple[str, ...]
    iso3: tuple[str, ...]
    own: tuple[str, ...]
    shared: dict[str, tuple[str, ...]]
    neighbours: dict[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, key: str) -> list[tuple[int, int]]:
        """Return (row, match) of every place filed under a key; match numbers `MATCHES`."""
        wanted = np.uint64(hash_key(key))
        start = int(self.keys.searchsorted(wanted))
        out = []
        while start < len(self.keys) and self.keys[start] == wanted:
            hit = int(self.hits[start])
            out.append((hit & ROW_MASK, hit >> MATCH_SHIFT))
            start += 1
        return out

    def name(self, row: int) -> str:
        """The place's own name."""
        start = int(self.name_ends[row - 1]) if row else 0
        return str(self.names[start : int(self.name_ends[row])], "utf-8")

    def feature(self, row: int) -> str:
        """The GeoNames feature code."""
        return self.feature_codes[int(self.features[row])]

    def country(self, row: int) -> str | None:
        """ISO 3166 alpha-3 of the place's country; None for what belongs to none or to several."""
        return self.iso3[int(self.countries[row])] or None

    def place_id(self, row: int) -> str:
        """`geonames:174030`, or `region:sahel` for rows of our own."""
        number = int(self.ids[row])
        return f"geonames:{number}" if number >= 0 else f"region:{self.own[-number - 1]}"

    def row(self, place_id: str) -> int | None:
        """The row of a place, None for an id that is not here: the way back from `place_id`."""
        kind, _, name = place_id.partition(":")
        if kind == "region" and name in self.own:
            number = -self.own.index(name) - 1
        elif kind == "geonames" and name.isascii() and name.isdigit() and int(name) <= np.iinfo(np.int32).max:
            number = int(name)
        else:
            return None
        found = np.flatnonzero(self.ids == number)
        return int(found[0]) if len(found) else None

    def where(self, row: int) -> tuple[float, float] | None:
        """Latitude and longitude in degrees WGS 84, or None where nobody told."""
        lat = int(self.lats[row])
        return None if lat == NO_PLACE else (lat / DEGREE, int(self.lons[row]) / DEGREE)

    def above(self, row: int) -> list[int]:
        """The rows that hold this one, nearest first: district, province, country."""
        out: list[int] = []
        parent = int(self.parents[row])
        while parent >= 0 and len(out) < 4:
            out.append(parent)
            parent = int(self.parents[parent])
        return out

    def admin1(self, row: int) -> str | None:
        """Name of the province the place lies in (its own, for a province)."""
        return next((self.name(each) for each in [row, *self.above(row)] if self.feature(each) == "ADM1"), None)

    def place(self, row: int) -> Place:
        """The record of a row."""
        lat, lon = self.where(row) or (None, None)
        return Place(
            self.place_id(row), self.name(row), lat, lon, self.country(row), self.admin1(row), self.feature(row), int(self.populations[row])
        )


@lru_cache(maxsize=1)
def load_index() -> Index:
    """Read the shipped index. Raises `ModelError` if it is missing or damaged."""
    try:
        with resources.files("detente.places").joinpath("data", FILE).open("rb") as handle, np.load(handle, allow_pickle=False) as arrays:
            return _index_of(arrays)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the gazetteer can't be read: {error}", hint="scripts/build_places.py makes it anew") from error


def _index_of(arrays: Any) -> Index:
    def lines(name: str) -> tuple[str, ...]:
        return tuple(bytes(arrays[name]).decode().split("\n"))

    def table(name: str) -> dict[str, tuple[str, ...]]:
        return {left: tuple(right.split(",")) for left, _, right in (line.partition("=") for line in lines(name)) if right}

    numbers: Any = {name: arrays[name] for name in _NUMBERS}
    return Index(
        **numbers,
        names=bytes(arrays["names"]),
        feature_codes=lines("feature_codes"),
        iso3=lines("iso3"),
        own=lines("own"),
        shared=table("shared"),
        neighbours=table("neighbours"),
    )
