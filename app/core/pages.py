"""Lists in pages, walked by an opaque cursor and never by an offset."""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from marshmallow import fields, validate

from app.core.schemas import Schema, Text
from app.errors import Invalid

DEFAULT_LIMIT = 30
MAX_LIMIT = 100
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_READ: dict[type, Callable[[str], Any]] = {date: date.fromisoformat}


class PageArguments(Schema):
    """How much of a list, and from where."""

    cursor = Text(most=200, metadata={"description": "The `next` of the page before."})
    limit = fields.Integer(
        load_default=DEFAULT_LIMIT, validate=validate.Range(1, MAX_LIMIT), metadata={"description": "How many."}
    )


def make_cursor(*parts: str | int) -> str:
    """An opaque cursor out of the sort keys of a page's last row."""
    return base64.urlsafe_b64encode("|".join(str(part) for part in parts).encode()).decode().rstrip("=")


def read_cursor(text: str, *kinds: type) -> tuple[Any, ...]:
    """The sort keys inside a cursor, as the given kinds (str, int, date or UUID).

    Raises Invalid when the cursor was not made by `make_cursor`.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        parts = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode("ascii").split("|")
    except (UnicodeError, binascii.Error, ValueError) as error:
        raise _unknown_cursor() from error
    if len(parts) != len(kinds) or not all(
        kind is not int or _INTEGER.fullmatch(part) for kind, part in zip(kinds, parts, strict=True)
    ):
        raise _unknown_cursor()
    try:
        return tuple(_READ.get(kind, kind)(part) for kind, part in zip(kinds, parts, strict=True))
    except ValueError as error:
        raise _unknown_cursor() from error


def read_place(cursor: str) -> tuple[date, int]:
    """A day and a number within it, as lists by day are walked. Raises Invalid for a cursor we did not give out."""
    day, number = read_cursor(cursor, date, int)
    return day, number


def _unknown_cursor() -> Invalid:
    return Invalid({"cursor": ["This cursor is not one that we gave out."]})
