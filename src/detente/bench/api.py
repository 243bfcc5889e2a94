"""`bench api`: how long each query of the screens takes with a million events, warm, in-process, through all of the app.

The store is made (`million.py`) beside nothing else; DuckDB answers on two threads. The figure is the p95 of the slowest query, so that
no quick query hides a slow one; `details` has each query's own; `unkept_p95_ms` is the same with no answer kept by the app.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from detente.bench.figures import Figures
from detente.bench.million import fill
from detente.store import Asked, Store

EVENTS = 1_000_000
KEPT = 32
"""As the app has it."""
_ROUNDS, _WARM = 30, 3
_MANY = "category=ASSAULT&modality=occurred&from=2012&to=2015&min_origins=2&min_score=0.7"


def run(data: Path, events: int = EVENTS) -> Figures:
    """Make the store, ask it everything that screens ask, and return the figures. `data` is not needed."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder) / "made.duckdb", memory="3GB", threads=2) as store:
            fill(store, events)
        with Store.open(Path(folder) / "made.duckdb", memory="1GB", threads=2) as store:
            took, unkept = measure(store), measure(store, kept=0)
    slowest = {name: _p95(times) for name, times in took.items()}
    pooled = [one for times in took.values() for one in times]
    figures: dict[str, float | None] = {
        "p95_ms": round(max(slowest.values()), 1),
        "unkept_p95_ms": round(max(map(_p95, unkept.values())), 1),
        "pooled_p95_ms": round(_p95(pooled), 1),
        "median_ms": round(statistics.median(pooled), 1),
    }
    details = {name: round(value, 1) for name, value in sorted(slowest.items(), key=lambda one: -one[1])}
    drawing = "\n".join(f"{value:8.1f} ms  {name}" for name, value in details.items())
    return Figures("api", figures, {}, len(pooled), round(time.monotonic() - started, 1), {"p95_ms": details}, drawing)


def measure(store: Store, rounds: int = _ROUNDS, kept: int = KEPT) -> dict[str, list[float]]:
    """Return the milliseconds of each query, warm; `kept`: how many answers of first screens the app may keep."""
    from detente.server.app import make_app
    from detente.server.library import Library

    app = make_app(Library(store), stream_seconds=0, kept=kept)
    return asyncio.run(_measure(app, questions(store), rounds))


def questions(store: Store) -> dict[str, list[str]]:
    """Return what screens ask, by name: for each query the addresses that are asked in turn."""
    busy = [row["id"] for row in store.screens.busiest(40)]
    hot, cold = busy[0], busy[-1]
    cards = store.screens.cards(Asked(), limit=40)
    incidents = [row["id"] for row in cards]
    articles = [row["headline"]["article_id"] for row in cards if row["headline"]]
    dyads = [(row["a"], row["b"]) for row in store.screens.states(cards[0]["starts"], limit=20)]
    shifts = [one.id for one in store.screens.shifts(limit=20)]
    place = cards[0]["place_id"]
    asked = {
        "monitor: incidents": ["/api/incidents?limit=30"],
        "monitor: shifts": ["/api/shifts?limit=20"],
        "monitor: alerts, feeds, status": ["/api/alerts", "/api/feeds", "/api/status"],
        "explore: incidents of a busy party": [f"/api/incidents?party={hot}", f"/api/incidents?actor={hot}&sort=-size"],
        "explore: incidents of a rare party": [f"/api/incidents?party={cold}&category=ASSAULT"],
        "explore: incidents by size": ["/api/incidents?sort=-size"],
        "explore: incidents, many filters": [f"/api/incidents?{_MANY}"],
        "explore: incidents by country and place": ["/api/incidents?country=C07", f"/api/incidents?place={place}"],
        "explore: words, frequent": ["/api/incidents?q=official+killing"],
        "explore: words, rare": ["/api/incidents?q=zoziqizo"],
        "explore: timeline, all by month": ["/api/timeline?bucket=month"],
        "explore: timeline, all by day": ["/api/timeline?bucket=day"],
        "explore: timeline of a party": [f"/api/timeline?party={hot}&bucket=week"],
        "explore: timeline of words": ["/api/timeline?q=bombed&bucket=month"],
        "explore: map, all": ["/api/map"],
        "explore: map, filtered": [f"/api/map?party={hot}&from=2012&to=2016"],
        "explore: coverage": ["/api/coverage?limit=1000", "/api/coverage?from=2014&to=2015"],
        "explore: events": ["/api/events?limit=50", f"/api/events?party={hot}&from=2014-03"],
        "incident": [f"/api/incidents/{name}" for name in incidents],
        "article": [f"/api/articles/{name}" for name in articles],
        "dyad": [f"/api/relations/{a}/{b}" for a, b in dyads],
        "dyad: stated": [f"/api/stated?party={a}&party={b}" for a, b in dyads],
        "relations": [f"/api/relations?party={hot}&at=2015", "/api/relations?at=2015"],
        "shift": [f"/api/shifts/{name}" for name in shifts],
        "shifts of a party": [f"/api/shifts?party={hot}"],
        "network": ["/api/network?at=2015", "/api/network?at=2018&min_weight=0.5"],
        "network: ego": [f"/api/network?at=2015&ego={hot}"],
        "network: rolled up": ["/api/network?at=2015&roll_up=true"],
        "actor": [f"/api/actors/{name}" for name in busy[:10]],
        "actors": ["/api/actors", "/api/actors?q=front"],
    }
    return asked | {"explore: a page further on": _pages(store)}


def _pages(store: Store) -> list[str]:
    """Return the address of a page far down the list."""
    from detente.server.paging import wrap

    row = store.screens.cards(Asked(), limit=5000)[-1]
    return [f"/api/incidents?cursor={wrap(row['told_at'], row['id'])}"]


async def _measure(app: Any, asked: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {}
    for name, addresses in asked.items():
        for i in range(_WARM * len(addresses)):
            await _ask(app, addresses[i % len(addresses)])
        took[name] = [await _ask(app, addresses[i % len(addresses)]) for i in range(max(rounds, len(addresses)))]
    return took


async def _ask(app: Any, address: str) -> float:
    """Ask the app itself, without a network; return the milliseconds until the answer was whole."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": unquote(path),
        "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    begun = time.perf_counter()
    await app(scope, receive, send)
    took = (time.perf_counter() - begun) * 1000
    if statuses != [200]:
        raise RuntimeError(f"{address} was answered {statuses}")
    return took


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
