from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import plover
from detente.exchange.out.facts import Fact
from detente.exchange.out.plover import lines, record
from detente.records import Grain
from tests.exchange.out.making import NORTHTOWN, fact, facts, on


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(facts(), max_size=4))
def test_a_line_an_event_whatever_its_words(told: list[Fact]) -> None:
    written = "".join(lines(told))
    read = [json.loads(line) for line in written.split("\n")[:-1]]
    assert [one["id"] for one in read] == [one.id for one in told]
    for line, one in zip(read, told, strict=True):
        code = plover(one.category, one.mode, one.modality)
        assert (line["event_type"], line["auxiliary_mode"]) == (code.category, code.auxiliary)
        assert (line["modality"], line["stance"], tuple(line["according_to"])) == (one.modality, one.stance, one.speakers)
        assert [party["text"] for party in line["attributes"]["ACTOR"]] == [party.name for party in one.actors]


def test_a_plan_has_the_manuals_code_and_keeps_what_was_read() -> None:
    line = record(fact(category="CONSULT", mode="visit", modality="planned"))
    assert (line["event_type"], line["event_mode"], line["coded"]) == ("AGREE", [], {"category": "CONSULT", "mode": "visit"})
    assert record(fact(modality="negated"))["auxiliary_mode"] == "negation"


def test_what_is_unknown_is_null() -> None:
    line = record(fact(when=on(days=30, grain=Grain.MONTH), published=None, where=replace(NORTHTOWN, place_id="region:sahel")))
    assert (line["date"], line["pub_date"]) == (None, None)
    assert line["attributes"]["DATE"] == [{"start": "2014-11-02", "end": "2014-12-01", "grain": "MONTH"}]
    assert line["event_geolocation"]["geonameid"] is None
    assert record(fact(where=None))["event_geolocation"] is None
    assert record(fact())["event_geolocation"]["geonameid"] == "1"
