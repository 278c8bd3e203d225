"""What the desk shows, field by field: names, days and numbers, and nothing that somebody wrote."""

from marshmallow import fields

from app.core.schemas import Day, Schema, Text


class CountsSchema(Schema):
    """How many there are of everything."""

    people = fields.Integer(required=True)
    suspended = fields.Integer(required=True)
    entries = fields.Integer(required=True)
    sealed_bytes = fields.Integer(required=True)
    groups = fields.Integer(required=True)
    closed = fields.Integer(required=True)


class AccountSchema(Schema):
    """A person as the desk sees them: never when they were last here."""

    id = fields.UUID(required=True)
    username = fields.String(required=True, metadata={"example": "robin"})
    created_on = Day(required=True)
    suspended_on = Day(required=True, allow_none=True)
    entry_count = fields.Integer(required=True)
    sealed_bytes = fields.Integer(required=True)


class AccountsSchema(Schema):
    """Some of those who have an account, the newest first."""

    items = fields.List(fields.Nested(AccountSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class UsernameSchema(Schema):
    """Somebody's whole name here."""

    username = Text(most=40, required=True, load_only=True, metadata={"example": "robin"})


class GatheringSchema(Schema):
    """A group as the desk sees it: not what it is called."""

    id = fields.UUID(required=True)
    members = fields.Integer(required=True)
    closed_on = Day(required=True, allow_none=True)


class GatheringsSchema(Schema):
    """Some of the groups there are."""

    items = fields.List(fields.Nested(GatheringSchema), required=True)
    next = fields.String(required=True, allow_none=True)
