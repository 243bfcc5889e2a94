"""`detente bench`: public benchmarks, figures beside the published ones."""

from __future__ import annotations

import dataclasses
import importlib
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import one_of

if TYPE_CHECKING:
    from detente.bench.figures import Figures


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--data", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The folder of raw data sets.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a benchmark on stdout, with the commit.")
def bench(names: tuple[str, ...], data: Path, as_json: bool) -> int:
    """Run public benchmarks from raw files.

    All of them without a NAME. Prints each figure beside those that others published for the same data.
    """
    from detente.bench.registry import BENCHES
    from detente.records.errors import DetenteError, MissingPath

    chosen = [str(one_of("benchmark", name, tuple(BENCHES))) for name in names] or list(BENCHES)
    if not data.is_dir():
        raise MissingPath(f"{data} is no folder", hint="--data names the folder with the raw data sets, one folder each")
    short = False
    for name in chosen:
        try:
            _print(_run(BENCHES[name], data), as_json)
        except (DetenteError, FileNotFoundError) as error:
            if len(chosen) == 1:
                raise MissingPath(f"{name}: {error}", hint="is the data set in the folder that --data names?") from None
            click.echo(f"{name}: left out: {error}", err=True)
            short = True
    return 1 if short else 0


def _run(target: str, data: Path) -> Figures:
    module, _, function = target.partition(":")
    figures: Figures = getattr(importlib.import_module(module), function)(data)
    return figures


def _print(figures: Figures, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**_plain(figures), "commit": _commit()}, ensure_ascii=False))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{figures.bench}  (n = {figures.n}, {figures.seconds:.1f} s)", box=box.SIMPLE_HEAD, title_justify="left")
    for column in ("figure", "Détente", *figures.published):
        table.add_column(column, justify="left" if column == "figure" else "right")
    names = [*figures.figures, *(name for values in figures.published.values() for name in values if name not in figures.figures)]
    for name in dict.fromkeys(names):
        table.add_row(name, _figure(figures.figures.get(name)), *(_figure(values.get(name)) for values in figures.published.values()))
    Console(highlight=False).print(table)
    if figures.drawing:
        click.echo(figures.drawing)


def _plain(figures: Figures) -> dict[str, Any]:
    values = dataclasses.asdict(figures)
    values.pop("drawing", None)
    return {key: value for key, value in values.items() if value != {} or key in ("figures", "published")}


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}" if abs(value) < 100 else f"{value:.0f}"


def _commit() -> str | None:
    """Return the commit of the source that runs, if it runs from a checkout."""
    try:
        found = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, timeout=5, check=False
        )
    except OSError:
        return None
    return found.stdout.strip() or None
