"""Check-ins on the wire."""

from marshmallow import fields

from app.core.pages import PageArguments
from app.core.schemas import Day, Instant, NoticeSchema, Schema, page_of
from app.library.marks import BodyMarkSchema, ConnectionMarkSchema, MarkSchema


class SentCheckInSchema(MarkSchema):
    """What somebody marks, and the day it belongs to; today where they are, when left out."""

    day = Day(load_default=None, metadata={"example": "2026-11-23"})


class CheckInSchema(Schema):
    """A check-in."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    day = Day(required=True)
    at = Instant(required=True, allow_none=True)
    river = fields.String(required=True, allow_none=True)
    feelings = fields.List(fields.String(), required=True)
    body = fields.Nested(BodyMarkSchema, required=True, allow_none=True)
    connection = fields.Nested(ConnectionMarkSchema, required=True, allow_none=True)
    note = fields.String(required=True)
    unreadable = fields.Boolean(required=True)


class NoticedCheckInSchema(CheckInSchema):
    """A check-in with the notice beside it."""

    notice = fields.Nested(NoticeSchema, required=True)


CheckInPageSchema = page_of(CheckInSchema)


class CheckInQuery(PageArguments):
    """Which check-ins."""

    since = Day(data_key="from", metadata={"description": "The first day."})
    until = Day(data_key="to", metadata={"description": "The last day."})
