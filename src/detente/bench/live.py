"""`bench live`: how long a page takes from arrival to its event in an answer, and whether five a second can be kept up.

Pages are real ones (the AEB set) and articles of FA-KES as plain text, in turns; each round under other addresses, so that none is known.
They are handed in by the clock, whether or not the last one is done: a desk that can't keep up shows it as a lag that grows.
`DETENTE_BENCH_SECONDS` sets how long (default 20; the promise is for 600).
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from detente.bench.aeb import gold_pages
from detente.bench.figures import Figures
from detente.bench.speed import fa_kes_articles
from detente.live.desk import Desk
from detente.pipeline import Workshop
from detente.records import Capture
from detente.store import Store

_RATE, _ALONE, _MOST = 5.0, 12, 60
_SECONDS = 20.0
_TEXTS = 800
_SENDERS = 64
_PATIENCE = 3600.0


@dataclass(frozen=True, slots=True)
class Passed:
    """One page: when it was due (seconds from the start), how long after that its coding stood in answers, and the memory then."""

    due: float
    lag: float
    megabytes: float | None


def run(data: Path, seconds: float | None = None, workshop: Workshop | None = None) -> Figures:
    """Measure. Figures in seconds, pages a second and MB; `lag_growth`: median lag of the last fifth less that of the first."""
    lasting = float(os.environ.get("DETENTE_BENCH_SECONDS", _SECONDS)) if seconds is None else seconds
    pages = captures(data)
    started = time.perf_counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        store = stack.enter_context(Store.open(folder / "live.duckdb", memory="256MB"))
        desk = stack.enter_context(at_work(store, workshop))
        probe = Probe(desk, store)
        probe.alone(next(pages))  # the first page loads the model
        alone = [probe.alone(page) for page in itertools.islice(pages, _ALONE)]
        before = worked()
        steady = probe.by_the_clock(pages, _RATE, lasting)
        busy = _less(worked(), before)
        rushed = time.perf_counter()
        probe.by_the_clock(itertools.islice(pages, _MOST), 1000.0, 1.0)
        most = _MOST / (time.perf_counter() - rushed)
    fifth = max(1, len(steady) // 5)
    first, last = steady[fifth : 2 * fifth] or steady, steady[-fifth:]
    end = max(one.due + one.lag for one in steady)
    figures: dict[str, float | None] = {
        "arrival_seconds": median(alone),
        "pages_per_second": len(steady) / end,
        "most_per_second": most,
        "lag_seconds": median(one.lag for one in steady),
        "lag_worst": max(one.lag for one in steady),
        "lag_growth": median(one.lag for one in last) - median(one.lag for one in first),
        "processor_seconds_per_page": None if busy is None else busy / len(steady),
        "megabytes": last[-1].megabytes,
        "megabytes_growth": _less(last[-1].megabytes, first[0].megabytes),
        "seconds_kept_up": lasting,
    }
    return Figures("live", figures, {}, len(steady), time.perf_counter() - started)


class Probe:
    """Hands pages in and asks, over a connection of its own, until each stands in an answer."""

    def __init__(self, desk: Desk, store: Store) -> None:
        self._desk, self._store = desk, store
        self._started = time.perf_counter()

    def alone(self, page: Capture) -> float:
        """Hand in one page while nothing else is going on; returns the seconds until its event is in an answer."""
        self._started = time.perf_counter()
        return self.pass_on(page, 0.0).lag

    def pass_on(self, page: Capture, due: float) -> Passed:
        """Hand one page in, that was due at `due`; its lag counts from then."""
        taken = self._desk.take(page, _PATIENCE)
        with self._store.beside() as reader:
            for event in taken.coded.coding.events[:1] if taken.coded else ():
                reader.event(event.id)
        return Passed(due, time.perf_counter() - self._started - due, megabytes())

    def by_the_clock(self, pages: Iterator[Capture], rate: float, seconds: float) -> list[Passed]:
        """Hand in `rate` pages a second, done or not; returns them by the time they were due."""
        self._started = time.perf_counter()
        passed = []
        with ThreadPoolExecutor(_SENDERS) as senders:
            for number, page in zip(range(int(rate * seconds)), pages, strict=False):
                due = number / rate
                time.sleep(max(0.0, self._started + due - time.perf_counter()))
                passed.append(senders.submit(self.pass_on, page, due))
            return [one.result() for one in passed]


@contextmanager
def at_work(store: Store, workshop: Workshop | None) -> Iterator[Desk]:
    """Run a desk in a thread of its own."""
    with store.beside() as own:
        desk = Desk(own, workshop=workshop)
        thread = threading.Thread(target=desk.run, name="desk")
        thread.start()
        try:
            yield desk
        finally:
            desk.stop()
            thread.join()


def captures(data: Path) -> Iterator[Capture]:
    """Yield pages without end, real pages and plain texts in turns."""
    texts = [article.text for article in fa_kes_articles(data, _TEXTS)]
    pages = [(markup, url) for markup, url, _ in gold_pages(data)]
    step = len(texts) // max(1, len(pages)) or 1
    for number in itertools.count():
        for i, text in enumerate(texts):
            yield Capture.of(text.encode(), url=f"https://texts.example/{i}/{number}", media_type="text/plain", feed="live")
            if i % step == 0 and i // step < len(pages):
                markup, url = pages[i // step]
                yield Capture.of(markup, url=f"{url}#{number}", media_type="text/html", feed="live")


def megabytes() -> float | None:
    """Return what this process and its children hold in memory, None where the system doesn't say."""
    page = os.sysconf("SC_PAGE_SIZE") / 1e6
    return _summed(lambda process: page * int((process / "statm").read_text().split()[1]))


def worked() -> float | None:
    """Return the processor seconds of this process and its children so far: unlike a clock, they don't count who else is at work."""
    tick = 1 / os.sysconf("SC_CLK_TCK")
    return _summed(lambda process: tick * sum(map(int, (process / "stat").read_text().rpartition(")")[2].split()[11:13])))


def _summed(read: Callable[[Path], float]) -> float | None:
    try:
        return sum(read(Path("/proc") / pid) for pid in ("self", *(str(child.pid) for child in multiprocessing.active_children())))
    except OSError:
        return None


def _less(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b
