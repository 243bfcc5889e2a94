"""`detente relations`: who stands with whom, and since when; between two parties also as a line through time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.actors.calling import name_of
from detente.cli.options import csv_option, db_option, json_option, limit_option
from detente.cli.show import limited, print_rows
from detente.cli.world import (
    actor_option,
    kept,
    matching,
    roll_up_option,
    score_option,
    since_option,
    spelled,
    times,
    until_option,
)
from detente.records.errors import UsageError

if TYPE_CHECKING:
    from detente.records import Relation

_COLUMNS = ("a", "tie", "b", "against", "weight", "when")
_WIDTH = 41


@click.command()
@click.argument("parties", nargs=-1, metavar="[A [B]]")
@db_option
@actor_option
@click.option(
    "--tie", metavar="NAME", help="hostile, truce, cooperating, allied, mixed, affiliate, part_of, backs, leads, controls, common_enemy."
)
@since_option
@until_option
@score_option
@roll_up_option
@limit_option
@json_option
@csv_option
def relations(
    parties: tuple[str, ...], db: str, actors: tuple[str, ...], limit: int | None, as_json: bool, as_csv: bool, **said: Any
) -> None:
    """List relations: who stands with whom, how surely, from when to when.

    For two parties A and B, draw their line. The weight runs from -1 (war) to 1 (alliance), with its standard deviation;
    what has no evidence is not here.
    """
    from detente.store import Looked, Store

    if len(parties) > 2:
        raise UsageError(f"{len(parties)} parties, and a line is drawn between two", hint="quotes around a name of several words")
    with Store.open(Path(db), read_only=True) as store:
        if said["roll_up"]:
            from detente.derive import rolled_up

            found = [one for one in kept(rolled_up(store)[0], said) if said["tie"] in (None, one.tie)]
        else:
            found = store.world.relations(Looked(tie=said["tie"], score=said["score"], **times(said)))
    asked = (*parties, *actors)
    rows = [row for row in map(relation_row, found) if matching(row, asked, ("a", "b", "a_id", "b_id"))]
    if len(parties) == 2 and not (as_json or as_csv):
        click.echo(line(rows))
    print_rows(rows[: limited(limit, for_programs=as_json or as_csv)], _COLUMNS, as_json=as_json, as_csv=as_csv)


def relation_row(relation: Relation) -> dict[str, Any]:
    """Return a relation in words."""
    return {
        "a": name_of(relation.dyad[0]),
        "tie": relation.tie,
        "b": name_of(relation.dyad[1]),
        "against": name_of(relation.against) if relation.against else None,
        "weight": relation.weight,
        "deviation": relation.deviation,
        "when": spelled(relation.when),
        "start": relation.when.start.date().isoformat() if relation.when.start else None,
        "end": relation.when.end.date().isoformat() if relation.when.end else None,
        "directed": relation.directed,
        "score": relation.score,
        "detail": relation.detail,
        "a_id": relation.dyad[0],
        "b_id": relation.dyad[1],
        "incidents": list(relation.incident_ids),
        "ties": list(relation.tie_ids),
    }


def line(rows: Sequence[dict[str, Any]]) -> str:
    """Draw a dyad's weight through time, one regime a line: `-` its deviation, `●` its weight, `|` nothing.

    >>> print(line([{"tie": "hostile", "start": "2014-01-01", "weight": -1.0, "deviation": 0.0}]))
    2014-01-01  ●                   |                      hostile
    """
    drawn = []
    for row in rows:
        cells = [" "] * _WIDTH
        cells[_WIDTH // 2] = "|"
        for at in range(_cell(row["weight"] - row["deviation"]), _cell(row["weight"] + row["deviation"]) + 1):
            cells[at] = "-"
        cells[_cell(row["weight"])] = "●"
        drawn.append(f"{row['start'] or '          '}  {''.join(cells)}  {row['tie']}")
    return "\n".join(drawn)


def _cell(weight: float) -> int:
    return round((max(-1.0, min(1.0, weight)) + 1) / 2 * (_WIDTH - 1))
