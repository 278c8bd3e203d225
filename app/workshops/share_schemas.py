"""Copies given to people by name, on the wire."""

from marshmallow import fields, validate

from app.core.schemas import Day, NoticeSchema, Schema, Text

MOST_TITLE, MOST_TEXT, MOST_ANSWER, MOST_RECIPIENTS = 200, 100_000, 4_000, 10


class SentShareSchema(Schema):
    """The words exactly as shown, to whom, until the end of which day, and which words about sharing were agreed to."""

    workshop = fields.UUID(required=True)
    recipients = fields.List(
        fields.UUID(), required=True, validate=validate.Length(1, MOST_RECIPIENTS),
        metadata={"description": "People who lead the group, by id."},
    )  # fmt: skip
    title = Text(most=MOST_TITLE, load_default="", nul=True, load_only=True)
    text = Text(most=MOST_TEXT, least=1, required=True, nul=True, load_only=True)
    until = Day(required=True, metadata={"example": "2026-12-03"})
    consent = Text(
        most=16, required=True, metadata={"description": "The version of the words in GET /notices.sharing."}
    )
    assignment = fields.UUID(load_default=None, allow_none=True)


class ShareHeadingSchema(Schema):
    """A copy in a list: from whom, to whom, until when, and no word of it. `entry` is for whoever gave it."""

    id = fields.UUID(required=True)
    workshop = fields.UUID(required=True)
    assignment = fields.UUID(required=True, allow_none=True)
    entry = fields.UUID(required=True, allow_none=True)
    giver = fields.String(required=True)
    receiver = fields.String(required=True)
    title = fields.String(required=True)
    until = Day(required=True, allow_none=True)
    given_on = Day(required=True)
    opened_on = Day(required=True, allow_none=True)
    answered = fields.Boolean(required=True)
    unreadable = fields.Boolean(required=True)


class ShareSchema(ShareHeadingSchema):
    """A copy, with the answer."""

    mine = fields.Boolean(required=True, metadata={"description": "Whether one gave it oneself."})
    text = fields.String(required=True)
    day = Day(required=True, allow_none=True)
    answer = fields.String(required=True, allow_none=True)
    notice = fields.Nested(NoticeSchema, required=True)


class SharesSchema(Schema):
    """Several copies."""

    items = fields.List(fields.Nested(ShareHeadingSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    notice = fields.Nested(NoticeSchema, required=True)


class SentAnswerSchema(Schema):
    """An answer to whoever gave a copy."""

    text = Text(most=MOST_ANSWER, least=1, required=True, nul=True, load_only=True)
