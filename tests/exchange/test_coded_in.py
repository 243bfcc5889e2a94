from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.exchange.coded import article_json
from detente.exchange.coded_in import coded, read
from detente.exchange.out import jsonl
from detente.records import Article, Capture, Coding
from detente.records.errors import BadRecord, MissingPath
from tests.making import stories, story


def as_json(article: Article, coding: Coding) -> Any:
    return json.loads(json.dumps(article_json(article, coding)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_what_goes_out_comes_back_and_goes_out_the_same(told: tuple[Capture, Article, Coding]) -> None:
    """Law 6."""
    _, article, coding = told
    form = as_json(article, coding)
    back = coded(form, article.capture_id)
    assert as_json(*back) == form
    assert coded(as_json(*back), article.capture_id) == back


def test_records_come_back_whole(tmp_path: Path) -> None:
    _, article, coding = story()
    path = tmp_path / "coded.jsonl"
    path.write_text("".join(jsonl.lines([(article, coding)])) + '\n{"refusal": {}}\n', "utf-8")
    ((capture, read_back, found),) = read(path)
    assert json.loads(capture.body) == as_json(article, coding)
    assert (read_back.text, read_back.blocks, read_back.datings) == (article.text, article.blocks, article.datings)
    assert (read_back.capture_id, found.article_id) == (capture.id, article.id)
    assert found.events == coding.events
    assert [mention.span for mention in found.mentions] == [mention.span for mention in coding.mentions]


PATHS = (
    ("article",), ("article", "text"), ("article", "blocks"), ("mentions",), ("mentions", 0, "start"), ("mentions", 0, "kind"),
    ("events", 0, "trigger"), ("events", 0, "category"), ("events", 0, "actors"), ("events", 0, "modality"), ("events", 0, "time", "grain"),
    ("events", 0, "places", 0, "precision"), ("events", 1, "counts", "killed", "best"), ("ties", 0, "a"),
    ("article", "datings", 0, "start"),
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=str)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wrong=st.sampled_from([[], {}, "x", -1, 10**9, 1.5, True, [99], "2014-99-99"]))
def test_what_is_no_coded_article_is_refused(path: tuple[Any, ...], wrong: object) -> None:
    _, article, coding = story()
    form = copy.deepcopy(as_json(article, coding))
    *way, last = path
    owner = form
    for step in way:
        owner = owner[step]
    unharmed = as_json(article, coding)
    owner[last] = wrong
    try:
        back = coded(form, "cap_1")
    except BadRecord:
        return
    assert as_json(*back) != unharmed, "another article, but one"


def test_spans_outside_gaps_and_nobodies() -> None:
    _, article, coding = story()
    for harm, said in (
        (lambda form: form["mentions"][0].update(end=10_000), "a span leaves its text"),
        (lambda form: form["article"]["blocks"].pop(), "its blocks don't tile its text"),
        (lambda form: form["events"][0].update(actors=[99]), "there is no mention 99"),
        (lambda form: form["events"][0].update(category="NONSENSE"), "'NONSENSE' is no PLOVER category"),
        (lambda form: form.pop("ties"), "no 'ties'"),
    ):
        form = as_json(article, coding)
        harm(form)
        with pytest.raises(BadRecord, match=said):
            coded(form, "cap_1")


@pytest.mark.parametrize("line", ["nonsense", "[]", "3", '{"a": 1}', "[" * 100_000])
def test_lines_that_are_no_article(line: str, tmp_path: Path) -> None:
    path = tmp_path / "coded.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(BadRecord, match="line 1"):
        list(read(path))
    with pytest.raises(MissingPath):
        list(read(tmp_path / "none"))
