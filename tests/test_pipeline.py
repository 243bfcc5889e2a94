from __future__ import annotations

import json
import multiprocessing
import random
import signal
import subprocess
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from detente.pipeline import Coded, Pipeline, Stages, Taken, Workshop, outcomes
from detente.records import Capture, Refusal
from detente.store import Store
from detente.workers import IDLE
from tests import fakes

ROOT = Path(__file__).parent.parent
IN_LINE = Workshop(fakes.stages, processes=0)


def captures(number: int) -> list[Capture]:
    return [Capture.of(fakes.page(i).encode(), feed=f"page {i}") for i in range(number)]


def taken(pages: list[Capture | Refusal], workshop: Workshop = IN_LINE) -> tuple[dict, list[Taken]]:
    with Store.in_memory() as store:
        found = list(Pipeline(store, workshop).take_all(pages))
        return store.dump() | store.dump(derived=True), found


def test_take_goes_the_whole_path():
    page = captures(1)[0]
    with Store.in_memory() as store:
        pipeline = Pipeline(store, IN_LINE)
        first, second = pipeline.take(page), pipeline.take(page)
        assert first.coded is not None
        assert {row.actors for row in store.events()} == {("Group A0",), ("Group B0",)}
        assert second == Taken("page 0")
        assert store.event(first.coded.coding.events[0].id).capture == page


def test_refusals_are_stored_with_their_capture():
    blank, binary = Capture.of(b"...", feed="blank"), Refusal("cap_x", "feeds", "binary_input", "a PDF file", None, "x.pdf")
    with Store.in_memory() as store:
        found = [Pipeline(store, IN_LINE).take(item) for item in (blank, binary)]
        assert [item.refusal.code for item in found] == ["unreadable_page", "binary_input"]
        assert [refusal.code for refusal in store.refusals()] == ["unreadable_page", "binary_input"]
        assert store.capture(blank.id) == blank


def test_law_5_in_line_is_in_processes_whatever_the_order():
    pages = captures(40)
    shuffled = list(pages)
    random.Random(5).shuffle(shuffled)
    assert taken(pages)[0] == taken(shuffled, Workshop(fakes.stages, processes=2))[0]


HOSTILE = ["Group A KILL Group B", "Group A HANG Group B", "Group A RAISE Group B", "Group A DEEP Group B", "..."]


def test_hostile_pages_cost_only_themselves():
    pages = captures(20)
    bad = [Capture.of(text.encode(), feed=text) for text in HOSTILE]
    mixed = [*pages[:10], *bad, *pages[10:]]
    rows, found = taken(mixed, Workshop(fakes.stages, processes=2, seconds=1.0))
    refusals = {item.feed: item.refusal for item in found if item.refusal}
    assert {feed: refusal.code for feed, refusal in refusals.items()} == dict.fromkeys(HOSTILE[:4], "crashed_page") | {
        "...": "unreadable_page"
    }
    assert "SIGKILL" in refusals[HOSTILE[0]].detail
    assert "1 seconds" in refusals[HOSTILE[1]].detail
    assert refusals[HOSTILE[2]].detail == "ZeroDivisionError: a page that breaks the reader"
    assert len(rows["codings"]) == 20
    assert len(rows["refusals"]) == 5


def test_resuming_passes_over_what_is_there_and_tries_the_refused_again(tmp_path):
    pages = captures(30)
    with Store.in_memory() as store:
        list(Pipeline(store, IN_LINE).take_all([*pages[:20], Capture.of(b"...")]))
        seen: list[str] = []

        def counting() -> Stages:
            return Stages(lambda capture: seen.append(capture.id) or fakes.read(capture), fakes.code, fakes.CODER)

        found = list(Pipeline(store, Workshop(counting, processes=0)).take_all([*pages, Capture.of(b"...")]))
        assert len(found) == 31
        assert seen == [page.id for page in pages[20:]] + [Capture.of(b"...").id]


def test_outcomes_in_order_without_a_store():
    pages = captures(30)
    found = list(outcomes(pages, Workshop(fakes.stages, processes=2, ordered=True)))
    assert [capture for capture, _ in found] == pages
    assert all(isinstance(result, Coded) for _, result in found)


def test_closing_early_keeps_what_was_done():
    with Store.in_memory() as store:
        running = Pipeline(store, IN_LINE).take_all(captures(100))
        next(running)
        running.close()
        assert 16 <= store.counts()["codings"] < 100


def test_a_model_that_is_missing_is_an_error_and_no_refusal():
    with Store.in_memory() as store, pytest.raises(FileNotFoundError):
        Pipeline(store, Workshop(fakes.no_stages))


# ---- killed at any moment


def run(store: Path, source: Path, processes: int) -> BaseProcess:
    """Start a run in a process of its own, forked from one that has everything imported: only the run itself takes time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.fakes", "detente.feeds.jsonl", "duckdb"])
    process = context.Process(target=fakes.main, args=(str(store), str(source), str(processes)))
    process.start()
    return process


def finish(store: Path, source: Path, processes: int) -> float:
    started = time.monotonic()
    process = run(store, source, processes)
    process.join(120)
    assert process.exitcode == 0
    return time.monotonic() - started


def dump(path: Path) -> dict:
    with Store.open(path, read_only=True) as store:
        return store.dump() | store.dump(derived=True)


def pages(path: Path, number: int) -> Path:
    path.write_text("".join(json.dumps({"text": fakes.page(i), "url": f"http://a/{i}"}) + "\n" for i in range(number)))
    return path


def test_killed_at_50_random_moments_it_ends_as_if_undisturbed(tmp_path, monkeypatch):
    """Runs over 200 pages, killed 50 times in all while at work and then left to end; each ends with the rows of an undisturbed one."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    source, whole = pages(tmp_path / "pages.jsonl", 200), tmp_path / "whole.duckdb"
    finish(tmp_path / "warm.duckdb", source, 0)
    seconds = finish(whole, source, 0)
    expected = dump(whole)
    assert len(expected["codings"]) == 200
    chance = random.Random()
    killed = turn = 0
    while killed < 50 and turn < 40:
        store, turn = tmp_path / f"{turn}.duckdb", turn + 1
        processes = 2 if turn % 5 == 0 else 0
        for _ in range(10):
            process = run(store, source, processes)
            time.sleep(chance.uniform(0, seconds))
            at_work = process.is_alive()
            process.kill()
            process.join()
            killed += at_work
            if not at_work:
                break
        finish(store, source, processes)
        assert dump(store) == expected
    assert killed >= 50


def test_ctrl_c_ends_cleanly_and_loses_nothing_written(tmp_path):
    store = tmp_path / "a.duckdb"
    arguments = [sys.executable, "-m", "tests.fakes", str(store), str(pages(tmp_path / "pages.jsonl", 3000)), "2"]
    with subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 30
        while not store.with_name("a.duckdb.wal").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) != 0
    with Store.open(store) as opened:
        assert opened.counts()["codings"] < 3000
        assert opened.counts()["refusals"] == 0


@pytest.mark.parametrize("processes", [0, 1])
def test_live_what_is_stored_is_told_while_nothing_more_comes(processes):
    pages = captures(3)
    seen: list[str] = []

    def source():
        for page in pages:
            yield page
            while page.id not in seen:
                time.sleep(0.01)
                yield IDLE

    with Store.in_memory() as store:
        for done in Pipeline(store, Workshop(fakes.stages, processes)).take_live(source()):
            assert all(store.has(item.capture_id, fakes.CODER) for item in done)
            seen += [item.capture_id for item in done]
    assert seen == [page.id for page in pages]
