"""The benchmarks by name. Each is `run(data: Path) -> Figures` in a module that is imported only when it is run."""

from __future__ import annotations

BENCHES: dict[str, str] = {
    "aeb": "detente.bench.aeb:run",
    "blocks": "detente.bench.blocks:run",
    "htmldate": "detente.bench.htmldate:run",
    "clock": "detente.bench.clock:run",
    "dating": "detente.bench.dating:run",
    "actors": "detente.bench.actors:run",
    "geo": "detente.bench.geo:run",
    "tempeval": "detente.bench.tempeval:run",
    "memory": "detente.bench.memory:run",
    "corpus": "detente.bench.corpus:run",
    "plv": "detente.bench.plv:run",
    "muc4": "detente.bench.muc4:run",
    "re3d": "detente.bench.re3d:run",
    "gsr": "detente.bench.gsr:run",
    "petrarch": "detente.bench.petrarch:run",
    "speed": "detente.bench.speed:run",
    "merge": "detente.bench.merge:run",
    "ecb": "detente.bench.ecb:run",
    "event_location": "detente.bench.event_location:run",
    "forecast": "detente.bench.forecast:run",
    "pairs": "detente.bench.pairs:run",
    "samples": "detente.bench.samples:run",
    "shifts": "detente.bench.shifts:run",
    "icews": "detente.bench.icews:run",
    "live": "detente.bench.live:run",
    "api": "detente.bench.api:run",
}
"""Name → `module:function`, in the order of the path."""
