"""The API keeps to its own description, whatever is asked: schemathesis draws requests, good and bad, and checks every answer."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from detente.bench.million import fill
from detente.server.app import make_app
from detente.server.guard import Rules
from detente.server.library import Library
from detente.store import Store


@pytest.fixture(scope="module")
def described() -> schemathesis.BaseSchema:
    store = Store.in_memory()
    fill(store, 60)
    app = make_app(Library(store), Rules(hosts=frozenset()), stream_seconds=0)
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate()
