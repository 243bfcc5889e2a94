"""PLOVER out: JSON lines shaped as NGEC writes them, the coder behind POLECAT, with what that shape has no field for beside it.

Source of the fields: NGEC (Halterman et al. 2023, "Creating Custom Event Data Without Dictionaries") and the POLECAT data paper. The code
is the one that PLOVER's manual gives category and modality together (a planned meeting is AGREE); `coded` keeps what was read, and
`modality`, `stance` and `according_to` say what no POLECAT field can.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from detente.codebook import plover
from detente.exchange.out.days import bounds, day_of
from detente.exchange.out.facts import Fact, country_name
from detente.records import Party, TimeSpan, Where

Json = dict[str, Any]
VERSION = "detente"


def lines(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield one JSON object a line for each event."""
    for fact in facts:
        yield json.dumps(record(fact), ensure_ascii=False) + "\n"


def record(fact: Fact) -> Json:
    """Return an event as NGEC shapes it."""
    code = plover(fact.category, fact.mode, fact.modality)
    day, published = day_of(fact.when), day_of(fact.published)
    return {
        "id": fact.id,
        "date": day.isoformat() if day else None,
        "event_type": code.category,
        "event_mode": [code.mode] if code.mode else [],
        "auxiliary_mode": code.auxiliary,
        "quad_code": code.quad,
        "event_intensity": code.score,
        "contexts": list(fact.contexts),
        "event_text": fact.text,
        "attributes": {
            "ACTOR": [_party(one) for one in fact.actors],
            "RECIP": [_party(one) for one in fact.recipients],
            "LOC": [{"text": fact.where.name}] if fact.where else [],
            "DATE": [_when(fact.when)] if fact.when else [],
        },
        "event_geolocation": _place(fact.where) if fact.where else None,
        "pub_date": published.isoformat() if published else None,
        "publisher": fact.outlet,
        "url": fact.url,
        "headline": fact.headline,
        "story_id": fact.article_id,
        "lang": fact.language,
        "version": VERSION,
        "coded": {"category": fact.category, "mode": fact.mode},
        "modality": fact.modality,
        "stance": fact.stance,
        "according_to": list(fact.speakers),
        "counts": {toll.kind: {"low": toll.low, "best": toll.best, "high": toll.high} for toll in fact.tolls},
        "score": fact.score,
    }


def _party(party: Party) -> Json:
    return {
        "id": party.id,
        "text": party.name,
        "country": party.country,
        "country_name": country_name(party.country),
        "code_1": party.sector,
    }


def _when(when: TimeSpan) -> Json:
    """Both days of an interval (the second included) and the grain of its words."""
    days = bounds(when)
    start, end = (day.isoformat() for day in days) if days else (None, None)
    return {"start": start, "end": end, "grain": when.grain.value}


def _place(where: Where) -> Json:
    """Where, as fine as it is known: a pin only for what is finer than a province."""
    number = (where.place_id or "").removeprefix("geonames:")
    return {
        "resolved_placename": where.name,
        "geonameid": number if number.isdigit() else None,
        "country_code3": where.country,
        "admin1_name": where.admin1,
        "lat": where.lat,
        "lon": where.lon,
        "precision": where.precision,
    }
