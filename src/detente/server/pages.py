"""The screens as files: what the build put into `web/` beside this module, and index.html for every other address that is not the API's."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from detente.server.errors import told

BUILT = Path(__file__).parent / "web"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_UNBUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Détente</title>
<h1>The screens are not built here</h1>
<p>This is a checkout without them: <code>make screens</code> builds them, and asks for no Node.js of your own. Wheels bring them along.</p>
<p>The API works: <a href="/api/status">/api/status</a>, <a href="/api/incidents">/api/incidents</a>,
<a href="/api/openapi.json">/api/openapi.json</a>.</p></html>"""


def install(app: FastAPI, folder: Path = BUILT) -> None:
    """Have the app answer all that no route of the API does."""

    async def page(request: Request) -> Response:
        path = request.path_params["path"]
        if path == "api" or path.startswith("api/"):
            return told(404, "unknown_path", "there is no such address in the API", "see /api/openapi.json")
        return screen(folder, path)

    app.add_route("/{path:path}", page, methods=["GET", "HEAD"], include_in_schema=False)


def screen(folder: Path, path: str) -> Response:
    """Return the file at `path` inside the folder, else index.html, else how to build it. Nothing outside the folder is ever read."""
    found = _file(folder, path) or _file(folder, "index.html")
    if found is None:
        return HTMLResponse(_UNBUILT, 503)
    lasting = {"cache-control": _FOR_EVER} if found.parent.name == "assets" else {}
    return FileResponse(found, media_type=_TYPES[found.suffix], headers=lasting)


def _file(folder: Path, path: str) -> Path | None:
    if "\0" in path or len(path) > 500:
        return None
    asked = (folder / path.lstrip("/")).resolve()
    inside = asked.is_relative_to(folder.resolve()) and asked.suffix in _TYPES
    return asked if inside and asked.is_file() else None
