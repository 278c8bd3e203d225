"""A live session on the wire."""

from marshmallow import fields, validate

from app.core.schemas import Flag, Instant, NoticeSchema, Schema
from app.workshops.assignment_schemas import QuestionSchema
from app.workshops.moment import MOST_SECONDS, MOST_STEPS, STAGES


class SentMomentSchema(Schema):
    """What the room does from now on; `left` seconds on a clock that runs, or stands."""

    stage = fields.String(required=True, validate=validate.OneOf(STAGES))
    assignment = fields.UUID(load_default=None, allow_none=True)
    step = fields.Integer(load_default=0, strict=True, validate=validate.Range(0, MOST_STEPS))
    left = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(0, MOST_SECONDS))
    running = Flag(load_default=True)


class MomentSchema(Schema):
    """What the room does just now; `now` is the server's clock, to count down by."""

    version = fields.Integer(required=True)
    stage = fields.String(required=True, validate=validate.OneOf(STAGES))
    assignment = fields.UUID(required=True, allow_none=True)
    question = fields.Nested(QuestionSchema, required=True, allow_none=True)
    note = fields.String(required=True)
    steps = fields.List(fields.String(), required=True)
    step = fields.Integer(required=True)
    ends_at = Instant(required=True, allow_none=True)
    left = fields.Integer(required=True, allow_none=True)
    now = Instant(required=True)
    notice = fields.Nested(NoticeSchema, required=True)
