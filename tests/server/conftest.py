from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from detente.bench.million import fill
from detente.records import Alert, Feed, Watch
from detente.records.live import Evidence
from detente.server.app import make_app
from detente.server.guard import Rules
from detente.server.library import Desk, Library
from detente.store import Store

HOME = "http://127.0.0.1"
AT = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def made() -> Iterator[Store]:
    """A made store of some hundred events. Tests that write use `fresh`."""
    with Store.in_memory() as store:
        fill(store, 400)
        store.watching.put_feed(Feed("feed_1", "https://paper.example/rss", "syndication", "ok", AT, articles=3))
        store.watching.put_watch(Watch("talks", categories=("CONSULT",), webhook="https://hook.example/secret", secret_env="SECRET"))
        proof = Evidence("evt_1", "art_1", 0, 4, "They met.", "The Paper", None)
        for name in ("a", "b"):
            store.watching.add_alerts(
                [Alert(f"alr_{name}", Watch("talks").id, AT, "incident", "inc_1", "met", (proof,), 1, ("one origin",))]
            )
        yield store


@pytest.fixture
def client(made: Store) -> TestClient:
    return TestClient(make_app(Library(made), stream_seconds=0), base_url=HOME)


@pytest.fixture
def fresh() -> Iterator[Store]:
    with Store.in_memory() as store:
        yield store


@pytest.fixture
def serving(fresh: Store) -> Callable[..., TestClient]:
    """Return a client of a server over the fresh store, with these rules."""

    def serve(rules: Rules | None = None, desk: Desk | None = None, read_only: bool = False) -> TestClient:
        return TestClient(make_app(Library(fresh, read_only, desk), rules, stream_seconds=0), base_url=HOME)

    return serve
