"""CAMEO there and back: the code of an event, and the event of a code.

`data/cameo.csv` is the PLOVER project's table of 2021 (CAMEO → PLOVER) with its slips mended, each mended row saying what the table had.
`data/cameo_out.csv` is our way back: one code for each category and mode, and for planned events the "express intent" codes.
Cue categories 01 (statement) and 02 (appeal) have no PLOVER category.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.codebook import book
from detente.records.errors import UsageError


@dataclass(frozen=True, slots=True)
class CameoRow:
    """A CAMEO code and what it is in PLOVER; `note` says where we differ from the published table."""

    code: str
    category: str
    mode: str | None
    contexts: tuple[str, ...]
    note: str


def cameo(category: str, mode: str | None = None, modality: str = "occurred", contexts: Collection[str] = ()) -> str:
    """Return the CAMEO code of an event. CAMEO knows no negation: a negated event has the code of what did not happen.

    Steps: 1. a planned event takes its "express intent" or "threaten" code where there is one; 2. else the code of category and
    mode; 3. a code below it whose contexts the event has refines it.

    >>> cameo("CONSULT"), cameo("CONSULT", None, "planned"), cameo("AID", None, "occurred", ["military"])
    ('040', '036', '072')
    """
    book.check_mode(category, mode)
    if modality not in book.MODALITIES:
        raise UsageError(f"{modality!r} is no modality", hint="one of " + ", ".join(book.MODALITIES))
    table = _outward()
    base = _planned(table, category, mode) if modality == "planned" else None
    return _refined(base or table[category, mode or "", ""], frozenset(contexts))


def from_cameo(code: str) -> CameoRow | None:
    """Return what a CAMEO code is in PLOVER; None for statements, appeals and codes that CAMEO does not have.

    A code below the known ones falls back on its parent.

    >>> from_cameo("0871").category, from_cameo("193").mode, from_cameo("010")
    ('RETREAT', 'firearms', None)
    """
    table = crosswalk()
    if len(code) == 2:  # a cue category stands for its general code
        code += "0"
    while len(code) > 2:
        if code in table:
            return table[code]
        code = code[:-1]
    return None


@cache
def crosswalk() -> dict[str, CameoRow]:
    """Return the whole table, CAMEO code → row. Read it, do not write to it."""
    return {row["code"]: _row(row) for row in _rows("cameo.csv")}


def _row(told: dict[str, str]) -> CameoRow:
    contexts = tuple(filter(None, told["contexts"].split(";")))
    return CameoRow(told["code"], told["category"], told["mode"] or None, contexts, told["note"])


def _planned(table: dict[tuple[str, str, str], str], category: str, mode: str | None) -> str | None:
    return table.get((category, mode or "", "planned")) or table.get((category, "", "planned"))


def _refined(base: str, contexts: frozenset[str]) -> str:
    """Return the code below `base`, of the same category and mode, whose contexts the event has; the shortest such code, else `base`."""
    if not contexts:
        return base
    stem, told = base.rstrip("0"), crosswalk()[base]
    kin = [row for row in crosswalk().values() if row.code.startswith(stem) and (row.category, row.mode) == (told.category, told.mode)]
    finer = [row.code for row in kin if row.contexts and contexts.issuperset(row.contexts)]
    return base if base in finer else min(finer, key=lambda code: (len(code), code), default=base)


@cache
def _outward() -> dict[tuple[str, str, str], str]:
    return {(row["category"], row["mode"], row["modality"]): row["code"] for row in _rows("cameo_out.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("detente.codebook").joinpath("data", name).read_text("utf-8").splitlines()))
