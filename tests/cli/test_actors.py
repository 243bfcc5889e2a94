from __future__ import annotations

import csv
import io
import json

import pytest

from detente.cli.main import run


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    assert run(["actors", *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_search_tells_the_best_first_and_why(capsys):
    rows = told(capsys, "Nusra Front", "--on", "2014-11-14")
    assert (rows[0]["actor"], rows[0]["on"]) == ("group:nusra-front", "2014-11-14")
    assert rows[0]["detail"]


def test_a_search_is_as_of_its_date_and_country(capsys):
    assert told(capsys, "the French president", "--on", "2010-05")[0]["actor"] == "person:nicolas-sarkozy"
    assert told(capsys, "al-Shabab", "--on", "2021", "--country", "moz")[0]["actor"] == "group:is-mozambique"


def test_part_of_a_name_finds_all_who_bear_it(capsys):
    found = {row["actor"] for row in told(capsys, "khorasan", "--on", "2016")}
    assert {"group:khorasan-group", "group:iskp"} <= found


def test_an_actor_through_time_with_sources(capsys):
    rows = told(capsys, "group:nusra-front")
    assert rows[0]["value"] == "al-Nusra Front"
    (tie,) = [row for row in rows if (row["what"], row["value"]) == ("affiliate", "group:al-qaeda")]
    assert (tie["from"], tie["to"]) == ("2012-01-23", "2016-07-28")
    assert "al-Golani" in tie["source"]
    assert all(row["source"] for row in rows)


def test_a_date_leaves_what_held_on_it(capsys):
    def of(day: str) -> set[str]:
        return {row["value"] for row in told(capsys, "group:nusra-front", "--on", day)}

    assert "group:al-qaeda" in of("2016-07-27")
    assert "group:al-qaeda" not in of("2016-07-28")
    assert "Jabhat Fatah al-Sham" in of("2016-07-28")


def test_table_csv_and_limit(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["actors", "group:hamas"]) == 0
    assert "Hamas" in capsys.readouterr().out
    assert run(["actors", "hamas", "--csv", "--limit", "1"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["actor"] == "group:hamas"


@pytest.mark.parametrize(("arguments", "words"), [(["group:nobody"], "no actor"), (["hamas", "--on", "soon"], "is no date")])
def test_what_can_not_be_answered_is_one_line_and_a_hint(capsys, arguments, words):
    assert run(["actors", *arguments]) != 0
    error = capsys.readouterr().err
    assert words in error
    assert "hint:" in error


def test_nobody_is_said(capsys):
    assert run(["actors", "qqqqzzzz"]) == 0
    assert "nothing found" in capsys.readouterr().err
