"""`detente serve`: the API, the live stream and the screens on one store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import db_option
from detente.records.errors import MissingPath, UsageError

if TYPE_CHECKING:
    from detente.live.desk import Desk
    from detente.server.guard import Rules
    from detente.store import Store

_GRACE = 3
"""Seconds that open streams have to end when the server is stopped."""
_AT_ONCE = 200
"""Requests and streams at once; more are answered 503. A desk of analysts has a dozen screens open."""

_SHORTEST = 16
"""Characters of a token: 16 random letters can't be guessed over a network."""


@click.command()
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; any but loopback demands a token.")
@click.option("--port", default=8600, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option("--token", metavar="WORD", envvar="DETENTE_TOKEN", show_envvar=True, help="Who has it may read and write.")
@click.option("--read-token", metavar="WORD", envvar="DETENTE_READ_TOKEN", show_envvar=True, help="Who has it may read.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name by which others reach this server.")
@click.option("--watch", type=click.Path(dir_okay=False), metavar="FEEDS.toml", help="Follow these feeds; take pages by POST.")
@click.option("--read-only", is_flag=True, help="Take nothing and judge nothing; other processes may read the store meanwhile.")
def serve(db: str, host: str, port: int, watch: str | None, read_only: bool, **said: Any) -> None:
    """Serve the screens and the API over the store.

    The process owns the store's file until it ends: nothing else writes to it meanwhile, so feeds are watched in here too (--watch).
    On loopback no password is asked for.
    """
    import uvicorn

    from detente.server.app import make_app
    from detente.server.library import Library
    from detente.store import Store

    rules = rules_for(host, said["token"], said["read_token"], said["hosts"])
    if watch and read_only:
        raise UsageError("--watch writes, --read-only doesn't", hint="leave one of them out")
    if not watch and not Path(db).exists():
        raise MissingPath(f"there is no store at {db}", hint=f"make one with: detente take PATH --db {db}; or follow feeds with --watch")
    with Store.open(Path(db), read_only=read_only, memory="1GB", threads=2) as store, watching(store, watch) as desk:
        app = make_app(Library(store, read_only, desk), rules)
        word = said["token"] or said["read_token"]
        click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}/{f'?token={word}' if word else ''}", err=True)
        config = uvicorn.Config(app, host, port, log_level="warning", server_header=False, limit_concurrency=_AT_ONCE)
        config.timeout_graceful_shutdown = _GRACE
        with suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
            uvicorn.Server(config).run()


@contextmanager
def watching(store: Store, feeds: str | None) -> Iterator[Desk | None]:
    """Follow what a FEEDS.toml lists, in a thread with a connection of its own, as long as the server runs."""
    if feeds is None:
        yield None
        return
    from detente.live.desk import Desk
    from detente.live.settings import load

    settings = load(Path(feeds))
    with store.beside() as own:
        desk = Desk(own, settings)
        loop = threading.Thread(target=desk.run, name="detente-desk")
        loop.start()
        try:
            yield desk
        finally:
            desk.stop()
            loop.join()


def rules_for(host: str, token: str | None, read_token: str | None, hosts: tuple[str, ...]) -> Rules:
    """Return who may ask, given where the server listens; raise `UsageError` for an open server that all the network can reach."""
    from detente.server.guard import Rules, loopback

    near = loopback(host)
    if not near and not (token or read_token):
        raise UsageError(f"{host} can be reached by others, and no token is set", hint="set DETENTE_TOKEN to a long random word")
    for word in (token, read_token):
        if word is not None and (len(word) < _SHORTEST or not word.isascii() or not word.isprintable() or set(word) & set(' ";,\\')):
            raise UsageError("a token is too short or has odd characters", hint=f"at least {_SHORTEST} letters and digits, at random")
    known = frozenset(name.lower() for name in hosts)
    return Rules(token, read_token, Rules().hosts | known if near else known)
