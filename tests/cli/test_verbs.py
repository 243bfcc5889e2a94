from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from types import SimpleNamespace

import pytest

from detente.cli.events import of_or_for
from detente.cli.main import run
from detente.cli.options import period
from detente.records.errors import BadFilter
from detente.store import Store
from tests import fakes
from tests.making import TEXT, story


@pytest.fixture
def db(tmp_path, monkeypatch) -> str:
    monkeypatch.setattr("detente.pipeline.shipped", fakes.stages)
    monkeypatch.setenv("DETENTE_DB", str(tmp_path / "a.duckdb"))
    monkeypatch.setenv("COLUMNS", "200")
    with Store.open(tmp_path / "a.duckdb") as store:
        store.add(*story())
    return str(tmp_path / "a.duckdb")


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_take_then_events_then_explain(tmp_path, db, capsys):
    page = tmp_path / "page.txt"
    page.write_text("Group A met Group B.")
    assert run(["take", str(page), "--url", "http://a/1", "--fetched", "2014-11-14"]) == 0
    assert "1 taken (1 events, 0 ties), 0 known already, 0 refused" in capsys.readouterr().err
    assert run(["take", str(page), "--url", "http://a/1", "--fetched", "2014-11-14"]) == 0
    assert "0 taken (0 events, 0 ties), 1 known already" in capsys.readouterr().err
    assert run(["events", "--actor", "group a", "--json"]) == 0
    (row,) = lines(capsys)
    assert (row["actors"], row["recipients"], row["url"]) == (["Group A"], ["Group B"], "http://a/1")
    assert run(["explain", row["event"], "--json"]) == 0
    (told,) = lines(capsys)
    assert told["capture"]["fetched_at"] == "2014-11-14T00:00:00+00:00"
    assert told["capture"]["feed"] == str(page)


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ([], 2),
        (["--category", "assault"], 1),
        (["--place", "north"], 1),
        (["--since", "2014-11-02", "--until", "2014-11-02"], 1),
        (["--since", "2014-12"], 0),
        (["--published-since", "2014", "--published-until", "2014"], 2),
        (["--modality", "Occurred", "--score", "0.9"], 1),
        (["--outlet", "paper", "--limit", "1"], 1),
        (["--actor", "river", "--actor", "hill"], 2),
        (["--actor", "river", "--affiliates", "--limit", "1"], 1),
        (["--precision", "point"], 0),
    ],
)
def test_events_filters(db, capsys, filters, number):
    assert run(["events", "--json", *filters]) == 0
    assert len(lines(capsys)) == number


def test_affiliates_are_those_of_the_day_of_the_event():
    told = {"actor_ids": ("group:nusra-front",), "recipient_ids": (), "who": "nusra", "published_from": None}

    def asked(year: int) -> bool:
        return of_or_for(SimpleNamespace(**told, happened_from=datetime(year, 11, 2)), ("al-Qaeda",))

    assert asked(2014)
    assert not asked(2016)


def test_each_event_has_one_precision(db, capsys):
    every = ("point", "town", "district", "province", "country", "region", "unknown")
    found = 0
    for precision in every:
        assert run(["events", "--json", "--precision", precision]) == 0
        found += len(lines(capsys))
    assert found == 2


def test_events_as_csv_and_table(db, capsys):
    assert run(["events", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["actors"] == "River Front (RF); the Hill Guard"
    assert run(["events"]) == 0
    table = capsys.readouterr().out
    assert "CONSULT" in table
    assert "2014-11-02" in table


@pytest.mark.parametrize(
    "filters",
    [
        ["--category", "ASSULT"],
        ["--since", "2014-13"],
        ["--since", "2014-11-03", "--until", "2014-11-02"],
        ["--published-since", "2015", "--published-until", "2014"],
        ["--modality", "done"],
        ["--precision", "near"],
        ["--json", "--csv"],
    ],
)
def test_bad_filters(db, capsys, filters):
    assert run(["events", *filters]) == 2
    assert "hint: " in capsys.readouterr().err


def test_explain_leads_back_to_the_characters_of_the_page(db, capsys):
    event = story()[2].events[0]
    assert run(["explain", event.id, "--json"]) == 0
    (told,) = lines(capsys)
    assert told["position"] == {"block": "BODY", "start": event.sentence.start, "end": event.sentence.end, "line": 2}
    assert TEXT[told["position"]["start"] : told["position"]["end"]] == told["sentence"]
    assert [mention["text"] for mention in told["mentions"]][:2] == ["The River Front", "the Hill Guard"]
    assert told["event"]["alternatives"][0]["category"] == "AGREE"
    assert told["article"]["published"]["rule"] == "text_anchor"
    assert run(["explain", event.id]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for words in ("CONSULT", "River Front (RF)", "an envoy", "AGREE 0.04", "met: CONSULT", "BODY block", "line 2", "CAMEO", event.id):
        assert words in shown


def test_explain_what_refers_to_others(db, capsys):
    assert run(["explain", story()[2].events[1].id, "--json"]) == 0
    (told,) = lines(capsys)
    assert [mention["id"] for mention in told["mentions"]] == [0, 1, 5, 6]


@pytest.mark.parametrize("verb", [["events"], ["refusals"], ["explain", "evt_1"]])
def test_no_store_is_wrong_use(tmp_path, capsys, verb):
    assert run([*verb, "--db", str(tmp_path / "none.duckdb")]) == 2
    assert "hint: make one with" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["explain", ""], ["relations", "Islamic", "State", "Syria"]])
def test_what_cannot_be_meant_is_wrong_use(db, capsys, arguments):
    assert run(arguments) == 2
    assert "hint: " in capsys.readouterr().err


@pytest.mark.parametrize("url", ["paper", "paper.example/1", "ftp://paper.example/1", ""])
def test_a_url_that_is_none_is_wrong_use(tmp_path, capsys, url):
    (tmp_path / "a.txt").write_text("Two groups met. " * 50)
    assert run(["code", str(tmp_path / "a.txt"), "--url", url]) == 2
    assert "is no URL of a page" in capsys.readouterr().err


def test_an_unknown_event(db, capsys):
    assert run(["explain", "evt_nothing"]) == 2
    assert "there is no event evt_nothing" in capsys.readouterr().err


def test_a_file_that_is_no_store(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Two groups met. " * 50)
    assert run(["events", "--db", str(tmp_path / "a.txt")]) == 1
    assert "is no Détente store" in capsys.readouterr().err


def test_bench_prints_figures_beside_the_published(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        "detente.bench.registry.BENCHES", {"fake": "tests.cli.test_verbs:fake_bench", "gone": "tests.cli.test_verbs:gone_bench"}
    )
    assert run(["bench", "fake", "--data", str(tmp_path), "--json"]) == 0
    (value,) = lines(capsys)
    assert (value["figures"], value["published"], value["n"]) == ({"f1": 0.5}, {"other": {"f1": 0.4}}, 3)
    assert "commit" in value
    assert run(["bench", "FAKE", "--data", str(tmp_path)]) == 0
    assert "0.500" in capsys.readouterr().out
    assert run(["bench", "--data", str(tmp_path)]) == 1
    assert "gone: left out" in capsys.readouterr().err
    assert run(["bench", "nope", "--data", str(tmp_path)]) == 2
    assert run(["bench", "--data", str(tmp_path / "none")]) == 2


def fake_bench(data):
    from detente.bench.figures import Figures

    return Figures("fake", {"f1": 0.5}, {"other": {"f1": 0.4}}, 3, 0.1)


def gone_bench(data):
    raise FileNotFoundError(data / "gone.csv")


def test_periods():
    assert [str(moment) for moment in period("2016-02")] == ["2016-02-01 00:00:00", "2016-03-01 00:00:00"]
    assert [str(moment) for moment in period("2014")] == ["2014-01-01 00:00:00", "2015-01-01 00:00:00"]
    for wrong in ("", "14-11", "2014-02-30", "9999-12-31", "2014-11-02T00:00"):
        with pytest.raises(BadFilter):
            period(wrong)
