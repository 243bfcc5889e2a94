from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from detente.bench.million import fill
from detente.store import Store


def test_a_first_screen_is_kept_until_anything_is_written(fresh: Store, serving: Callable[..., TestClient]) -> None:
    client = serving()
    before = client.get("/api/timeline?bucket=month")
    assert before.json()["items"] == []
    fill(fresh, 40)
    after = client.get("/api/timeline?bucket=month")
    assert after.json()["items"]
    again = client.get("/api/timeline?bucket=month")
    assert (again.json(), again.headers["etag"]) == (after.json(), after.headers["etag"])
    assert again.headers["content-security-policy"] == after.headers["content-security-policy"]
    assert client.get("/api/timeline?bucket=month", headers={"if-none-match": again.headers["etag"]}).status_code == 304
    assert client.get("/api/timeline?bucket=month").status_code == 200
