from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from detente.cli.main import run
from detente.derive import derive
from detente.exchange.out.formats import FORMATS
from detente.store import Store
from tests.making import story


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("export") / "s.duckdb"
    with Store.open(path) as store:
        store.add_all([story(number) for number in range(3)])
        derive(store)
    return str(path)


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_file_holds_what_stdout_shows(form: str, db: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", form, "--db", db]) == 0
    shown = capfdbinary.readouterr().out
    path = tmp_path / "out"
    assert run(["export", form, "--db", db, "--out", str(path)]) == 0
    assert shown
    if form == "parquet":
        assert duckdb.connect().execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone() == (6,)
    else:
        assert path.read_bytes() == shown
    assert [file.name for file in tmp_path.iterdir()] == ["out"], "nothing is left beside it"


@pytest.mark.parametrize(
    "words",
    [
        ["acled", "--all-modalities"],
        ["icews", "--all-modalities"],
        ["ucdp", "--modality", "Negated"],
        ["gdelt", "--modality", "possible"],
        ["geojson", "--outlet", "paper"],
        ["gexf", "--category", "ASSAULT"],
        ["graphml", "--published-since", "2014"],
        ["csv", "--since", "soon"],
        ["csv", "--category", "ASAULT"],
    ],
)
def test_what_a_format_cannot_do_is_refused_with_a_hint(words: list[str], db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", *words, "--db", db]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: ")
    assert "hint: " in said.err


def test_the_hint_names_formats_that_can(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["export", "acled", "--all-modalities", "--db", db])
    assert "hint: plover, geojson, parquet, csv can" in capsys.readouterr().err
    assert run(["export", "plover", "--all-modalities", "--db", db]) == 0


def test_filters_pass_through(db: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["export", "plover", "--db", db, "--category", "consult", "--actor", "river front", "--since", "2014-11", "--limit", "2"])
    told = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [line["event_type"] for line in told] == ["CONSULT", "CONSULT"]
    run(["export", "plover", "--db", db, "--until", "2013"])
    assert capfdbinary.readouterr().out == b""


def test_what_is_left_out_is_told_on_stderr(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "ucdp", "--db", db]) == 0
    assert "left out: " in capsys.readouterr().err


def test_a_file_is_there_whole_or_not_at_all(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("midway")

    monkeypatch.setattr("detente.exchange.out.plover.record", breaks)
    path = tmp_path / "out.jsonl"
    path.write_text("what was there")
    assert run(["export", "plover", "--db", db, "--out", str(path)]) == 1
    assert path.read_text() == "what was there"
    assert len(list(tmp_path.iterdir())) == 1


def test_no_store_no_folder_no_format(db: str, tmp_path: Path) -> None:
    assert run(["export", "csv", "--db", str(tmp_path / "none.duckdb")]) == 2
    assert run(["export", "csv", "--db", db, "--out", str(tmp_path / "none" / "x.csv")]) == 2
    assert run(["export", "csv", "--db", db, "--out", str(tmp_path)]) == 2
    assert run(["export", "xlsx", "--db", db]) == 2
