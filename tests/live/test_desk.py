from __future__ import annotations

import io
import itertools
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from detente.live.desk import Desk
from detente.live.hook import listening
from detente.live.settings import Folder, Followed, General, Settings
from detente.pipeline import Workshop
from detente.records import Alert, Capture, Feed, Judgement, Verdict, Watch
from detente.records.errors import StoreBusy
from detente.store import Store
from tests import fakes
from tests.playing import EMPTY, HTML, LOOPBACK, Site, page, playing, rss, status, tagged

IN_LINE = Workshop(fakes.stages, processes=0)
GENERAL = General(delay=0.0, allow=LOOPBACK)


@pytest.fixture
def site() -> Iterator[Site]:
    with playing() as found:
        found.answers |= {f"/{i}": page(fakes.page(i).encode()) for i in range(9)}
        yield found


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.fixture
def beside(store: Store) -> Iterator[Store]:
    """The same store for the test's own thread."""
    with store.beside() as opened:
        yield opened


def events_told(store: Store) -> int:
    return sum(len(incident.event_ids) for incident in store.world.incidents())


def once(store: Store, settings: Settings, **more: object) -> Desk:
    desk = Desk(store, settings, IN_LINE)
    desk.run(once=True, **more)  # type: ignore[arg-type]
    return desk


@contextmanager
def open_all_day(store: Store, settings: Settings, workshop: Workshop = IN_LINE, **more: object) -> Iterator[Desk]:
    desk = Desk(store, settings, workshop, **more)  # type: ignore[arg-type]
    thread = threading.Thread(target=desk.run)
    thread.start()
    try:
        yield desk
    finally:
        desk.stop()
        thread.join(10)
        assert not thread.is_alive()


def soon(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def feed_of(store: Store) -> Feed:
    (feed,) = store.watching.feeds()
    return feed


def test_what_a_feed_links_to_is_fetched_coded_and_told(site: Site, store: Store) -> None:
    site.answers["/rss"] = tagged(rss("/0", "/1", "/2"), '"v1"')
    settings = Settings(GENERAL, (Followed(site.at("/rss")),))
    once(store, settings)
    assert store.counts()["articles"] == 3
    assert events_told(store) == store.counts()["events"] > 0
    feed = feed_of(store)
    assert (feed.state, feed.articles, feed.etag, feed.last_error) == ("ok", 3, '"v1"', None)
    assert feed.next_at is not None
    before = list(site.paths())
    once(store, settings)
    assert site.paths()[len(before) :] == ["/rss"]
    assert (feed_of(store).state, feed_of(store).articles) == ("ok", 3)
    assert {signal.kind for signal in store.watching.stream()} == {"incident", "feed", "shift"} - (
        {"shift"} if not store.world.shifts() else set()
    )


def test_a_page_that_two_feeds_list_is_fetched_once(site: Site, store: Store) -> None:
    site.answers |= {"/one": page(rss("/0", "/1")), "/two": page(rss("/1", "/2"))}
    once(store, Settings(GENERAL, (Followed(site.at("/one")),)))
    once(store, Settings(GENERAL, (Followed(site.at("/one")), Followed(site.at("/two")))))
    assert sorted(path for path in site.paths() if path in ("/0", "/1", "/2")) == ["/0", "/1", "/2"]


def test_the_words_of_the_feed_itself_may_do(site: Site, store: Store) -> None:
    site.answers["/rss"] = page(rss("/0", "/1"))
    once(store, Settings(GENERAL, (Followed(site.at("/rss"), pages=False),)))
    assert site.paths() == ["/rss"]
    assert store.counts()["articles"] == 2


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (page(EMPTY), "empty", ""),
        (page(HTML), "failing", "no_feed"),
        (page(b"<rss><chan"), "failing", "broken_feed"),
        (status(503), "failing", "503"),
        (page(rss("/0", "/1", broken=True)), "ok", "broken XML"),
    ],
)
def test_a_feed_in_trouble_is_reported_and_the_others_go_on(site: Site, store: Store, answer: object, state: str, words: str) -> None:
    site.answers |= {"/odd": answer, "/rss": page(rss("/7"))}  # type: ignore[dict-item]
    heard: list[object] = []
    desk = Desk(store, Settings(GENERAL, (Followed(site.at("/odd")), Followed(site.at("/rss")))), IN_LINE, heard.append)
    desk.run(once=True)
    odd, good = store.watching.feeds()
    assert (odd.state, good.state) == (state, "ok")
    assert words in (odd.last_error or "")
    assert odd in heard


def test_a_failing_feed_is_asked_again_later_each_time_and_recovers(site: Site, store: Store, beside: Store) -> None:
    settings = Settings(GENERAL, (Followed(site.at("/rss"), every=0.05),))
    with open_all_day(store, settings):
        soon(lambda: site.paths().count("/rss") >= 4)
        moments = [at for path, at in site.asked if path == "/rss"]
        site.answers["/rss"] = page(rss("/0"))
        soon(lambda: "/0" in site.paths(), 20)
    pauses = [b - a for a, b in itertools.pairwise(moments)]
    assert pauses[2] > 1.5 * pauses[0]
    assert feed_of(store).state == "ok"
    assert feed_of(store).failures == 0


def test_a_page_out_of_reach_is_asked_for_again_and_at_last_given_up(site: Site, store: Store, beside: Store) -> None:
    site.answers |= {"/rss": tagged(rss("/0", "/busy", "/gone"), '"v"'), "/busy": status(503)}
    settings = Settings(GENERAL, (Followed(site.at("/rss"), every=0.01),))
    with open_all_day(store, settings):
        soon(lambda: site.paths().count("/busy") == 5)
        soon(lambda: feed_of(beside).etag == '"v"')
    assert site.paths().count("/gone") == site.paths().count("/0") == 1
    assert {refusal.feed.rpartition("/")[2] for refusal in store.refusals()} == {"busy", "gone"}
    assert feed_of(store).articles == 1


def test_a_kill_in_the_middle_loses_nothing_and_repeats_nothing(site: Site, tmp_path: Path) -> None:
    site.answers["/rss"] = tagged(rss(*(f"/{i}" for i in range(8))), '"v"')
    settings = Settings(General(delay=0.06, allow=LOOPBACK), (Followed(site.at("/rss")),))

    class Killed(Exception):
        pass

    with Store.open(tmp_path / "a.duckdb") as store:
        desk = Desk(store, settings, IN_LINE)
        told = desk._told

        def some(done: list[object]) -> None:
            told(done)  # type: ignore[arg-type]
            raise Killed

        desk._told = some  # type: ignore[method-assign,assignment]
        with pytest.raises(Killed):
            desk.run(once=True)
        half = store.counts()["articles"]
        assert 1 <= half < 8
        assert feed_of(store).etag is None
    with Store.open(tmp_path / "a.duckdb") as store:
        once(store, settings)
        assert store.counts()["articles"] == 8
        assert events_told(store) == store.counts()["events"]
        assert feed_of(store).etag == '"v"'
    assert sum(site.paths().count(f"/{i}") for i in range(half)) == half


def test_a_folder_is_watched(store: Store, beside: Store, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "many.jsonl").write_text("".join(json.dumps({"text": fakes.page(i)}) + "\n" for i in range(5)))
    (tmp_path / "half.txt.part").write_text(fakes.page(6))
    (tmp_path / ".hidden").write_text(fakes.page(7))
    settings = Settings(GENERAL, (), (Folder(str(tmp_path), every=0.05),))
    with open_all_day(store, settings):
        time.sleep(0.7)
        (tmp_path / "half.txt.part").rename(tmp_path / "half.txt")
        soon(lambda: feed_of(beside).articles == 2)
    assert store.counts()["captures"] == 6
    once(store, settings)
    assert store.counts()["captures"] == 6


def test_lines_are_read_until_they_end(store: Store) -> None:
    lines = b"".join(json.dumps({"text": fakes.page(i)}).encode() + b"\n" for i in range(3)) + b'{"text": 7}\n\n'
    once(store, Settings(), lines=io.BytesIO(lines))
    assert store.counts()["articles"] == 3
    assert [(refusal.code, refusal.feed) for refusal in store.refusals()] == [("bad_record", "stdin:4:1")]


def test_pages_in_processes_and_the_same_one_at_once_from_several_threads(store: Store) -> None:
    capture = Capture.of(fakes.page(1).encode(), feed="hook")
    found: list[object] = []
    with open_all_day(store, Settings(), Workshop(fakes.stages, processes=2)) as desk:
        threads = [threading.Thread(target=lambda: found.append(desk.take(capture))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert len(found) == 4
    assert store.counts()["articles"] == 1
    with pytest.raises(StoreBusy):
        desk.take(capture)


def test_a_person_decides_while_pages_come(store: Store, beside: Store) -> None:
    with open_all_day(store, Settings()) as desk:
        desk.take(Capture.of(fakes.page(1).encode(), feed="hook"))
        (one,) = beside.world.incidents()
        desk.decide(Judgement(*one.event_ids, Verdict.DIFFERENT, 1.0, "read both", "person:eve"))
    assert len(store.world.incidents()) == 2


def test_the_hook_takes_pages_of_this_machine_only(store: Store) -> None:
    def post(port: int, body: bytes, **headers: str) -> tuple[int, dict[str, object]]:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/?url=https://paper.example/1", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read())

    with open_all_day(store, Settings()) as desk, listening(0, desk.take) as port:
        status_, told = post(port, fakes.page(1).encode())
        assert (status_, told["captures"][0]["state"]) == (200, "coded")  # type: ignore[index]
        assert post(port, fakes.page(1).encode())[1]["captures"][0]["state"] == "known"  # type: ignore[index]
        assert post(port, b"%PDF-1.4")[1]["captures"][0]["code"] == "binary_input"  # type: ignore[index]
        assert post(port, b"x", Origin="https://evil.example")[0] == 403
        assert post(port, b"x", Host="evil.example:80")[0] == 403
    assert store.event(store.events()[0].event_id).capture.url == "https://paper.example/1"


def test_alerts_are_given_once(site: Site, store: Store) -> None:
    site.answers["/rss"] = page(rss("/0"))
    heard: list[object] = []
    watch = Watch("talks", on=("incident",), categories=("CONSULT",), actor="group a0")
    settings = Settings(GENERAL, (Followed(site.at("/rss")),), (), (watch,))
    for _ in range(2):
        Desk(store, settings, IN_LINE, heard.append).run(once=True)
    (alert,) = [one for one in heard if isinstance(one, Alert)]
    assert store.watching.alerts() == [alert]
    assert alert.evidence[0].text in fakes.page(0)
    assert alert.watch == watch.id
