"""`detente take`: captures → store."""

from __future__ import annotations

import itertools
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import db_option, moment, page_url, source_options

if TYPE_CHECKING:
    from detente.pipeline import Taken
    from detente.records import Capture, Refusal

_SHOWN = 10


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|-...")
@db_option
@source_options
@click.option("--quiet", "-q", is_flag=True, help="No progress on stderr.")
def take(
    sources: tuple[str, ...], db: str, url: str | None, fetched: str | None, processes: int | None, allow_private: bool, quiet: bool
) -> int:
    """Read and code captures into the store.

    Takes files, folders, WARC, JSON lines, RSS and Atom, URLs, and - for stdin; what they are is told by content. What was taken before is
    passed over, so a run that was stopped goes on when started again. What can't be read becomes a refusal (`detente refusals`) and makes
    the exit code 1.
    """
    from detente.derive import derive
    from detente.pipeline import Pipeline, Workshop
    from detente.store import Store

    captures = open_all(sources, url, moment(fetched), allow_private)
    tally = Tally()
    with Store.open(Path(db)) as store:
        taken = Pipeline(store, Workshop(processes=processes)).take_all(captures)
        for item in taken if quiet else progress(taken):
            tally.add(item)
        if tally.counts["new"]:
            derive(store)
    tally.tell(db)
    return 1 if tally.counts["refused"] else 0


def open_all(sources: tuple[str, ...], url: str | None, fetched: datetime | None, allow_private: bool) -> Iterator[Capture | Refusal]:
    """Open all sources at once, so that a wrong path is told before any work, and chain what they hold."""
    from detente.feeds import open_source

    url = page_url(url)
    opened = [open_source(source, url=url, fetched=fetched, allow_private=allow_private) for source in sources]
    return itertools.chain.from_iterable(opened)


def progress(taken: Iterator[Taken]) -> Iterator[Taken]:
    """Pass on what was taken, with a line of progress on a terminal's stderr."""
    if not sys.stderr.isatty():
        yield from taken
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("taking"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[feed]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("taking", total=None, feed="")
        for item in taken:
            bar.update(task, advance=1, feed=item.feed[-60:])
            yield item


class Tally:
    """What was taken, counted, and the first refusals."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.refusals: list[Refusal] = []
        self._started = time.monotonic()

    def add(self, item: Taken) -> None:
        """Count one capture."""
        if item.refusal:
            self.counts["refused"] += 1
            if len(self.refusals) < _SHOWN:
                self.refusals.append(item.refusal)
        elif item.coded:
            self.counts["new"] += 1
            self.counts["events"] += len(item.coded.coding.events)
            self.counts["ties"] += len(item.coded.coding.ties)
        else:
            self.counts["known"] += 1

    def tell(self, db: str) -> None:
        """Print what came of it on stderr."""
        for refusal in self.refusals:
            click.echo(f"refused: {refusal.feed}: {refusal.detail} ({refusal.code})", err=True)
            if refusal.hint:
                click.echo(f"hint: {refusal.hint}", err=True)
        if self.counts["refused"] > _SHOWN:
            click.echo(f"… and {self.counts['refused'] - _SHOWN} more: detente refusals --db {db}", err=True)
        seconds = time.monotonic() - self._started
        new, known, refused = (self.counts[name] for name in ("new", "known", "refused"))
        rate = f", {new / seconds:.1f} pages a second" if new > 1 and seconds > 0 else ""
        found = f"{self.counts['events']} events, {self.counts['ties']} ties"
        click.echo(f"{db}: {new} taken ({found}), {known} known already, {refused} refused{rate}", err=True)
