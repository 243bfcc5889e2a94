"""GDELT 2.0 in: the export table (61 columns, no header) and, beside it, the mentions table (16 columns).

One report for each mention of an event, or one for the event where its mentions are not given. Actors keep their CAMEO codes as `cameo:`
ids; events without two actors or without a PLOVER category (CAMEO 01, 02) are left out.
Source: GDELT Event Database codebook, data format 2.0 (2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from detente.exchange.cameo_rows import known, lines, number, on_day, table
from detente.records import Grain, Page, Report, TimeSpan, Where, content_id
from detente.records.errors import BadRecord

_EXPORT, _MENTIONS = 61, 16
_PRECISION = {"1": "country", "2": "province", "3": "town", "4": "town", "5": "province"}
_KEY, _DAY, _ACTOR, _RECIPIENT, _CODE = 0, 1, 5, 15, 26
_GEO_TYPE, _GEO_NAME, _GEO_COUNTRY, _GEO_ADMIN, _LAT, _LON, _FEATURE = 51, 52, 53, 54, 56, 57, 58
_ADDED, _URL = 59, 60


def read(path: Path, mentions: Path | None = None) -> Iterator[Report]:
    """Yield the reports of an export file, with the articles of its mentions file if there is one. Raises `MissingPath`, `BadRecord`."""
    told = _mentions(mentions) if mentions else {}
    for row in lines(path):
        if len(row) != _EXPORT:
            raise BadRecord(f"{path} has a row of {len(row)} columns", hint=f"a GDELT 2.0 export file has {_EXPORT}, separated by tabs")
        event = known(row[_CODE])
        actor, recipient = row[_ACTOR].strip(), row[_RECIPIENT].strip()
        if not (event and actor and recipient):
            continue
        day, where = _moment(row[_DAY], "%Y%m%d"), _where(row)
        for address, added, score in told.get(row[_KEY]) or [(row[_URL], row[_ADDED], 1.0)]:
            yield Report(
                content_id("evt", "gdelt", row[_KEY], address),
                _page(address, added),
                event.category,
                (f"cameo:{actor}",),
                (f"cameo:{recipient}",),
                on_day(day),
                where,
                event.mode,
                event.contexts,
                score=score,
            )


def _mentions(path: Path) -> dict[str, list[tuple[str, str, float]]]:
    """Return address, time and confidence of each event's mentions; an article that mentions an event twice counts once, at its surest."""
    found: dict[str, dict[str, tuple[str, float]]] = {}
    for row in lines(path):
        if len(row) != _MENTIONS:
            raise BadRecord(f"{path} has a row of {len(row)} columns", hint=f"a GDELT 2.0 mentions file has {_MENTIONS}")
        score = (number(row[11]) or 0.0) / 100
        held = found.setdefault(row[0], {})
        if row[5] not in held or held[row[5]][1] < score:
            held[row[5]] = (row[2], score)
    return {key: [(address, *rest) for address, rest in sorted(held.items())] for key, held in found.items()}


def _page(address: str, added: str) -> Page:
    moment = _moment(added, "%Y%m%d%H%M%S") if added else None
    published = TimeSpan(moment, moment, Grain.SECOND) if moment else None
    return Page(content_id("art", "gdelt", address), urlsplit(address).hostname, published)


def _where(row: Sequence[str]) -> Where | None:
    """Return ActionGeo; its country comes as a FIPS code."""
    precision = _PRECISION.get(row[_GEO_TYPE], "unknown")
    name = row[_GEO_NAME].split(",")[0].strip()
    if not name:
        return None
    country = table("fips.csv").get(row[_GEO_COUNTRY])
    pin = (number(row[_LAT]), number(row[_LON])) if precision == "town" else (None, None)
    return Where(name, precision, f"gns:{row[_FEATURE]}" if row[_FEATURE] else None, *pin, country, row[_GEO_ADMIN] or None)


def _moment(text: str, shape: str) -> datetime:
    try:
        return datetime.strptime(text, shape)
    except ValueError:
        raise BadRecord(f"{text!r} is no time", hint=f"GDELT writes {shape}") from None
