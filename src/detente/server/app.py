"""The app: routes, error form, guards and screens joined around one library."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.utils import get_openapi

import detente
from detente.server import errors, pages
from detente.server.asking import API, only_known
from detente.server.guard import Guard, Rules
from detente.server.library import Library
from detente.server.models.common import Error
from detente.server.routes import actors, articles, events, incidents, live, overview, relations, stream, writing
from detente.server.tags import KEPT, Tags

_ROOMS = (overview, incidents, events, articles, relations, actors, live, stream, writing)
_FAULTS = {
    400: "A filter, date or cursor that can't be understood.",
    401: "No token, or not a good one.",
    403: "Not with this token, or not from another site.",
    404: "Nothing has this id.",
    409: "This server only reads, or takes no pages.",
    413: "A body beyond the limit.",
    421: "Not a name that this server answers to.",
    422: "A parameter or body of the wrong form.",
    503: "The store is busy.",
}


def make_app(
    library: Library,
    rules: Rules | None = None,
    *,
    stream_seconds: float = stream.LASTS,
    screens: Path = pages.BUILT,
    kept: int = KEPT,
) -> FastAPI:
    """Return the app over an open library. Without rules: loopback names only, no token. `kept`: answers of first screens to keep."""
    app = FastAPI(
        title="Détente",
        version=detente.__version__,
        summary="Who did what to whom, dated and sourced, and who stands with whom.",
        description="Every claim leads to its characters of a page. Offsets are code points; intervals are half open; unknown is null.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.library = library
    app.state.stream_seconds = stream_seconds
    faults: dict[int | str, dict[str, Any]] = {status: {"model": Error, "description": words} for status, words in _FAULTS.items()}
    api = APIRouter(prefix=API, responses=faults, dependencies=[Depends(only_known)])
    for room in _ROOMS:
        api.include_router(room.router)
    app.include_router(api)
    app.openapi = partial(described, app)  # type: ignore[method-assign]
    pages.install(app, screens)
    errors.install(app)
    app.add_middleware(Tags, revision=lambda: library.store.revision, kept=kept)
    app.add_middleware(Guard, rules=rules or Rules())
    return app


def described(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description, made once. Errors are JSON whatever a route gives else (a stream, RSS), and it says so."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes, tags=app.openapi_tags
        )
        error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
        for methods in made["paths"].values():
            for operation in methods.values():
                for status in _FAULTS:
                    operation["responses"][str(status)]["content"] = error
        app.openapi_schema = made
    return app.openapi_schema
