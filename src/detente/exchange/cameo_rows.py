"""What imports share: small tables, rows of text files, CAMEO codes as reports tell them, days."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from detente.codebook import CameoRow, from_cameo
from detente.records import Grain, TimeSpan
from detente.records.errors import BadRecord, MissingPath

# 16 MB: a GDELT or ICEWS row has less than 10 kB; a longer one is no row.
_LONGEST_CELL = 1 << 24


@cache
def table(name: str) -> dict[str, str]:
    """Return a shipped table of two columns."""
    rows = csv.reader(files("detente.exchange").joinpath("data", name).read_text("utf-8").splitlines()[1:])
    return {row[0]: row[1] for row in rows}


def lines(path: Path) -> Iterator[list[str]]:
    """Yield the cells of a tab-separated file; bytes that are no UTF-8 are replaced. Raises `MissingPath`."""
    if not path.is_file():
        raise MissingPath(f"there is no file {path}")
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        try:
            yield from csv.reader((line.replace("\0", "") for line in file), delimiter="\t", quoting=csv.QUOTE_NONE)
        except csv.Error as error:
            raise BadRecord(f"{path} is no table: {error}", hint="one row a line, cells separated by tabs") from None


def known(code: str) -> CameoRow | None:
    """Return what a CAMEO code is in PLOVER; None for statements, appeals and codes that CAMEO doesn't have."""
    return from_cameo(code) if code.isdigit() and 2 <= len(code) <= 4 else None


def on_day(start: datetime) -> TimeSpan:
    """Return the day that starts then."""
    return TimeSpan(start, start + timedelta(days=1), Grain.DAY)


def number(text: str) -> float | None:
    """Return a number, or None for none."""
    try:
        return float(text)
    except ValueError:
        return None
