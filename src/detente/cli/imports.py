"""`detente import`: events that others coded, into the same engine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from detente.cli.options import db_option


@click.command("import")
@click.argument("form", metavar="icews|gdelt", type=click.Choice(["icews", "gdelt"]))
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--mentions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="GDELT: the mentions file of the same export; one report an article.",
)
@click.option("--roll-up", is_flag=True, help="ICEWS: what a ministry, army or leader does also counts, at half the weight, for its state.")
@db_option
def import_(form: str, path: Path, mentions: Path | None, roll_up: bool, db: str) -> None:
    """Import events that others coded; tell relations and shifts anew.

    ICEWS: an event file of the Dataverse, or a folder of benchmark id files. GDELT: an export file of version 2.0. What was imported
    before is passed over.
    """
    from detente.derive import derive
    from detente.exchange import gdelt, icews
    from detente.store import Store

    with Store.open(Path(db)) as store:
        new = store.world.add_reports(icews.read(path) if form == "icews" else gdelt.read(path, mentions), form)
        done = derive(store, icews.parents if roll_up else None)
    click.echo(f"{new} new reports; {done.incidents} incidents, {done.relations} relations, {done.shifts} shifts in {db}", file=sys.stderr)
