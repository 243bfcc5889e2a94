from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.exchange.out.geojson import circle, feature, lines
from detente.records import Grain, TimeSpan
from tests.exchange.out.making import HOSTILE, NORTHTOWN, happening


def collection(*found: object) -> dict[str, Any]:
    return json.loads("".join(lines(found)))  # type: ignore[arg-type,no-any-return]


def test_a_collection_of_none_one_and_more() -> None:
    assert collection() == {"type": "FeatureCollection", "features": []}
    assert [len(collection(*[happening()] * number)["features"]) for number in (1, 2, 3)] == [1, 2, 3]


def test_a_town_is_a_point_longitude_first_with_all_that_is_said_of_it() -> None:
    (one,) = collection(happening(modality="planned"))["features"]
    assert one["geometry"] == {"type": "Point", "coordinates": [36.8, 36.1]}
    said = one["properties"]
    assert (said["modality"], said["stances"], said["according_to"], said["origins"]) == ("planned", ["asserts"], ["an envoy"], 2)
    assert said["tolls"] == {"killed": {"low": 10, "best": 12, "high": None}}
    assert (said["start"], said["end"], said["grain"]) == ("2014-11-02T00:00:00", "2014-11-03T00:00:00", "DAY")
    assert [party["id"] for party in said["actors"]] == ["group:guard"]


@pytest.mark.parametrize("precision", ["province", "country", "region", "unknown"])
def test_what_is_coarser_than_a_district_is_no_point(precision: str) -> None:
    where = replace(NORTHTOWN, precision=precision, lat=None, lon=None)
    assert feature(happening(where=where))["geometry"] is None
    assert feature(happening(where=None))["geometry"] is None


def test_a_region_is_the_circle_that_holds_it() -> None:
    def geometry(place_id: str) -> Any:
        return feature(happening(where=replace(NORTHTOWN, precision="region", place_id=place_id, lat=None, lon=None)))["geometry"]

    area = geometry("region:balkans")
    (ring,) = area["coordinates"]
    assert (area["type"], ring[0]) == ("Polygon", ring[-1])
    longitudes, latitudes = zip(*ring, strict=True)
    assert (min(longitudes) < 21 < max(longitudes), min(latitudes) < 43 < max(latitudes)) == (True, True)
    assert geometry("region:latin-america") is None, "5000 km are no place on a map"
    assert geometry("geonames:163843/northern") is None, "nobody said where the north ends"


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 3000))
def test_circles_stay_on_the_map(lat: float, lon: float, radius: float) -> None:
    ring = circle(lat, lon, radius)
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
    if ring:
        assert ring[0] == ring[-1]
        turns = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in itertools.pairwise(ring))
        assert turns <= 0, "counter-clockwise (RFC 7946, 3.1.6)"


def test_open_times_and_hostile_words() -> None:
    said = feature(happening(when=TimeSpan(None, datetime(2015, 1, 1), Grain.YEAR)))["properties"]
    assert (said["start"], said["end"], said["grain"]) == (None, "2015-01-01T00:00:00", "YEAR")
    assert feature(happening(when=None))["properties"]["grain"] is None
    told = collection(*[happening(text=words) for words in HOSTILE])["features"]
    assert [one["properties"]["text"] for one in told] == list(HOSTILE)
