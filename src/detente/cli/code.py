"""`detente code`: captures → JSON lines, without a store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from detente.cli.options import moment, source_options
from detente.cli.take import open_all

if TYPE_CHECKING:
    from detente.exchange.coded_form import CodedForm


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|-...")
@source_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line on stdout; this is what it does without it, too.")
def code(sources: tuple[str, ...], url: str | None, fetched: str | None, processes: int | None, allow_private: bool, as_json: bool) -> int:
    """Read and code captures; print JSON, store nothing.

    One article a line, in the order of the input, or `{"refusal": …}` for what can't be read, which makes the exit code 1.
    """
    from detente.exchange.coded import article_json, refusal_json
    from detente.pipeline import Coded, Workshop, outcomes
    from detente.records import Refusal

    refused = False
    for _, found in outcomes(open_all(sources, url, moment(fetched), allow_private), Workshop(processes=processes, ordered=True)):
        if isinstance(found, Refusal):
            refused = True
            click.echo(json.dumps(refusal_json(found), ensure_ascii=False))
        elif isinstance(found, Coded):
            click.echo(_line(article_json(found.article, found.coding)))
    return 1 if refused else 0


def _line(value: CodedForm) -> str:
    """Return one line of JSON; text that UTF-8 can't hold (lone surrogates) is escaped, so that offsets still fit."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return line
