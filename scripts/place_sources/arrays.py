"""Rows → the sorted arrays of the gazetteer, and the file that holds them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from detente.places.index import DEGREE, MATCH_SHIFT, MATCHES, NO_PLACE, hash_key
from detente.places.names import bare, fold, loose
from place_sources.rows import Gathering, Row, stripped

_FORMER = MATCHES.index("sound")
"""A former name is worth no more than a sound."""
_BY_EAR = (
    "SY IQ LB JO PS IL EG LY TN DZ MA MR SD SS SO DJ ER ET YE SA AE OM QA BH KW IR AF "
    "PK IN BD LK NP MM UA RU BY GE AM AZ KZ KG UZ TJ TM TR ML NE TD NG CF KP CN KR KM"
)
TRANSLITERATED = frozenset(_BY_EAR.split())
"""Countries whose towns newsrooms spell by ear: only these get sound keys. For the rest they would bring unlike names together."""

ENGLISH = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})
"""Countries whose towns bear their own names in English news: their other names are former ones ("Riverdale" of Glendale), or nicknames."""


def keys_of(row: Row, iso2_of: dict[str, str]) -> dict[str, int]:
    """Every key of a place with its best match."""
    out: dict[str, int] = {}

    def offer(key: str, match: int) -> None:
        if key and key.isascii() and len(key) > 1 and match < out.get(key, 9):
            out[key] = match

    own = fold(row.name)
    offer(own, 0)
    for each in row.names:
        offer(fold(each), _FORMER if is_former(row, each) else 1)
    for key, match in list(out.items()):
        offer(bare(key) if bare(key) != key else "", max(match, 2))
        if row.feature in {"ADM1", "ADM2"}:
            offer(stripped(key) if stripped(key) != key else "", max(match, 2))
    if row.feature in {"ADM1", "ADM2"} or iso2_of.get(row.country) in TRANSLITERATED:
        for key in list(out):
            sound = loose(stripped(key) if row.feature.startswith("ADM") else key)
            offer(f"~{sound}" if sound else "", 3)
    return out


def is_former(row: Row, name: str) -> bool:
    """Whether another name of a town isn't what it is called today: of an English-speaking country, and no part of its own name."""
    return row.feature.startswith("PPL") and row.country in ENGLISH and fold(name) not in fold(row.name)


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
