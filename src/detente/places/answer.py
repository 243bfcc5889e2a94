"""From the winning candidate to an answer: precision, score, reason; directions and borders become regions."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from detente.places.context import Resolved
from detente.places.index import Index
from detente.places.phrases import Phrase
from detente.places.words import DIRECTIONS
from detente.records import Place, Precision

_PRECISION = {"PCLI": Precision.COUNTRY, "ADM1": Precision.PROVINCE, "ADM2": Precision.DISTRICT}
_POINTS = frozenset(
    {
        *("AIRB", "AIRP", "BLDG", "HSTS", "DAM", "FCL", "NVB", "INSM", "PRNX", "CHKP", "SQR", "CMPRF", "HLL", "OILF", "TNL"),
        *("UNIV", "STDM", "PAL", "CSTL", "CH", "MSQE", "PRT"),
    }
)
_TOWNS = frozenset({"PPL", "PPLC", "PPLX"})
_KM_A_DEGREE = 111.2
_KIND = {Precision.COUNTRY: "country", Precision.PROVINCE: "province", Precision.DISTRICT: "district", Precision.TOWN: "town"}


def answer(index: Index, phrase: Phrase, rows: npt.NDArray[np.int64] | None, scores: npt.NDArray[np.float64] | None) -> Resolved:
    """Say what one phrase means, given the candidates of its name (None = no bearer) and how each fits the article."""
    if phrase.vague:
        return Resolved(None, Precision.UNKNOWN, 0.0, "names no place")
    if rows is None or scores is None or not len(rows):
        return Resolved(None, Precision.UNKNOWN, 0.0, "no place of this name is known")
    best = int(scores.argmax())
    row = int(rows[best])
    weights = np.exp(scores - scores[best])
    score = round(float(1 / weights.sum()), 4)
    detail = _why(index, row, len(rows))
    if phrase.border and index.feature(row) == "PCLI":
        return _region(index, row, phrase, score, f"the border of {index.name(row)}, a stretch of land; {detail}")
    direction = DIRECTIONS.get(phrase.direction or "")
    if (direction is not None or phrase.part) and index.feature(row) not in _TOWNS | _POINTS:
        return _region(index, row, phrase, score, f"“{phrase.text}”: a part of {index.name(row)}, no pin; {detail}")
    return Resolved(index.place(row), _precision(index.feature(row)), score, detail, int(index.radii[row]))


def _precision(feature: str) -> Precision:
    if feature in _TOWNS:
        return Precision.TOWN
    if feature in _POINTS:
        return Precision.POINT
    return _PRECISION.get(feature, Precision.REGION)


def _why(index: Index, row: int, rivals: int) -> str:
    holders = ", ".join(index.name(each) for each in index.above(row))
    where = f" in {holders}" if holders else ""
    kind = _KIND.get(_precision(index.feature(row)), "place")
    choice = "the only one of this name" if rivals == 1 else f"best of {rivals} of this name by the places and countries beside it"
    return f"{kind} {index.name(row)}{where}: {choice}"


def _region(index: Index, row: int, phrase: Phrase, score: float, detail: str) -> Resolved:
    """A part of a country, province or region: a circle shifted from the middle half a radius into the direction."""
    whole = index.place(row)
    radius = int(index.radii[row])
    word = (phrase.direction or "") if phrase.direction in DIRECTIONS else ""
    north, east = DIRECTIONS.get(word, (0, 0))
    lat, lon = whole.lat, whole.lon
    if lat is not None and lon is not None and (north or east):
        step = radius / 2 / _KM_A_DEGREE / math.hypot(north, east)
        lat = max(-90.0, min(90.0, lat + north * step))
        lon = lon + east * step / max(0.1, math.cos(math.radians(lat)))
        lon = (lon + 180) % 360 - 180
    slug = "border" if phrase.border else word or "part"
    name = f"{whole.name} border" if phrase.border else f"{word} {whole.name}".strip() if word else f"part of {whole.name}"
    place = Place(f"{whole.id}/{slug}", name, _rounded(lat), _rounded(lon), whole.country, whole.admin1, "RGN")
    return Resolved(place, Precision.REGION, score, detail, radius if phrase.border else max(1, round(radius * 0.7)))


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 2)
