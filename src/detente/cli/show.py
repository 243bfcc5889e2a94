"""Rows for people (a table) and for programs (JSON lines, CSV)."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from detente.records.errors import UsageError

Row = dict[str, Any]

# Columns that are of no use when broken: ids, dates, codes, numbers.
_WHOLE = frozenset({"event", "incident", "shift", "when", "at", "code", "score", "weight", "size", "what", "tie", "change", "told"})
# How wide a table is where no terminal says so: a pipe or a file.
_PIPED = 180
# How many rows a terminal shows when nobody says how many.
SCREENFUL = 50


def print_rows(rows: Iterable[Row], columns: Sequence[str], *, as_json: bool, as_csv: bool) -> None:
    """Print rows: JSON and CSV with all their keys, the table with `columns` only."""
    if as_json and as_csv:
        raise UsageError("--json and --csv at once", hint="choose one")
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif as_csv:
        _csv(rows)
    else:
        _table(list(rows), columns)


def limited(limit: int | None, *, for_programs: bool) -> int | None:
    """Return how many rows to fetch: all for programs, a screenful and one for people."""
    return limit if limit is not None or for_programs else SCREENFUL + 1


def _csv(rows: Iterable[Row]) -> None:
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _cell(value) for key, value in row.items()})


def _table(rows: list[Row], columns: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    if not rows:
        click.echo("nothing found", err=True)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=column in _WHOLE)
    for row in rows[:SCREENFUL] if len(rows) == SCREENFUL + 1 else rows:
        table.add_row(*(escape(_cell(row[column])) for column in columns))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED)
    console.print(table)
    if len(rows) == SCREENFUL + 1:
        click.echo(f"the first {SCREENFUL}; --limit shows more, --json and --csv all", err=True)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return f"{value:.2f}" if isinstance(value, float) else str(value)
