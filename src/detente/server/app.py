"""The app: routes, error form, guards and screens joined around one library."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

import detente
from detente.server import errors
from detente.server.library import Library
from detente.server.routes import actors, articles, events, incidents, overview, relations

_ROOMS = (overview, incidents, events, articles, relations, actors)


def make_app(library: Library) -> FastAPI:
    """Return the app over an open library."""
    app = FastAPI(
        title="Détente",
        version=detente.__version__,
        description="Who did what to whom, dated and sourced, and who stands with whom. Every claim leads to its characters of a page.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.library = library
    api = APIRouter(prefix="/api")
    for room in _ROOMS:
        api.include_router(room.router)
    app.include_router(api)
    errors.install(app)
    return app
