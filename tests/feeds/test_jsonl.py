from __future__ import annotations

import json


def test_one_capture_a_line_and_a_bad_line_costs_only_itself(take):
    lines = [
        b'{"text": "Two groups met.", "url": "http://a/1"}',
        b"oops",
        b'{"title": "They parted"}',
        b"",
        b'{"text": 5}',
        b'{"other": "x"}',
        b'["text"]',
        b"\xff\xfe{",
        b"null",
        b'{"text": "The last one."}',
    ]
    captures, refusals = take(b"\n".join(lines))
    assert [json.loads(capture.body).get("text") for capture in captures] == ["Two groups met.", None, "The last one."]
    assert [capture.url for capture in captures] == ["http://a/1", None, None]
    assert {capture.media_type for capture in captures} == {"application/json"}
    assert [refusal.code for refusal in refusals] == ["bad_record"] * 6
    assert [refusal.feed for refusal in refusals] == ["here:2", "here:5", "here:6", "here:7", "here:8", "here:9"]
    assert all(refusal.hint for refusal in refusals)


def test_a_spoilt_first_line_does_not_hide_the_rest(take):
    captures, refusals = take(b'{"text": "cut o\n' + b'{"text": "Two groups met."}\n' * 3)
    assert len(captures) == 3
    assert [refusal.feed for refusal in refusals] == ["here:1"]


def test_a_document_of_one_object_or_many(take):
    one = {"text": "Two groups met.", "title": "Meeting"}
    for value, expected in ((one, 1), ([one, {"text": "x"}], 2)):
        for indent in (None, 2):
            captures, refusals = take(json.dumps(value, indent=indent).encode())
            assert len(captures) == expected
            assert json.loads(captures[0].body) == one
            assert refusals == []


def test_deep_nesting_is_no_crash(take):
    captures, refusals = take(b'{"text": "x"}\n{"text": ' + b"[" * 200_000 + b"\n")
    assert len(captures) == 1
    assert [refusal.code for refusal in refusals] == ["bad_record"]


def test_a_line_too_long_is_refused_and_the_next_taken(take):
    long = b'{"text": "' + b"a" * 300_000 + b'"}\n'
    captures, refusals = take(b'{"text": "x"}\n' + long + b'{"text": "y"}\n', page_bytes=1000)
    assert [json.loads(capture.body)["text"] for capture in captures] == ["x", "y"]
    assert [(refusal.code, refusal.feed) for refusal in refusals] == [("oversized_input", "here:2")]
