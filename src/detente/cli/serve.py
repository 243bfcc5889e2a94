"""`detente serve`: the API, the live stream and the screens on one store."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.options import db_option


@click.command()
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option("--read-only", is_flag=True, help="Take nothing and judge nothing; other processes may read the store meanwhile.")
def serve(db: str, host: str, port: int, read_only: bool) -> None:
    """Serve the screens and the API over the store.

    The process owns the store's file until it ends: nothing else writes to it meanwhile.
    """
    import uvicorn

    from detente.server.app import make_app
    from detente.server.library import Library
    from detente.store import Store

    with Store.open(Path(db), read_only=read_only) as store:
        click.echo(f"http://{host}:{port}/", err=True)
        uvicorn.run(make_app(Library(store, read_only)), host=host, port=port, log_level="warning", server_header=False)
