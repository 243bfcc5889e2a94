"""`bench icews`: ICEWS 2014, 90,730 machine-coded events, from its files to incidents, relations and shifts."""

from __future__ import annotations

import time
from pathlib import Path

from detente import merging, relating
from detente.bench.figures import Figures
from detente.exchange import icews
from detente.store import Store


def run(data: Path) -> Figures:
    """Import `data/icews14` into a passing store; merge; tell relations and shifts with sector actors rolled up to their states."""
    started = time.perf_counter()
    with Store.in_memory() as store:
        number = store.world.add_reports(icews.read(data / "icews14"), "icews")
        imported = time.perf_counter() - started
        reports = list(store.world.reports())
    began = time.perf_counter()
    _, incidents = merging.rebuild(reports)
    merged = time.perf_counter() - began
    began = time.perf_counter()
    relations, shifts = relating.rebuild(incidents, parents=icews.parents)
    figures: dict[str, float | None] = {
        "import_seconds": imported,
        "merge_seconds": merged,
        "shifts_seconds": time.perf_counter() - began,
        "reports": float(number),
        "incidents": float(len(incidents)),
        "relations": float(len(relations)),
        "shifts": float(len(shifts)),
    }
    return Figures("icews", figures, {}, number, time.perf_counter() - started)
