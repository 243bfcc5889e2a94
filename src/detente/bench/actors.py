"""Who is meant: a dated gold table of our own (surface, date, country context → id or NIL), and how many look-ups a second.

The table in `data/actors_gold.csv` was written from general knowledge of the news, not read off the register: 594 rows, 374 of them armed
groups and parties, with renames, look-alikes and 67 that name nobody. A row is right if `link` gives its id, or nothing where it says NIL.
Speed counts processor time of one look-up after another, without any cache.
"""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from detente.actors import register
from detente.bench.figures import Figures

NIL = "NIL"
_ROUNDS = 5  # five times round the table is about 3,000 look-ups: enough for a steady rate, little enough to wait for


@dataclass(frozen=True, slots=True)
class Row:
    """One judgement of the gold table."""

    surface: str
    on: date
    country: str | None
    expected: str


def gold() -> list[Row]:
    """Read the table."""
    lines = files("detente.bench").joinpath("data/actors_gold.csv").read_text("utf-8").splitlines()
    return [Row(row["surface"], date.fromisoformat(row["on"]), row["country"] or None, row["expected"]) for row in csv.DictReader(lines)]


def answers(rows: list[Row]) -> list[str]:
    """Return what the register says to each row."""
    told = (register().link(row.surface, row.on, row.country) for row in rows)
    return [found.actor_id if found else NIL for found in told]


def wrong(rows: list[Row]) -> list[tuple[Row, str]]:
    """Return the rows the register gets wrong, with its answer."""
    return [(row, got) for row, got in zip(rows, answers(rows), strict=True) if got != row.expected]


def run(data: Path) -> Figures:
    """Measure accuracy and speed; `data` is not needed."""
    began = time.perf_counter()
    rows = gold()
    groups = [row for row in rows if row.expected.startswith("group:")]
    nobody = [row for row in rows if row.expected == NIL]
    missed = wrong(rows)
    clock = time.process_time()
    for _ in range(_ROUNDS):
        answers(rows)
    rate = _ROUNDS * len(rows) / (time.process_time() - clock)
    figures: dict[str, float | None] = {
        "accuracy": 1 - len(missed) / len(rows),
        "groups": 1 - sum(row in groups for row, _ in missed) / len(groups),
        "nobody": 1 - sum(row in nobody for row, _ in missed) / len(nobody),
        "lookups_per_second": rate,
    }
    return Figures("actors", figures, {}, len(rows), time.perf_counter() - began)
