"""What a group is asked, on the wire."""

from marshmallow import fields, validate

from app.core.schemas import Day, Instant, NoticeSchema, Schema, Text
from app.workshops.assigning import MOST
from app.workshops.questions import WAY_OUT

MOST_NOTE, MOST_TITLE, MOST_TEXT = 600, 120, 1_200


class OwnQuestionSchema(Schema):
    """A question in the words of whoever leads: exactly one, with a way out."""

    title = Text(most=MOST_TITLE, metadata={"example": "On the way here"})
    text = Text(most=MOST_TEXT, least=1, required=True, metadata={"example": "What did you notice on the way here?"})
    opt_out = Text(most=MOST_TITLE, metadata={"example": WAY_OUT})


class SentAssignmentSchema(Schema):
    """A prompt of the library or own words, a note, and from when until when."""

    prompt = Text(most=80, metadata={"example": "reg-river-today"})
    own = fields.Nested(OwnQuestionSchema)
    note = Text(most=MOST_NOTE, metadata={"example": "We begin with this on Thursday."})
    opens_at = Instant(allow_none=True, metadata={"example": "2026-11-26T18:00:00Z"})
    closes_at = Instant(allow_none=True)


class ChangedAssignmentSchema(SentAssignmentSchema):
    """The same, and its place among the others."""

    place = fields.Integer(strict=True, validate=validate.Range(1, MOST))


class ItinerarySchema(Schema):
    """A path of the library, and the day on which its first week begins."""

    path = Text(most=80, required=True, metadata={"example": "six-weeks-by-the-river"})
    starts_on = Day(required=True, metadata={"example": "2026-11-26"})


class QuestionSchema(Schema):
    """The words of what is asked; `prompt` leads to the library where they are from there."""

    prompt = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    opt_out = fields.String(required=True)
    lang = fields.String(required=True, allow_none=True)


class AssignmentSchema(Schema):
    """What a group is asked; `done` is one's own, `written` and `shared` how many, null for those who do not lead."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    place = fields.Integer(required=True)
    question = fields.Nested(QuestionSchema, required=True)
    note = fields.String(required=True)
    opens_at = Instant(required=True, allow_none=True)
    closes_at = Instant(required=True, allow_none=True)
    open = fields.Boolean(required=True)
    done = fields.Boolean(required=True)
    written = fields.Integer(required=True, allow_none=True)
    shared = fields.Integer(required=True, allow_none=True)
    unreadable = fields.Boolean(required=True)


class WaitingSchema(Schema):
    """Something one of one's groups asks just now."""

    id = fields.UUID(required=True)
    workshop = fields.UUID(required=True)
    title = fields.String(required=True)
    lang = fields.String(required=True, allow_none=True)
    closes_at = Instant(required=True, allow_none=True)


class AllWaitingSchema(Schema):
    """All of it, what closes first at the top."""

    items = fields.List(fields.Nested(WaitingSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    notice = fields.Nested(NoticeSchema, required=True)


class NoticedAssignmentSchema(AssignmentSchema):
    """The same, with the notice beside it."""

    notice = fields.Nested(NoticeSchema, required=True)


class AssignmentsSchema(Schema):
    """All that a group is asked, in order."""

    items = fields.List(fields.Nested(AssignmentSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    notice = fields.Nested(NoticeSchema, required=True)
