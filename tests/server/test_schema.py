"""The API keeps to its own description, whatever is asked: schemathesis draws requests, good and bad, and checks every answer.

One of its checks is left out: that all that fits the schema is taken. No schema tells a cursor, or the 30th of February, from what it is
not. And a list in the query is always one of strings: the number that schemathesis puts there to break the schema arrives as a word.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from detente.bench.million import fill
from detente.server.app import make_app
from detente.server.guard import Rules
from detente.server.library import Library
from detente.store import Store

EXAMPLES = 2


@pytest.fixture(scope="module")
def described() -> Iterator[BaseSchema]:
    with Store.in_memory() as store:
        fill(store, 60)
        app = make_app(Library(store), Rules(hosts=frozenset()), stream_seconds=0)
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(described: BaseSchema, mode: GenerationMode) -> None:
    asked = 0
    for found in described.get_all_operations():
        assert isinstance(found, Ok), found
        operation: APIOperation = found.ok()
        asked += 1
        try:
            strategy: st.SearchStrategy[Case] = operation.as_strategy(generation_mode=mode)
        except schemathesis.errors.SchemathesisError:
            continue

        @settings(max_examples=EXAMPLES, phases=(Phase.generate,), deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=strategy)
        def ask(case: Case) -> None:
            listed = any(isinstance(value, list) for value in (case.query or {}).values())
            case.call_and_validate(excluded_checks=[positive_data_acceptance, *([negative_data_rejection] if listed else [])])

        try:
            ask()
        except Unsatisfiable:  # what takes no parameter can't be asked wrongly
            assert mode is GenerationMode.NEGATIVE
    assert asked >= 20
