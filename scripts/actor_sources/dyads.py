"""UCDP dyads (version 1.0-2015, CC BY 4.0): against which states a group fought, and in which years."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from actor_sources.draft import Draft, Pile
from actor_sources.others import ARMED, country_of

_FILE = "ucdp_dyadic_rebel_origins/ucdp_dyadic.csv"
_GAP = 2  # years: a lull of one year does not end a fight


def dyads(pile: Pile, data: Path) -> None:
    """Add a dated `fought` row for every spell of fighting between a known group and a state; the file's old ids meet ours by name."""
    years: dict[tuple[str, str, str], set[int]] = {}
    with (data / _FILE).open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            group, state = _group(pile, row), _state(pile, row["SideA"])
            if group and state:
                years.setdefault((group.id, state.id, row["DyadId"]), set()).add(int(row["Year"]))
    for (group_id, state_id, dyad), fought in sorted(years.items()):
        for first, last in spells(fought):
            stand = ("fought", state_id, first * 10000 + 101, (last + 1) * 10000 + 101, f"ucdp-dyadic-2015:{dyad}")
            pile.drafts[group_id].stands.add(stand)


def _group(pile: Pile, row: dict[str, str]) -> Draft | None:
    return pile.same([row["SideB"].strip()], country_of(pile, row["Location"]), ARMED)


def _state(pile: Pile, side: str) -> Draft | None:
    name = side.removeprefix("Government of ").partition(" (")[0]
    return next((draft for draft in pile.named(name) if draft.kind == "state"), None)


def spells(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last years of runs without a lull of two years or more.

    >>> list(spells({1992, 1993, 1995, 2001}))
    [(1992, 1995), (2001, 2001)]
    """
    first = last = None
    for year in sorted(years):
        if first is None or last is None:
            first = last = year
        elif year - last <= _GAP:
            last = year
        else:
            yield first, last
            first = last = year
    if first is not None and last is not None:
        yield first, last
