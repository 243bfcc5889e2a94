from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.server.app import make_app
from detente.server.library import Library
from detente.store import Store
from tests.server.conftest import HOME


@pytest.fixture
def built(tmp_path: Path, made: Store) -> TestClient:
    (tmp_path / "secret.html").write_text("secret")
    folder = tmp_path / "web"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>screens</title>")
    (folder / "assets/main-1a2b.js").write_text("let x = 1")
    (folder / "notes.py").write_text("secret")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    return TestClient(make_app(Library(made), screens=folder), base_url=HOME)


@pytest.mark.parametrize(
    "path", ["/", "/incident/inc_1", "/a/b/c", "/../secret.html", "/%2e%2e/secret.html", "/link.html", "/notes.py", "/%00"]
)
def test_all_other_addresses_are_the_first_page(built: TestClient, path: str) -> None:
    answer = built.get(path)
    assert answer.status_code == 200
    assert answer.text == "<title>screens</title>"
    assert answer.headers["cache-control"].startswith("no-cache")


def test_files_have_their_type_and_last(built: TestClient) -> None:
    answer = built.get("/assets/main-1a2b.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


def test_addresses_of_the_api_never_are_pages(built: TestClient) -> None:
    assert built.get("/api").status_code == 404
    assert built.get("/api/else").json()["error"]["code"] == "unknown_path"


def test_without_a_build_the_page_says_how(tmp_path: Path, made: Store) -> None:
    answer = TestClient(make_app(Library(made), screens=tmp_path / "none"), base_url=HOME).get("/")
    assert answer.status_code == 503
    assert "make screens" in answer.text
