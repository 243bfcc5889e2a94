from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from detente.records.errors import BadFilter
from detente.server.paging import unwrap, wrap

VALUES = st.integers(-(2**53), 2**53) | st.text(max_size=40) | st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))


@given(VALUES, st.text(max_size=60))
def test_what_is_wrapped_is_unwrapped(value: int | str | datetime, name: str) -> None:
    cursor = wrap(value, name)
    assert cursor.replace("-", "").replace("_", "").isalnum()
    if len(cursor) <= 512:
        assert unwrap(cursor) == (value, name)


@given(st.text(max_size=80))
def test_anything_else_is_a_clear_error_or_a_cursor(words: str) -> None:
    try:
        value, name = unwrap(words)
    except BadFilter:
        return
    assert isinstance(value, int | str | float | datetime)
    assert isinstance(name, str)


@pytest.mark.parametrize(
    "path",
    [
        "/api/incidents?",
        "/api/incidents?sort=-size&",
        "/api/incidents?category=ASSAULT&category=CONSULT&category=ACCUSE&category=COERCE&",
        "/api/events?",
        "/api/shifts?",
        "/api/relations?at=2015&",
    ],
)
def test_pages_make_up_the_whole_list_once(client: TestClient, path: str) -> None:
    whole = client.get(f"{path}limit=500").json()["items"]
    pages, cursor = [], ""
    while True:
        page = client.get(f"{path}limit=37{cursor}").json()
        pages += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
        if len(pages) >= 500:
            break
    assert len(whole) > 74
    assert pages[: len(whole)] == whole[: len(pages)]
    assert len({str(item) for item in pages}) == len(pages)


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    cursor = client.get("/api/incidents?sort=-size&limit=2").json()["next"]
    for path in ("/api/incidents", "/api/shifts", "/api/relations", "/api/events"):
        assert client.get(f"{path}?cursor={cursor}").status_code == 400
