"""Logs that cannot tell: one JSON line a request with the route's template, never its path, body or words."""

import json
import logging
import time
from uuid import uuid4

from flask import Flask, Response, g, request

from app.core.clock import as_text, now

KEPT = ("request_id", "method", "route", "status", "ms", "kind", "where", "event")
log = logging.getLogger("braid")


class JsonLines(logging.Formatter):
    """Formats a record as one JSON line of the fields in KEPT and nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": as_text(now()), "level": record.levelname, "message": record.getMessage()}
        line.update({name: getattr(record, name) for name in KEPT if hasattr(record, name)})
        if record.exc_info and record.exc_info[0]:
            # Whoever logs an exception quotes more than we may keep: Flask, for one, the path.
            line.update({"message": "unforeseen", "kind": record.exc_info[0].__name__})
        return json.dumps(line, ensure_ascii=True)


def init_app(app: Flask, level: str) -> None:
    """Number every request and write one line when it is answered."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    log.handlers = [handler]
    log.setLevel(level)
    log.propagate = False
    app.logger.handlers = [handler]
    app.before_request(_begin)
    app.after_request(_end)


def note(event: str) -> None:
    """Log that something of a kind happened (a sign-in, a denial), without saying to whom."""
    log.info(event, extra={"event": event, "request_id": g.get("request_id", "")})


def answered() -> tuple[tuple[str, str], float]:
    """The route's template and the method that are being answered (a dash where no route fits), and the seconds since
    the request came."""
    rule = request.url_rule
    route = (rule.rule, request.method) if rule is not None else ("-", "-")
    return route, time.perf_counter() - g.get("began", time.perf_counter())


def _begin() -> None:
    g.request_id = uuid4().hex
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if log.isEnabledFor(logging.INFO):
        (route, method), seconds = answered()
        said = {"request_id": g.get("request_id", ""), "method": method, "route": route}
        log.info("request", extra={**said, "status": response.status_code, "ms": round(seconds * 1000, 1)})
    return response
