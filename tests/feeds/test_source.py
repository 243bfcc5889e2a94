from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from detente.feeds import open_source
from detente.records import Capture, Refusal
from detente.records.errors import MissingPath, UsageError


def split(found):
    found = list(found)
    return [item for item in found if isinstance(item, Capture)], [item for item in found if isinstance(item, Refusal)]


def test_a_file_with_its_url_and_time(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("Two groups met.")
    (capture,), refusals = split(open_source(str(page), url="http://a/1", fetched=datetime(2020, 1, 2)))
    assert (capture.url, capture.fetched_at, capture.feed) == ("http://a/1", datetime(2020, 1, 2, tzinfo=UTC), str(page))
    assert refusals == []


def test_a_folder_is_walked_in_a_stable_order(tmp_path):
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c/d/e.txt", ".hidden", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    captures, refusals = split(open_source(str(tmp_path)))
    assert [capture.body.decode() for capture in captures] == ["a.txt", "b/10.txt", "b/2.txt", "c/d/e.txt"]
    assert refusals == []


def test_a_store_in_the_folder_is_no_page_of_it(tmp_path):
    import duckdb

    (tmp_path / "a.txt").write_text("Two groups met.")
    (tmp_path / "b.wal").write_text("The wall stood.")
    with duckdb.connect(tmp_path / "t.duckdb") as store:
        store.execute("create table t (a int)")
        (tmp_path / "t.duckdb.wal").touch()
        captures, refusals = split(open_source(str(tmp_path)))
    assert [capture.body for capture in captures] == [b"Two groups met.", b"The wall stood."]
    assert refusals == []


def test_links_that_break_or_loop_and_pipes_are_refused_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "z.txt").write_text("Two groups met.")
    captures, refusals = split(open_source(str(tmp_path)))
    assert [capture.body for capture in captures] == [b"Two groups met."]
    assert [(refusal.code, os.path.basename(refusal.feed)) for refusal in refusals] == [
        ("unreachable_input", "loop"),
        ("unreachable_input", "broken"),
        ("unreachable_input", "pipe"),
    ]


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    from pathlib import Path

    (tmp_path / "page.txt").write_text("Two groups met.")

    def locked(self, *_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    captures, (refusal,) = split(open_source(str(tmp_path / "page.txt")))
    assert captures == []
    assert refusal.code == "unreachable_input"
    assert refusal.hint == "check its permissions"


def test_stdin(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"Two groups met.")))
    (capture,), _ = split(open_source("-", url="http://a/1"))
    assert (capture.body, capture.url, capture.feed) == (b"Two groups met.", "http://a/1", "-")


def test_a_missing_path_is_told_at_once(tmp_path):
    with pytest.raises(MissingPath):
        open_source(str(tmp_path / "nowhere"))


def test_an_address_that_cannot_be_fetched_is_no_missing_file():
    with pytest.raises(UsageError, match="can't be fetched"):
        open_source("ftp://paper.example/1")


def test_one_url_for_a_folder_is_wrong_use(tmp_path):
    with pytest.raises(UsageError):
        open_source(str(tmp_path), url="http://a/1")


def test_a_folder_is_streamed(tmp_path):
    for i in range(5):
        (tmp_path / f"{i}.txt").write_text("Two groups met.")
    found = open_source(str(tmp_path))
    assert isinstance(next(found), Capture)
    (tmp_path / "4.txt").unlink()
    assert isinstance(list(found)[-1], Refusal)
