from __future__ import annotations

import json
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
    """A president's talks after his army's battles with one group, which nobody else has a part in."""
    path = tmp_path / "s.duckdb"

    def told(day: int, category: str, who: str) -> Report:
        on = datetime(2022, 9, 1) + timedelta(days=day)
        return Report(f"evt_{day}", Page(f"art_{day}"), category, (who,), ("group:eln",), TimeSpan(on, on + timedelta(days=1), Grain.DAY))

    battles = [told(7 * i, "ASSAULT", "body:COL-army") for i in range(5)]
    talks = [told(60 + 7 * i, "AID", "person:gustavo-petro") for i in range(6)]
    nobody = [told(200, "ASSAULT", "nil:gunmen")]
    with Store.open(path) as store:
        store.world.add_reports([*battles, *talks, *nobody], "made")
        derive(store)
    return str(path)


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert run([*words, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_office_holders_count_for_their_state(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert not [row for row in asked(capsys, "relations", "--db", db) if "state:COL" in (row["a_id"], row["b_id"])]
    rolled = asked(capsys, "relations", "--db", db, "--roll-up")
    assert any("state:COL" in (row["a_id"], row["b_id"]) for row in rolled)
    assert {row["tie"] for row in asked(capsys, "relations", "--db", db, "--roll-up", "--tie", "hostile")} == {"hostile"}
    again = asked(capsys, "relations", "--db", db)
    assert not [row for row in again if "state:COL" in (row["a_id"], row["b_id"])], "nothing is stored"


def test_shifts_between_what_they_act_for(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "shifts", "--db", db) == []
    (row,) = asked(capsys, "shifts", "--db", db, "--roll-up")
    assert {row["a_id"], row["b_id"]} == {"group:eln", "state:COL"}
    assert row["size"] > 0
    assert asked(capsys, "shifts", "--db", db, "--roll-up", "--since", "2024") == []
    assert asked(capsys, "shifts", "--db", db, "--roll-up", "--until", "2022-09") == []
