from __future__ import annotations

from pathlib import Path

from detente.actors import register
from detente.bench import actors


def test_gold_table_is_large_and_half_armed_groups() -> None:
    rows = actors.gold()
    assert len(rows) >= 400
    assert sum(row.expected.startswith("group:") for row in rows) >= len(rows) / 2
    assert all(row.expected == actors.NIL or row.expected in register() for row in rows)
    assert len({(row.surface, row.on, row.country) for row in rows}) == len(rows)


def test_accuracy_holds_its_bar() -> None:
    figures = actors.run(Path()).figures
    assert (figures["accuracy"] or 0) >= 0.93
    assert (figures["lookups_per_second"] or 0) > 1000  # the machine may be busy; the bar of 20,000 is the bench's
