"""`detente demo`: the whole path on the sample pages that ship with Détente, then the report."""

from __future__ import annotations

import contextlib
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from detente.cli.report import Look, Section
    from detente.pipeline import Workshop

SAMPLES = Path(__file__).parent / "samples" / "pages"
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demo has to show: the report's sections and how long the path took."""

    look: Look
    sections: tuple[Section, ...]
    seconds: float


@click.command("demo")
@click.option("--db", type=click.Path(dir_okay=False), help="Keep the samples in this store; without it they go into a passing one.")
@click.option("--all", "whole", is_flag=True, help="Show every event and chain, not only the strongest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout instead of the report.")
def demo(db: str | None, whole: bool, as_json: bool) -> None:
    """Take the sample pages and tell what was read and coded, each event with the sentence that made it.

    The pages are written for this demo and their outlets are invented: take no fact from them.
    """
    shown = show(db, whole=whole)
    if as_json:
        click.echo(json.dumps(as_data(shown), ensure_ascii=False))
        return
    from rich.console import Console

    console = Console(highlight=False)
    print_report(shown, console if console.is_terminal else Console(highlight=False, width=_WIDTH), db)


def show(db: str | None = None, *, whole: bool = False, pages: Path = SAMPLES, workshop: Workshop | None = None) -> Shown:
    """Take `pages` through the pipeline into `db` (None: a passing store) and gather the report.

    All in one process: for twenty pages, starting a second one takes longer than it saves.
    """
    from detente.cli.report import SECTIONS, look_at
    from detente.derive import derive
    from detente.feeds import open_source
    from detente.pipeline import Pipeline, Workshop
    from detente.store import Store

    started = time.perf_counter()
    # The samples lie wherever Détente is installed; the record names them the same everywhere.
    captures = [replace(found, feed=found.feed.replace(str(pages), pages.name, 1)) for found in open_source(str(pages))]
    with _path(db) as path, Store.open(path) as store:
        for _ in Pipeline(store, workshop or Workshop(processes=0)).take_all(captures):
            pass
        derive(store)
        look = look_at(store, captures, whole=whole)
    return Shown(look, tuple(tell(look) for tell in SECTIONS), time.perf_counter() - started)


def as_data(shown: Shown) -> dict[str, Any]:
    """Return the report for programs: the sections by name, with their rows."""
    return {"seconds": round(shown.seconds, 2), **{section.name: section.data for section in shown.sections}}


@contextlib.contextmanager
def _path(db: str | None) -> Iterator[Path]:
    if db is not None:
        yield Path(db)
        return
    with tempfile.TemporaryDirectory(prefix="detente-demo-") as folder:
        yield Path(folder) / "demo.duckdb"


def print_report(shown: Shown, console: Console, db: str | None) -> None:
    """Print the sections that have something to say, and what to do next if the store `db` was kept."""
    from rich.text import Text

    for section in shown.sections:
        if section.data:
            console.print(Text(section.heading, "bold underline"))
            console.print(section.body)
            console.print()
    pages = shown.look.pages
    told, ties = sum(len(page.told) for page in pages), sum(len(page.coding.ties) for page in pages)
    console.print(Text(f"{len(pages)} pages, {told} events, {ties} ties in {shown.seconds:.1f} s. Sample pages: invented outlets.", "dim"))
    first = next((told.row.event_id for page in pages for told in page.told), None)
    if db and first:
        console.print(Text(f"Next: detente explain {first} --db {db}", "dim"))
