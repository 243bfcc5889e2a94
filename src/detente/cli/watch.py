"""`detente watch`: feeds, folders and a hook, followed all day into the store."""

from __future__ import annotations

import json
import signal
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import db_option, json_option

if TYPE_CHECKING:
    from detente.live.desk import Desk
    from detente.live.settings import Settings
    from detente.records import Alert, Feed, Incident, Shift
    from detente.store import Store


@click.command()
@click.argument("feeds", metavar="FEEDS.toml", type=click.Path(path_type=Path))
@db_option
@click.option("--once", is_flag=True, help="Look at everything once, take what is new, and end.")
@click.option("--preview", is_flag=True, help="Fetch nothing: tell how often each watch would have fired in the last year.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(0), help="How many processes read and code; 0: this one.")
@json_option
def watch(feeds: Path, db: str, once: bool, preview: bool, processes: int, as_json: bool) -> int:
    """Follow feeds, sitemaps and folders into the store, all day; tell what the watches find.

    FEEDS.toml lists them: RSS and Atom feeds, sitemaps, folders, a hook for programs on this machine, JSON lines on stdin. Each page is
    read, coded and told as it comes; alerts go to stdout and to webhooks; a feed in trouble is told on stderr and asked again. Stopped or
    killed, it goes on where it was.
    """
    from detente.live.settings import load
    from detente.store import Store

    settings = load(feeds)
    if preview:
        with Store.open(Path(db), read_only=True) as store:
            return _preview(store, settings, as_json)
    with Store.open(Path(db)) as store:
        return _follow(store, settings, once, processes, as_json)


def _follow(store: Store, settings: Settings, once: bool, processes: int, as_json: bool) -> int:
    from detente.live.desk import Desk
    from detente.live.hook import listening
    from detente.pipeline import Workshop

    troubled: set[str] = set()

    def heard(news: Alert | Feed) -> None:
        troubled.update(_tell(news, as_json))

    desk = Desk(store, settings, Workshop(processes=processes), heard)
    with ExitStack() as stack:
        if settings.general.hook is not None:
            port = stack.enter_context(listening(settings.general.hook, desk.take))
            click.echo(f"hook: http://127.0.0.1:{port}/", err=True)
        _stop_well(desk)
        desk.run(once=once, lines=sys.stdin.buffer if settings.general.stdin else None)
    return 1 if once and troubled else 0


def _stop_well(desk: Desk) -> None:
    """Let Ctrl-C and a service manager end it after what is in hand; a second Ctrl-C ends it at once, which loses nothing either."""

    def stop(number: int, _frame: Any) -> None:
        signal.signal(number, signal.SIG_DFL)
        desk.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _tell(news: Alert | Feed, as_json: bool) -> set[str]:
    """Print an alert, or how a feed does; returns the feed's address if it is in trouble."""
    from detente.live.documents import lines
    from detente.records import Feed
    from detente.store.codec import plain

    if isinstance(news, Feed):
        if news.state != "ok" or news.last_error:
            click.echo(f"{news.state}: {news.url}{f': {news.last_error}' if news.last_error else ''}", err=True)
        return {news.url} if news.state == "failing" else set()
    click.echo(json.dumps(plain(news), ensure_ascii=False) if as_json else "\n  ".join(lines(news)))
    sys.stdout.flush()
    return set()


def _preview(store: Store, settings: Settings, as_json: bool) -> int:
    from detente.actors.calling import name_of
    from detente.live.rules import preview

    found: list[Incident | Shift] = [*store.world.incidents(), *store.world.shifts()]
    for rule in settings.watches:
        told = preview(rule, found, name_of, datetime.now(UTC).date())
        if as_json:
            click.echo(json.dumps({"watch": rule.name, "times": told.times, "by_month": told.by_month}, ensure_ascii=False))
        else:
            click.echo(f"{rule.name}: would have fired {told.times} times in the last year")
            for month, times in told.by_month.items():
                click.echo(f"  {month}  {times}")
    return 0
