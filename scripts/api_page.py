"""Write docs/reference/api.md from the OpenAPI description of the server. `--check` only says whether the page is up to date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from detente.server.app import make_app
from detente.server.library import Library
from detente.store import Store

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/api.md"
HEAD = """# The API

`detente serve` answers under `/api`; the description that programs read is `/api/openapi.json`.
This page is made of it by `scripts/api_page.py`.

* **Lists**: `{"items": [...], "next": cursor or null, "total": number or null}`; for the next page give `next` as `cursor`.
* **Errors**: `{"error": {"code", "message", "hint"}}`, whatever went wrong.
* **Offsets** are code points of the article's text, **intervals** half open, **unknown** is null.
* **ETag**: every answer has one; `If-None-Match` with it is answered 304.
* **Who may ask**: on loopback everybody on this machine; at any other address who has the token (`Authorization: Bearer …`, or the
  cookie that `/?token=…` leaves). `DETENTE_TOKEN` reads and writes, `DETENTE_READ_TOKEN` reads. What another site's page sends is refused.
* **Stream**: `/api/stream` sends events named incident, shift, alert and feed, numbered; a client goes on after its
  `Last-Event-ID`. Of who was away for too long, or with another store, `missed` says so first.

"""


def page() -> str:
    """Return the page."""
    with Store.in_memory() as store:
        api = make_app(Library(store)).openapi()
    routes = [(path, method, told) for path, methods in api["paths"].items() for method, told in methods.items()]
    parts = [HEAD, *(_route(path, method, told) for path, method, told in routes), "## What is answered\n\n"]
    schemas = {name: told for name, told in api["components"]["schemas"].items() if not name.startswith("Listed")}
    return "".join([*parts, *(_schema(name, told) for name, told in sorted(schemas.items()))]).rstrip() + "\n"


def _route(path: str, method: str, told: dict[str, Any]) -> str:
    rows = "".join(
        _row(one["name"], one["schema"], one.get("description") or one["schema"].get("description", ""))
        for one in told.get("parameters", [])
    )
    table = f"| parameter | is | means |\n|---|---|---|\n{rows}\n" if rows else ""
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    answer = next((told["responses"][status] for status in ("200", "201") if status in told["responses"]), {})
    schema = answer.get("content", {}).get("application/json", {}).get("schema")
    said = f"Takes {_kind(body)}. " if body else ""
    said += f"Answers {_kind(schema)}.\n\n" if schema else "\n" if said else ""
    return f"## {method.upper()} {path}\n\n{told['description']}\n\n{said}{table}"


def _schema(name: str, told: dict[str, Any]) -> str:
    rows = "".join(_row(field, schema, schema.get("description", "")) for field, schema in told.get("properties", {}).items())
    return f"### {name}\n\n{told.get('description', '')}\n\n| field | is | means |\n|---|---|---|\n{rows}\n"


def _row(name: str, schema: dict[str, Any], words: str) -> str:
    return f"| `{name}` | {_kind(schema)} | {words.replace('|', '/')} |\n"


def _kind(schema: dict[str, Any] | None) -> str:
    """Return a schema's type in a few words."""
    if not schema:
        return "anything"
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"a list of {name.removeprefix('Listed_').removesuffix('_')}" if name.startswith("Listed") else name
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items'))} …"
    return str(schema.get("type", "anything"))


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else "docs/reference/api.md is out of date: run scripts/api_page.py")
    PAGE.write_text(page(), encoding="utf-8")
