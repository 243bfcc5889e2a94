from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from detente.server.guard import HEADERS, Rules, loopback

WRITER, READER = "w" * 20, "r" * 20
GUARDED = Rules(WRITER, READER, frozenset())
WATCH = {"name": "talks"}
Serving = Callable[..., TestClient]


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8600", "", "[::1", "user@localhost"])
def test_a_foreign_name_is_not_answered(serving: Serving, host: str) -> None:
    answer = serving().get("/api/status", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["error"]["code"] == "unknown_host"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8600", "127.0.0.1:1", "[::1]:8600"])
def test_loopback_names_are_answered(serving: Serving, host: str) -> None:
    assert serving().get("/api/status", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"},
    ],
)
def test_another_site_writes_nothing(serving: Serving, headers: dict[str, str]) -> None:
    client = serving()
    answer = client.post("/api/watches", json=WATCH, headers=headers)
    assert answer.status_code == 403
    assert client.get("/api/watches").json()["items"] == []


def test_the_own_page_and_programs_write(serving: Serving) -> None:
    client = serving()
    own = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert client.post("/api/watches", json=WATCH, headers=own).status_code == 201
    assert client.post("/api/watches", json=WATCH).status_code == 201


def test_another_site_reads_nothing_but_may_link_here(serving: Serving) -> None:
    client = serving()
    assert client.get("/api/status", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}).status_code == 403
    assert client.get("/api/status", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}).status_code == 200


def test_a_token_is_demanded_and_scopes_hold(serving: Serving) -> None:
    client = serving(GUARDED)
    assert client.get("/api/status").status_code == 401
    assert client.get("/api/status", headers=bearer("wrong")).status_code == 401
    assert client.get("/api/status", headers=[(b"authorization", "Bearer ü".encode("latin-1"))]).status_code == 401
    assert client.get("/api/openapi.json").status_code == 401
    assert client.get("/").status_code == 401
    assert client.get("/api/status", headers=bearer(READER)).status_code == 200
    refused = client.post("/api/watches", json=WATCH, headers=bearer(READER))
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "read_token")
    assert client.post("/api/watches", json=WATCH, headers=bearer(WRITER)).status_code == 201


def test_a_visit_with_the_token_leaves_a_cookie_that_no_script_reads(serving: Serving) -> None:
    client = serving(GUARDED)
    visit = client.get(f"/?token={READER}&screen=map", follow_redirects=False)
    assert (visit.status_code, visit.headers["location"]) == (303, "/?screen=map")
    cookie = visit.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/api/status").status_code == 200
    assert client.post("/api/watches", json=WATCH).status_code == 403


def test_a_wrong_token_in_the_address_leaves_nothing(serving: Serving) -> None:
    visit = serving(GUARDED).get("/?token=wrong", follow_redirects=False)
    assert visit.status_code == 401
    assert "set-cookie" not in visit.headers


def test_a_body_is_bounded_whether_it_says_its_length_or_not(serving: Serving) -> None:
    client = serving(Rules(largest=1000))
    said = client.post("/api/watches", content=b"x" * 1001, headers={"content-type": "application/json"})

    def chunks() -> Iterator[bytes]:
        yield from [b"x" * 400] * 5

    unsaid = client.post("/api/watches", content=chunks(), headers={"content-type": "application/json"})
    assert [said.status_code, unsaid.status_code] == [413, 413]
    assert said.json()["error"]["code"] == unsaid.json()["error"]["code"] == "oversized_input"


@pytest.mark.parametrize("path", ["/", "/api/status", "/api/nothing", "/api/openapi.json"])
def test_every_answer_carries_the_headers(serving: Serving, path: str) -> None:
    headers = serving().get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["content-security-policy"]


def test_loopback_is_told_from_the_rest() -> None:
    assert [loopback(host) for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost")] == [True] * 4
    assert [loopback(host) for host in ("0.0.0.0", "::", "192.168.1.5", "example.org")] == [False] * 4
