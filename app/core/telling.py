"""Answers that take a while, told line by line while they happen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from flask import request
from sqlalchemy.exc import DBAPIError

from app.errors import Busy, DomainError
from app.extensions import db

LINES = "application/x-ndjson"
RETRY_SECONDS = 5


def wants_lines() -> bool:
    """Whether whoever asks wants to hear how far it is."""
    return request.accept_mimetypes.best == LINES


def told_by_line(told: Iterable[Mapping[str, Any]], *, once_more: str) -> Iterator[bytes]:
    """Each as a line of JSON. What goes wrong is the last of them, since the answer has begun; what is not committed
    is taken back then, and `once_more` says what to do."""
    try:
        for one in told:
            yield line(one)
    except (DomainError, DBAPIError) as error:
        db.session.rollback()
        known = error if isinstance(error, DomainError) else Busy(RETRY_SECONDS, f"It stopped half-way. {once_more}")
        yield line({"problem": {"title": known.title, "detail": known.detail, "status": known.status}})


def line(told: Mapping[str, Any]) -> bytes:
    return orjson.dumps(told) + b"\n"
