"""One form for every error: {"error": {"code", "message", "hint"}}. What breaks inside is logged and never shown."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from detente.records.errors import DetenteError, RefusedInput, StoreBusy, UnknownId, UsageError

log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[DetenteError], int], ...] = ((UnknownId, 404), (UsageError, 400), (RefusedInput, 422), (StoreBusy, 503))
_CODES = {401: "no_token", 403: "forbidden", 404: "unknown_path", 405: "wrong_method", 413: "oversized_input", 503: "busy"}


class Turned(Exception):
    """A request that is turned away for a reason of the server's own: status, code, message, hint."""

    def __init__(self, status: int, code: str, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.answer = told(status, code, message, hint)


def told(status: int, code: str, message: str, hint: str | None = None) -> JSONResponse:
    """Return an error as it is answered."""
    return JSONResponse({"error": {"code": code, "message": message, "hint": hint}}, status)


def install(app: FastAPI) -> None:
    """Have the app answer every error in the one form."""
    app.add_exception_handler(DetenteError, _ours)
    app.add_exception_handler(Turned, _turned)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)


def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DetenteError)
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    return told(status, error.code, error.detail, error.hint)


def _turned(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Turned)
    return error.answer


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return told(422, "bad_request", f"{where}: {first['msg']}"[:500], "see /api/openapi.json")


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    answer = told(error.status_code, _CODES.get(error.status_code, "refused"), str(error.detail), None)
    answer.headers.update(error.headers or {})
    return answer


def _broken(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s broke", request.method, request.url.path, exc_info=error)
    return told(500, "broken", "something broke inside Détente", "the server's log says what")
