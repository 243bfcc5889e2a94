from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.main import run
from detente.derive import derive
from detente.store import Store
from tests.live.making import Telling, story
from tests.playing import HTML, page, playing


def toml(folder: Path, *lines: str) -> str:
    path = folder / "feeds.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_a_feed_in_trouble_is_told_and_makes_the_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "inbox").mkdir()
    with playing() as site:
        site.answers["/rss"] = page(HTML)
        feeds = toml(
            tmp_path, "[settings]", 'allow = ["127.0.0.0/8"]', "[[feed]]", f'url = "{site.at("/rss")}"', "[[folder]]", 'path = "inbox"'
        )
        assert run(["watch", feeds, "--db", str(tmp_path / "a.duckdb"), "--once", "--processes", "0"]) == 1
    told = capsys.readouterr()
    assert "failing" in told.err
    assert "no_feed" in told.err
    assert told.out == ""


def test_a_folder_alone_is_no_trouble(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "inbox").mkdir()
    feeds = toml(tmp_path, "[[folder]]", 'path = "inbox"')
    assert run(["watch", feeds, "--db", str(tmp_path / "a.duckdb"), "--once", "--processes", "0"]) == 0
    assert "empty" in capsys.readouterr().err


def test_a_preview_fetches_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = str(tmp_path / "a.duckdb")
    with Store.open(db) as store:
        store.add_all([story(Telling("Upland", "ASSAULT", "Lowland", 3))])
        derive(store)
    feeds = toml(tmp_path, "[[feed]]", 'url = "https://paper.example/rss"', "[[watch]]", 'name = "war"', "[[watch]]", 'name = "aid"')
    assert run(["watch", feeds, "--db", db, "--preview"]) == 0
    assert "war: would have fired 0 times in the last year" in capsys.readouterr().out
    assert run(["watch", feeds, "--db", db, "--preview", "--json"]) == 0
    assert [json.loads(line)["watch"] for line in capsys.readouterr().out.splitlines()] == ["war", "aid"]


@pytest.mark.parametrize("said", [["none.toml"], []])
def test_wrong_use(tmp_path: Path, said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", *(str(tmp_path / name) for name in said)]) == 2
    assert "error:" in capsys.readouterr().err
