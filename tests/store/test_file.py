from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import duckdb
import pytest

from detente.records.errors import MissingPath, StoreError, StoreVersion
from detente.store import Asked, Store
from tests.making import story


def test_another_process_is_told_who_holds_the_file(tmp_path):
    path = tmp_path / "a.duckdb"
    script = (
        "import sys; from detente.store import Store; from detente.records.errors import StoreBusy\n"
        "for read_only in (False, True):\n"
        "    try: Store.open(sys.argv[1], read_only=read_only)\n"
        "    except StoreBusy as error: print(error.detail, '|', error.hint)\n"
    )
    with Store.open(path) as store:
        said = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True).stdout.splitlines()
        assert len(said) == 2
        assert all(str(path) in line and str(os.getpid()) in line and "--db" in line for line in said)
        store.add(*story())
        assert store.counts()["articles"] == 1


def test_readers_share_a_store_that_nobody_writes(tmp_path):
    with Store.open(tmp_path / "a.duckdb") as store:
        store.add(*story())
    with Store.open(tmp_path / "a.duckdb", read_only=True) as first, Store.open(tmp_path / "a.duckdb", read_only=True) as second:
        assert first.counts() == second.counts()


def test_alien_files_are_left_alone(tmp_path):
    text, lite, other = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c.duckdb"
    text.write_text("Two groups met. " * 100)
    with sqlite3.connect(lite) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    duckdb.connect(str(other)).execute("CREATE TABLE a (b INTEGER)").close()
    for path in (text, lite, other):
        before = path.read_bytes()
        with pytest.raises(StoreVersion):
            Store.open(path)
        assert path.read_bytes() == before


def test_a_store_of_a_newer_kind_is_left_alone(tmp_path):
    path = tmp_path / "a.duckdb"
    Store.open(path).close()
    duckdb.connect(str(path)).execute("INSERT INTO migrations VALUES (999, 'from the future')").close()
    with pytest.raises(StoreVersion, match="newer"):
        Store.open(path)


def test_an_older_store_is_brought_up_to_date(tmp_path, monkeypatch):
    from detente.store import file, migrations

    path = tmp_path / "a.duckdb"
    Store.open(path).close()
    more = migrations.Migration(900, "more", ("CREATE TABLE more (a INTEGER)",))
    monkeypatch.setattr(file, "MIGRATIONS", (*migrations.MIGRATIONS, more))
    with pytest.raises(StoreVersion, match="older"):
        Store.open(path, read_only=True)
    Store.open(path).close()
    with Store.open(path, read_only=True) as store:
        assert store._tables.rows("SELECT * FROM more") == []


def test_the_cards_of_an_older_store_are_made_when_it_is_brought_up_to_date(tmp_path):
    from detente.bench.million import fill

    path, told = tmp_path / "a.duckdb", "SELECT party, acts, receives, n FROM party_cards ORDER BY ALL"
    with Store.open(path) as store:
        fill(store, 50)
        cards = store.screens.cards(Asked(), limit=100)
    with duckdb.connect(str(path)) as older:  # as it was before the eighth step
        for statement in ("DROP TABLE party_cards", "DROP INDEX rows_by_event", "DROP INDEX reports_by_event"):
            older.execute(statement)
        older.execute("DELETE FROM migrations WHERE number = 8")
    with Store.open(path) as store:
        assert store.screens.cards(Asked(), limit=100) == cards
        assert {row["party"] for row in store._tables.rows(told)} == {
            one for card in cards for one in card["actor_ids"] + card["recipient_ids"]
        }
        before = store._tables.rows(told)
    with Store.open(path) as store:
        assert store._tables.rows(told) == before


def test_reading_what_is_not_there(tmp_path):
    with pytest.raises(MissingPath):
        Store.open(tmp_path / "none.duckdb", read_only=True)
    with pytest.raises(MissingPath):
        Store.open(tmp_path / "none" / "a.duckdb")


def test_an_empty_file_becomes_a_store_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "a.duckdb"
    path.touch()
    (tmp_path / f".{path.name}.new-999999999").write_text("left by a killed process")
    with Store.open(path) as store:
        assert store.counts()["captures"] == 0
    assert os.listdir(tmp_path) == ["a.duckdb"]


def test_migrations_are_numbered_in_order():
    from detente.store.migrations import MIGRATIONS

    assert [step.number for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_folder_is_no_store(tmp_path):
    for read_only in (True, False):
        with pytest.raises(MissingPath, match="is a folder"):
            Store.open(tmp_path, read_only=read_only)


def test_a_file_that_cannot_be_made_is_told_by_its_own_name(tmp_path):
    path = tmp_path / ("a" * 250)
    with pytest.raises(StoreError) as told:
        Store.open(path)
    assert told.value.detail.startswith(f"a store can't be made at {path}: ")
    assert "--db" in str(told.value.hint)
