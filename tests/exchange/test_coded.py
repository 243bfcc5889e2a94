from __future__ import annotations

import dataclasses
import json
from datetime import datetime

from hypothesis import given, settings

from detente.codebook import cameo, plover
from detente.exchange.coded import article_json, refusal_json, time_json
from detente.records import Grain, Modality, Refusal, TimeSpan
from tests.making import TEXT, stories, story


def test_every_field_of_the_interface():
    _, article, coding = story()
    value = json.loads(json.dumps(article_json(article, coding)))
    assert value["article"]["text"] == TEXT
    assert value["article"]["title"] == {"start": 0, "end": 12}
    assert value["article"]["blocks"][0] == {"kind": "TITLE", "start": 0, "end": 13}
    assert value["article"]["published"] == {
        "start": "2014-11-03",
        "end": "2014-11-04",
        "grain": "DAY",
        "rule": "text_anchor",
        "score": 0.7,
        "evidence": None,
        "detail": "2 November is the day before",
    }
    assert value["article"]["datings"][1]["start"] == "2014-12-01T08:00:00"
    met, killed = value["events"]
    assert {key: met[key] for key in ("category", "mode", "contexts", "modality", "actors", "recipients", "score", "why")} == {
        "category": "CONSULT",
        "mode": None,
        "contexts": ["military"],
        "modality": "occurred",
        "actors": [0, 1],
        "recipients": [],
        "score": 0.93,
        "why": "met: CONSULT",
    }
    assert met["trigger"]["text"] == "met"
    assert TEXT[met["trigger"]["start"] : met["trigger"]["end"]] == "met"
    assert met["places"][0]["place_id"] == "geonames:1"
    assert met["places"][0]["precision"] == "town"
    assert {key: met["time"][key] for key in ("mention", "start", "end", "grain")} == {
        "mention": 3,
        "start": "2014-11-02",
        "end": "2014-11-03",
        "grain": "DAY",
    }
    assert TEXT[met["attribution"]["cue"]["start"] :].startswith("said")
    assert (met["attribution"]["chain"], met["attribution"]["stance"]) == ([4], "asserts")
    assert met["alternatives"][0]["category"] == "AGREE"
    assert killed["counts"] == {"killed": {"low": 12, "best": 12, "high": None, "mention": 6}}
    assert killed["time"] is None
    assert value["ties"][0]["state"] == "former"
    assert value["mentions"][0]["actor_id"] == "actor:river-front"
    assert value["mentions"][0]["name"] == "River Front (RF)"
    assert value["mentions"][5]["refers_to"] == [0, 1]
    assert value["mentions"][1]["actor_id"] is None


def test_codes_are_the_codebooks():
    _, article, coding = story()
    planned = dataclasses.replace(coding.events[0], modality=Modality.PLANNED)
    (event,) = article_json(article, dataclasses.replace(coding, events=(planned,)))["events"]
    code = plover("CONSULT", None, "planned")
    assert event["plover"] == {"category": code.category, "mode": code.mode, "quad": code.quad, "score": code.score}
    assert event["cameo"] == cameo("CONSULT", None, "planned")


def test_times_as_fine_as_they_are_known():
    start, end = datetime(2014, 11, 2), datetime(2014, 11, 2, 4)
    assert time_json(TimeSpan(start, end, Grain.HOUR))["start"] == "2014-11-02T00:00"
    assert time_json(TimeSpan(start, end, Grain.SECOND))["end"] == "2014-11-02T04:00:00"
    assert time_json(TimeSpan(start, None, Grain.MONTH)) == {"start": "2014-11-02", "end": None, "grain": "MONTH"}


@settings(max_examples=50, deadline=None)
@given(stories())
def test_any_coding_is_json_whose_spans_lie_in_the_text(item):
    _, article, coding = item
    value = json.loads(json.dumps(article_json(article, coding)))
    size = len(value["article"]["text"])
    spans = [*value["article"]["blocks"], *value["mentions"], *(event["sentence"] for event in value["events"])]
    assert all(0 <= span["start"] <= span["end"] <= size for span in spans)
    assert "".join(value["article"]["text"][block["start"] : block["end"]] for block in value["article"]["blocks"]) == article.text


def test_refusals():
    refusal = Refusal("cap_1", "reading", "unreadable_page", "no text", "a hint", "a.html")
    told = refusal_json(refusal)["refusal"]
    assert {key: told[key] for key in ("capture", "stage", "code", "detail")} == {
        "capture": "cap_1",
        "stage": "reading",
        "code": "unreadable_page",
        "detail": "no text",
    }
