from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from detente.live.alerting import alert, told, wrong_if_incident, wrong_if_shift
from detente.live.rules import holds, preview
from detente.records import Claim, Grain, Incident, Shift, TimeSpan, Watch
from detente.store import Store
from tests.live.making import Telling, story

DAY = TimeSpan(datetime(2014, 11, 2), datetime(2014, 11, 3), Grain.DAY)
CLAIM = Claim("evt_1", "art_1", "Paper", datetime(2014, 11, 3), (), "asserts", "occurred", "ASSAULT", (), (), None, DAY, ())
INCIDENT = Incident(
    "inc_1",
    ("evt_1",),
    "ASSAULT",
    ("up",),
    ("low", "nil:villagers"),
    "geonames:1",
    DAY,
    "occurred",
    2,
    place="Homs",
    claims=(CLAIM,),
    score=0.8,
)
SHIFT = Shift(("low", "up"), date(2014, 11, 2), "hostile", "truce", 0.5, ("inc_1",), 0.9, (), date(2014, 11, 9))
NAMES = {"up": "Upland Army", "low": "Lowland Front", "nil:villagers": "villagers"}.__getitem__


@pytest.mark.parametrize(
    ("asked", "of_incident", "of_shift"),
    [
        ({}, True, True),
        ({"on": ("shift",)}, False, True),
        ({"on": ("incident",)}, True, False),
        ({"actor": "upland"}, True, True),
        ({"actor": "nobody"}, False, False),
        ({"dyad": ("upland", "LOWLAND")}, True, True),
        ({"dyad": ("upland", "upland")}, False, False),
        ({"dyad": ("upland", "villagers")}, True, False),
        ({"place": "homs"}, True, False),
        ({"place": "Aleppo"}, False, False),
        ({"categories": ("ASSAULT", "COERCE")}, True, False),
        ({"categories": ("AID",)}, False, False),
        ({"modality": "planned"}, False, False),
        ({"origins": 2}, True, False),
        ({"origins": 3}, False, False),
        ({"score": 0.85}, False, True),
        ({"size": 0.4}, False, True),
        ({"size": 0.6}, False, False),
        ({"after": "truce"}, False, True),
        ({"after": "allied"}, False, False),
    ],
)
def test_a_watch_holds_if_all_it_asks_does(asked: dict[str, Any], of_incident: bool, of_shift: bool) -> None:
    watch = Watch("w", **asked)
    assert (holds(watch, INCIDENT, NAMES), holds(watch, SHIFT, NAMES)) == (of_incident, of_shift)


def test_a_preview_counts_the_last_year() -> None:
    old = replace(INCIDENT, id="inc_0", claims=(replace(CLAIM, published=datetime(2013, 1, 1)),))
    undated = replace(INCIDENT, id="inc_2", claims=(), when=None)
    found = preview(Watch("w"), [INCIDENT, SHIFT, old, undated], NAMES, date(2015, 11, 2))
    assert (found.times, found.by_month, found.refs) == (2, {"2014-11": 2}, (SHIFT.id, "inc_1"))


def test_an_alert_says_what_would_make_it_wrong() -> None:
    assert told(INCIDENT, NAMES) == "ASSAULT: Upland Army → Lowland Front, villagers in Homs, 2014-11-02"
    firm = wrong_if_incident(replace(INCIDENT, recipient_ids=("low",), score=0.95), NAMES)
    assert firm == ["the sentence was misread"]
    weak = replace(
        INCIDENT,
        origins=1,
        modality="planned",
        speakers=("nil:villagers",),
        event_ids=("a", "b"),
        claims=(replace(CLAIM, stance="denies"),),
    )
    reasons = " | ".join(wrong_if_incident(weak, NAMES))
    for words in ("deny", "told as planned", "one origin (Paper)", "villagers", "2 reports", "score 0.80"):
        assert words in reasons
    assert "one origin" in " | ".join(wrong_if_shift(SHIFT, [replace(INCIDENT, origins=1)], NAMES))


def test_evidence_goes_down_to_the_characters() -> None:
    from detente.derive import derive

    with Store.in_memory() as store:
        store.add_all([story(Telling("Upland", "ASSAULT", "Lowland", 3, outlet)) for outlet in (0, 1)])
        derive(store)
        (incident,) = store.world.incidents()
        found = alert(store, Watch("w"), incident)
        assert len(found.evidence) == 2
        for one in found.evidence:
            article = store.event(one.event_id).article
            assert article.text[one.start : one.end] == one.text
            assert article.url == one.url
