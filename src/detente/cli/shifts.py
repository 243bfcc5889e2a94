"""`detente shifts`: where relations turned."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.actors.calling import name_of
from detente.cli.options import csv_option, db_option, json_option, limit_option
from detente.cli.show import limited, print_rows
from detente.cli.world import actor_option, kept, matching, roll_up_option, score_option, since_option, times, until_option

if TYPE_CHECKING:
    from detente.records import Shift

_COLUMNS = ("shift", "at", "a", "b", "change", "size", "score")


@click.command()
@db_option
@actor_option
@since_option
@until_option
@score_option
@roll_up_option
@click.option("--largest", is_flag=True, help="The largest and surest first, instead of by day.")
@limit_option
@json_option
@csv_option
def shifts(db: str, actors: tuple[str, ...], largest: bool, limit: int | None, as_json: bool, as_csv: bool, **said: Any) -> None:
    """List shifts: two foes draw together, two allies part.

    Each with its day, the states before and after, its size on a scale of 2, its score, and the incidents it rests on.
    """
    from detente.store import Looked, Store

    with Store.open(Path(db), read_only=True) as store:
        if said["roll_up"]:
            from detente.derive import rolled_up

            found = kept(rolled_up(store)[1], said)
        else:
            found = store.world.shifts(Looked(score=said["score"], **times(said)))
    ordered = sorted(found, key=weighty, reverse=True) if largest else found
    rows = [row for row in map(shift_row, ordered) if matching(row, actors, ("a", "b", "a_id", "b_id"))]
    shown = rows[: limited(limit, for_programs=as_json or as_csv)]
    shown = shown if as_json or as_csv else [row | {"change": f"{row['before']} → {row['after']}"} for row in shown]
    print_rows(shown, _COLUMNS, as_json=as_json, as_csv=as_csv)


def weighty(shift: Shift) -> float:
    """Return how much a shift is worth a look: its size and score, and, slowly growing, how much speaks for it."""
    return abs(shift.size) * shift.score * math.log1p(len(shift.incident_ids) + len(shift.tie_ids))


def shift_row(shift: Shift) -> dict[str, Any]:
    """Return a shift in words."""
    return {
        "shift": shift.id,
        "at": shift.at.isoformat(),
        "a": name_of(shift.dyad[0]),
        "b": name_of(shift.dyad[1]),
        "before": shift.before,
        "after": shift.after,
        "size": shift.size,
        "score": shift.score,
        "detail": shift.detail,
        "detected_on": shift.detected_on.isoformat() if shift.detected_on else None,
        "a_id": shift.dyad[0],
        "b_id": shift.dyad[1],
        "incidents": list(shift.incident_ids),
        "ties": list(shift.tie_ids),
    }
