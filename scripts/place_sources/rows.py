"""Rows of the gazetteer in the making, and how their sources are read: GeoNames tables, and our own files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from detente.places.names import fold
from detente.places.words import DIVISION_WORDS

HERE = Path(__file__).parent.parent.parent / "src/detente/places"


@dataclass(slots=True)
class Row:
    """A place in the making."""

    id: int
    name: str
    country: str
    feature: str
    names: list[str] = field(default_factory=list)
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    parent: int = -1
    radius: int = 0


def tsv(path: Path) -> Iterator[list[str]]:
    """Rows of a GeoNames table without its comments."""
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def curated(name: str) -> Iterator[list[str]]:
    """Rows of one of our own files."""
    with (HERE / "curated" / name).open(encoding="utf-8") as handle:
        yield from csv.reader((line for line in handle if not line.startswith("#")), delimiter="|", quoting=csv.QUOTE_NONE)


def stripped(name: str) -> str:
    """A folded division name without the words that say what it is: "Idlib District" → "idlib"."""
    words = fold(name).split()
    kept = [word for word in words if word not in DIVISION_WORDS and word not in {"of", "de", "di", "da", "do", "e"}]
    return " ".join(kept) if kept else " ".join(words)


class Gathering:
    """All rows, and where the divisions and countries among them stand."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.country: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.second: dict[str, int] = {}
        self.neighbours: dict[str, list[str]] = {}
        self.iso3: dict[str, str] = {}
        self.own: list[str] = []
        self.shared: dict[str, str] = {}

    def add(self, row: Row) -> int:
        """Append a row; return its number."""
        self.rows.append(row)
        return len(self.rows) - 1
