from __future__ import annotations

from pathlib import Path

import pytest

from detente.cli.main import run
from detente.derive import derive
from detente.store import Store
from tests.live.making import Telling, story

TOLD = [Telling("Upland", "ASSAULT", "Lowland", 1, tie="hostile"), Telling("Upland", "AGREE", "Lowland", 40, 1)]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A store with two coded articles."""
    with Store.open(tmp_path / "here.duckdb") as store:
        for one in TOLD:
            store.add(*story(one))
        derive(store)
    return tmp_path / "here.duckdb"


def world(path: Path) -> tuple[list[object], list[object]]:
    with Store.open(path) as store:
        told = [(one.category, one.actor_ids, one.recipient_ids, one.when) for one in store.world.incidents()]
        return told, [(one.dyad, one.tie, one.when) for one in store.world.relations()]


def test_coded_articles_go_out_and_come_in_the_same(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there, lines = tmp_path / "there.duckdb", tmp_path / "out.jsonl"
    assert run(["export", "jsonl", "--db", str(here), "--out", str(lines)]) == 0
    assert run(["import", "jsonl", str(lines), "--db", str(there)]) == 0
    assert "2 new articles" in capsys.readouterr().err
    assert world(there) == world(here)
    assert run(["import", "jsonl", str(lines), "--db", str(there)]) == 0
    assert "0 new articles" in capsys.readouterr().err
    assert world(there) == world(here)


def test_articles_that_the_store_has_coded_itself_are_passed_over(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, lines = world(here), tmp_path / "out.jsonl"
    run(["export", "jsonl", "--db", str(here), "--out", str(lines)])
    assert run(["import", "jsonl", str(lines), "--db", str(here)]) == 0
    assert "0 new articles" in capsys.readouterr().err
    assert world(here) == before


def test_a_line_that_is_no_coded_article_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "bad.jsonl"
    lines.write_text('{"article": {}}\n', "utf-8")
    assert run(["import", "jsonl", str(lines), "--db", str(tmp_path / "a.duckdb")]) == 1
    assert "line 1" in capsys.readouterr().err
