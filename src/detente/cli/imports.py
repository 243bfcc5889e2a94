"""`detente import`: events that others coded, into the same engine."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import db_option

if TYPE_CHECKING:
    from detente.store import Store

_AT_ONCE = 100
"""Articles stored in one go: what was stored before a bad line stays, and the same file goes on from there."""


@click.command("import")
@click.argument("form", metavar="icews|gdelt|jsonl", type=click.Choice(["icews", "gdelt", "jsonl"]))
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

    ICEWS: an event file of the Dataverse, or a folder of benchmark id files. GDELT: an export file of version 2.0. JSONL: coded articles as
    `detente code --json` and `detente export jsonl` write them. What was imported before is passed over, and so are articles that the
    store has coded itself.
    """
    from detente.derive import derive
    from detente.exchange import gdelt, icews
    from detente.store import Store

    with Store.open(Path(db)) as store:
        if form == "jsonl":
            new, what = _add_coded(store, path), "articles"
        else:
            new, what = store.world.add_reports(icews.read(path) if form == "icews" else gdelt.read(path, mentions), form), "reports"
        done = derive(store, icews.parents if roll_up else None)
    click.echo(f"{new} new {what}; {done.incidents} incidents, {done.relations} relations, {done.shifts} shifts in {db}", file=sys.stderr)


def _add_coded(store: Store, path: Path) -> int:
    """Store the coded articles of a file that are not here yet; returns how many there were."""
    from detente.exchange import coded_in

    found, new = coded_in.read(path), 0
    while some := list(itertools.islice(found, _AT_ONCE)):
        known = store.coded_articles(article.id for _, article, _ in some)
        new += store.add_all([one for one in some if one[1].id not in known])
    return new
