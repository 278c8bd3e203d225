"""Reminders on the wire."""

from typing import Any

from marshmallow import fields, validate

from app.core.schemas import NoticeSchema, Schema, Text
from app.reminders.feed import WEEKDAYS

AN_HOUR = validate.Regexp(r"\A([01]\d|2[0-3]):[0-5]\d\Z", error="A time of day is written like 20:30.")


def some_days(**options: Any) -> fields.List[Any]:
    """At least one weekday."""
    return fields.List(
        fields.String(validate=validate.OneOf(WEEKDAYS)),
        validate=validate.Length(min=1, max=len(WEEKDAYS)),
        metadata={"example": ["monday", "thursday"]},
        **options,
    )


class NewReminderSchema(Schema):
    """When to be reminded: on these days of every week, at this time, wherever one is."""

    days = some_days(required=True)
    time = Text(most=5, required=True, validate=AN_HOUR, metadata={"example": "20:30"})


class ChangedReminderSchema(Schema):
    """Other days, or another time."""

    days = some_days()
    time = Text(most=5, validate=AN_HOUR)


class ReminderSchema(Schema):
    """A reminder."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    days = fields.List(fields.String(), required=True)
    time = fields.String(required=True)


class SingleReminderSchema(ReminderSchema):
    """A reminder with the notice beside it."""

    notice = fields.Nested(NoticeSchema, required=True)


class RemindersSchema(Schema):
    """All reminders, and the address under which a calendar finds them, if there is one."""

    items = fields.List(fields.Nested(ReminderSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    feed = fields.String(required=True, allow_none=True, metadata={"description": "A path on this server."})
    notice = fields.Nested(NoticeSchema, required=True)


class FeedSchema(Schema):
    """The address for a calendar."""

    feed = fields.String(required=True, metadata={"description": "A path on this server."})
    notice = fields.Nested(NoticeSchema, required=True)
