"""`bench icews`: ICEWS 2014, 90,730 machine-coded events, from its files to incidents, relations and shifts."""

from __future__ import annotations

import time
from pathlib import Path

from detente import merging, relating
from detente.bench.figures import Figures
from detente.exchange import icews
from detente.store import Store

_TOP = 20


def run(data: Path) -> Figures:
    """Import `data/icews14` into a passing store; merge; tell relations and shifts with organs and leaders rolled up to their states."""
    started, clock = time.perf_counter(), time.process_time()
    with Store.in_memory() as store:
        number = store.world.add_reports(icews.read(data / "icews14"), "icews")
        imported, import_cpu = time.perf_counter() - started, time.process_time() - clock
        reports = list(store.world.reports())
    began = time.perf_counter()
    _, incidents = merging.rebuild(reports)
    merged = time.perf_counter() - began
    began, clock = time.perf_counter(), time.process_time()
    relations, shifts = relating.rebuild(incidents, parents=icews.parents)
    figures: dict[str, float | None] = {
        "import_seconds": imported,
        "merge_seconds": merged,
        "shifts_seconds": time.perf_counter() - began,
        "import_processor_seconds": import_cpu,
        "shifts_processor_seconds": time.process_time() - clock,
        "reports": float(number),
        "incidents": float(len(incidents)),
        "relations": float(len(relations)),
        "shifts": float(len(shifts)),
    }
    found = relating.ranked(shifts, relations, incidents, icews.parents)
    top = [one for one in found if all(icews.is_party(party, one.shift.at) for party in one.shift.dyad)][:_TOP]
    return Figures("icews", figures, {}, number, time.perf_counter() - started, {"top": list(map(_said, top))}, "\n".join(map(_line, top)))


def _said(one: relating.Weighed) -> dict[str, object]:
    shift = one.shift
    told = {"a": shift.dyad[0], "b": shift.dyad[1], "at": shift.at.isoformat(), "before": shift.before, "after": shift.after}
    return told | {"weight": round(one.weight, 2), "days": list(one.days), "mutual": one.mutual, "detail": shift.detail}


def _line(one: relating.Weighed) -> str:
    shift = one.shift
    a, b = (party.removeprefix(icews.PREFIX) for party in shift.dyad)
    return f"{shift.at} {a} – {b}: {shift.before} → {shift.after} ({one.days[0]} and {one.days[1]} days; {shift.detail.split('; ')[0]})"
