"""`bench merge`: 100,000 made events all at once, and one article arriving when a million are there.

Made events (`streams.py`) tell three in ten happenings more than once, so the number of incidents tells that they were judged.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import mean

from detente.bench.figures import Figures
from detente.bench.streams import reports
from detente.merging import Live, rebuild

_EVENTS, _HELD, _ARRIVALS = 100_000, 1_000_000, 50


def run(data: Path, events: int = _EVENTS, held: int = _HELD) -> Figures:
    """Measure wall clock and processor time. Reads nothing from `data`."""
    told = list(reports(events, 1))
    started, busy = time.perf_counter(), time.process_time()
    _, incidents = rebuild(told)
    wall, worked = time.perf_counter() - started, time.process_time() - busy
    live = Live()
    live.hold(reports(held, 2))
    arriving = [list(reports(3, 100 + i)) for i in range(_ARRIVALS)]
    times, cost = [], time.process_time()
    for article in arriving:
        began = time.perf_counter()
        live.take(article)
        times.append(1000 * (time.perf_counter() - began))
    cost = time.process_time() - cost
    figures: dict[str, float | None] = {
        "events_per_second": events / wall,
        "seconds": wall,
        "processor_seconds": worked,
        "arrival_ms": mean(times),
        "arrival_ms_worst": max(times),
        "arrival_processor_ms": 1000 * cost / len(times),
        "incidents": float(len(incidents)),
    }
    return Figures("merge", figures, {}, events, wall)
