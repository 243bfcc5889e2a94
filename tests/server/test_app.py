from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from detente.server.app import make_app
from detente.server.library import Library
from detente.store import Store
from tests.server.conftest import HOME

FED = ("/stream", "/alerts.rss", "/alerts.json")
LISTS = ("incidents", "events", "timeline", "map", "coverage", "relations", "shifts", "actors", "feeds", "alerts", "watches")


@pytest.mark.parametrize("name", LISTS)
def test_lists_have_one_form(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/{name}").json()
    assert set(answer) == {"items", "next", "total"}
    assert answer["items"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/nothing", 404, "unknown_path"),
        ("/api/incidents/inc_0", 404, "unknown_id"),
        ("/api/articles/art_0", 404, "unknown_id"),
        ("/api/shifts/shf_0", 404, "unknown_id"),
        ("/api/actors/nobody", 404, "unknown_id"),
        ("/api/events/evt_none", 404, "unknown_id"),
        ("/api/incidents?category=WAR", 400, "bad_filter"),
        ("/api/incidents?from=2014-13", 400, "bad_filter"),
        ("/api/incidents?cursor=%2F%2F", 400, "bad_filter"),
        ("/api/incidents?nonsense=1", 400, "bad_filter"),
        ("/api/network?on=2014", 400, "bad_filter"),
        ("/api/incidents?limit=0", 422, "bad_request"),
        ("/api/timeline?bucket=hour", 422, "bad_request"),
    ],
)
def test_errors_have_one_form(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"]["code"] == code
    assert set(answer.json()["error"]) == {"code", "message", "hint"}


def test_a_wrong_method_has_the_form_too(client: TestClient) -> None:
    answer = client.delete("/api/incidents")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "wrong_method")


def test_what_breaks_inside_is_never_shown(made: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("detente.store.screens.Screens.totals", broken)
    answer = TestClient(make_app(Library(made)), base_url=HOME, raise_server_exceptions=False).get("/api/status")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "broken"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_an_answer_that_did_not_change_comes_without_a_body(client: TestClient) -> None:
    first = client.get("/api/incidents")
    again = client.get("/api/incidents", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/api/incidents?limit=3", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_everything_is_described(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            assert told.get("description"), f"{method} {path}"
            assert "200" in told["responses"] or "201" in told["responses"] or "204" in told["responses"]
            if not path.endswith(FED) and method == "get":
                assert "$ref" in str(told["responses"]["200"]["content"]["application/json"]), path
    for name, model in schema["components"]["schemas"].items():
        assert model.get("description") or name.startswith("Listed"), name
