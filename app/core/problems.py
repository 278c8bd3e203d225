"""The one handler that turns every failure into problem+json, or into a page for people who were on one."""

import errno
import logging
from typing import Any

import orjson
from flask import Flask, Response, g, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.core.database import meaning
from app.core.endpoints import PROBLEM
from app.core.json_input import TooLarge
from app.errors import Busy, DomainError, NotFound, StorageFull

log = logging.getLogger("braid")
BUSY_SECONDS = 5


class NotOffered(DomainError):
    """The address exists, but does not offer this method."""

    status = 405
    title = "That is not offered here"
    slug = "method-not-offered"


class NotJson(DomainError):
    """A body came that does not say it is JSON."""

    status = 415
    title = "Send JSON"
    slug = "not-json"


class Unforeseen(DomainError):
    """Something went wrong on the server's side; what was saved before is safe."""

    status = 500
    title = "Something went wrong"
    slug = "unforeseen"


HTTP_KINDS: dict[int, type[DomainError]] = {
    400: DomainError,
    404: NotFound,
    405: NotOffered,
    413: TooLarge,
    415: NotJson,
    500: Unforeseen,
}


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(DomainError, _answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(DBAPIError, _answer_database)
    app.register_error_handler(PoolTimeout, _answer_crowd)
    app.register_error_handler(OSError, _answer_system)
    app.register_error_handler(Exception, _answer_unforeseen)


def _answer(error: DomainError) -> Response:
    page = g.get("error_page")
    response = page(error) if page and not request.path.startswith("/api/") else _problem(error)
    response.headers.update(error.headers())
    return response


def _problem(error: DomainError) -> Response:
    body: dict[str, Any] = {
        "type": f"/api/problems/{error.slug}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "request_id": g.get("request_id", ""),
        **error.extra(),
    }
    return Response(orjson.dumps(body), status=error.status, content_type=PROBLEM)


def _answer_http(error: HTTPException) -> Response:
    kind = HTTP_KINDS.get(error.code or 500, DomainError)
    response = _answer(kind() if kind in (NotFound, Unforeseen) else kind(error.description))
    if kind is DomainError and error.code:
        response.status_code = error.code
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _answer_database(error: DBAPIError) -> Response:
    known = meaning(error)
    return _answer(known) if known is not None else _answer_unforeseen(error)


def _answer_crowd(_error: PoolTimeout) -> Response:
    return _answer(Busy(BUSY_SECONDS, "Many people are here just now. Nothing was changed; please try again."))


def _answer_system(error: OSError) -> Response:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _answer(StorageFull("The server's disk is full. Nothing was changed."))
    return _answer_unforeseen(error)


def _answer_unforeseen(error: Exception) -> Response:
    log_unforeseen(error)
    return _answer(Unforeseen("Something went wrong on our side. What was saved before is safe."))


def log_unforeseen(error: Exception) -> None:
    """Log of what kind an error is and where it was raised, never its message: that might quote somebody's text."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else "unknown"
    log.error("unforeseen", extra={"kind": type(error).__name__, "where": where.rpartition("/")[2]})
