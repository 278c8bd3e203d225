"""What a group is asked all together, on the wire."""

from marshmallow import fields, validate

from app.core.schemas import Day, Instant, NoticeSchema, Schema, Text
from app.workshops.pulse import LEAST, MOST_CHOICES

MOST_LEAST, MOST_WORDS, MOST_TEXT = 50, 60, 200


class SentPulseSchema(Schema):
    """One question and its choices, in order from one end to the other; without them, how everybody arrives."""

    text = Text(most=MOST_TEXT, load_default="", metadata={"example": "How was the evening?"})
    choices = fields.List(
        Text(most=MOST_WORDS, least=1), load_default=list, validate=validate.Length(max=MOST_CHOICES),
        metadata={"example": ["Too slow", "Just right", "Too fast"]},
    )  # fmt: skip
    least = fields.Integer(
        load_default=LEAST, strict=True, validate=validate.Range(LEAST, MOST_LEAST),
        metadata={"description": "Under how many answers nothing is told; fixed from then on."},
    )  # fmt: skip
    closes_at = Instant(load_default=None, allow_none=True)


class ChoiceSchema(Schema):
    """One's own choice, counted from 0."""

    choice = fields.Integer(required=True, strict=True, validate=validate.Range(0, MOST_CHOICES - 1))


class BandSchema(Schema):
    """Some choices beside each other, the last one included, and how many of a hundred, rounded to ten."""

    first = fields.Integer(required=True)
    last = fields.Integer(required=True)
    percent = fields.Integer(required=True)


class ResultSchema(Schema):
    """What is told: the middle in half steps for five to nine answers, bands from ten on."""

    answers = fields.Integer(required=True)
    middle = fields.Float(required=True, allow_none=True)
    bands = fields.List(fields.Nested(BandSchema), required=True)


class PulseSchema(Schema):
    """A question to all; `members` is how many count, `answer` one's own. The result is the same for everybody."""

    id = fields.UUID(required=True)
    workshop = fields.UUID(required=True)
    river = fields.Boolean(required=True)
    text = fields.String(required=True)
    choices = fields.List(fields.String(), required=True)
    least = fields.Integer(required=True)
    members = fields.Integer(required=True)
    put_on = Day(required=True)
    closes_at = Instant(required=True, allow_none=True)
    published = fields.Boolean(required=True)
    result = fields.Nested(ResultSchema, required=True, allow_none=True)
    may_answer = fields.Boolean(required=True)
    answer = fields.Integer(required=True, allow_none=True)
    unreadable = fields.Boolean(required=True)


class NoticedPulseSchema(PulseSchema):
    """The same, with the notice beside it."""

    notice = fields.Nested(NoticeSchema, required=True)


class PulsesSchema(Schema):
    """All that a group was asked in this way, newest first."""

    items = fields.List(fields.Nested(PulseSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    notice = fields.Nested(NoticeSchema, required=True)
