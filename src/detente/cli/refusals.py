"""`detente refusals`: what could not be taken."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from detente.cli.options import csv_option, db_option, json_option, limit_option
from detente.cli.show import limited, print_rows


@click.command()
@db_option
@click.option("--code", metavar="CODE", help="Only refusals of this code, for instance binary_input.")
@limit_option
@json_option
@csv_option
def refusals(db: str, code: str | None, limit: int | None, as_json: bool, as_csv: bool) -> None:
    """List what could not be taken, and why.

    A page that was taken since is not listed any more.
    """
    from detente.store import Store

    with Store.open(Path(db), read_only=True) as store:
        found = store.refusals(code=code, limit=limited(limit, for_programs=as_json or as_csv))
    print_rows(
        (dataclasses.asdict(refusal) for refusal in found), ("feed", "stage", "code", "detail", "hint"), as_json=as_json, as_csv=as_csv
    )
