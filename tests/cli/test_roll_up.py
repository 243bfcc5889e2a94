from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import run
from detente.derive import derive
from detente.records import Grain, Page, Report, TimeSpan
from detente.store import Store


@pytest.fixture
def db(tmp_path: Path) -> str:
    """A president's talks after his army's battles with one group, and a branch's battles with another, told in 2014."""
    path = tmp_path / "s.duckdb"

    def told(day: int, category: str, who: str) -> Report:
        on = datetime(2022, 9, 1) + timedelta(days=day)
        return Report(f"evt_{day}", Page(f"art_{day}"), category, (who,), ("group:eln",), TimeSpan(on, on + timedelta(days=1), Grain.DAY))

    battles = [told(7 * i, "ASSAULT", "body:COL-army") for i in range(5)]
    talks = [told(60 + 7 * i, "AID", "person:gustavo-petro") for i in range(6)]
    nobody = [told(200, "ASSAULT", "nil:gunmen")]
    branch = [replace(told(-2870 + i, "ASSAULT", "group:nusra-front"), recipient_ids=("group:srf",)) for i in range(5)]
    with Store.open(path) as store:
        store.world.add_reports([*battles, *talks, *nobody, *branch], "made")
        derive(store)
    return str(path)


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert run([*words, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def of(party: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if party in (row["a_id"], row["b_id"])]


def test_branches_count_for_their_group_where_that_is_asked_for(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert of("group:nusra-front", asked(capsys, "relations", "--db", db))
    assert not of("group:al-qaeda", asked(capsys, "relations", "--db", db))
    assert of("group:al-qaeda", asked(capsys, "relations", "--db", db, "--roll-up"))
    assert {row["tie"] for row in asked(capsys, "relations", "--db", db, "--roll-up", "--tie", "hostile")} == {"hostile"}
    assert not of("group:al-qaeda", asked(capsys, "relations", "--db", db)), "nothing is stored"


def test_who_acts_for_a_state_counts_for_it_unasked(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = of("state:COL", asked(capsys, "shifts", "--db", db))
    assert {row["a_id"], row["b_id"]} == {"group:eln", "state:COL"}
    assert row["size"] > 0
    assert of("state:COL", asked(capsys, "shifts", "--db", db, "--roll-up")) == [row]
    assert asked(capsys, "shifts", "--db", db, "--roll-up", "--since", "2024") == []
    assert asked(capsys, "shifts", "--db", db, "--roll-up", "--until", "2014-01") == []
