"""The records of our own JSON, strictly checked."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, fields, post_load, validate

from app.core.clock import as_text
from app.core.schemas import Day, Flag, Instant, Schema, Text
from app.journal.limits import MOST_BODY, MOST_TITLE
from app.library.marks import MarkSchema
from app.reminders.feed import WEEKDAYS

MOST_LABEL, MOST_LABELS = 200, 100


class Moment(Instant):
    """An instant that stays the text it was."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return as_text(super()._deserialize(value, attr, data, **kwargs))


class TimedMarkSchema(MarkSchema):
    """A check-in with its instant, where it has one."""

    at = Moment(allow_none=True)


class AskedSchema(Schema):
    """A prompt in words."""

    id = Text(most=80, required=True, allow_none=True)
    title = Text(most=1000, required=True)
    text = Text(most=10_000, required=True)


class PageRecordSchema(Schema):
    """What a page and an earlier text have in common."""

    title = Text(most=MOST_TITLE, nul=True, load_default="")
    body = Text(most=MOST_BODY, nul=True, required=True)
    written_at = Moment(load_default=None, allow_none=True)
    edited_at = Moment(load_default=None, allow_none=True)
    kept_at = Moment(load_default=None, allow_none=True)
    trashed_at = Moment(load_default=None, allow_none=True)
    concepts = fields.List(Text(most=80), load_default=list, validate=validate.Length(max=MOST_LABELS))
    tags = fields.List(Text(most=MOST_LABEL), load_default=list, validate=validate.Length(max=MOST_LABELS))
    starred = Flag(load_default=False)
    check_in = fields.Nested(TimedMarkSchema, load_default=None, allow_none=True)
    assignment = Text(most=36, load_default=None, allow_none=True)

    @post_load
    def freeze(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """Lists become tuples, as in the pages that are sealed."""
        return {**data, "concepts": tuple(data["concepts"]), "tags": tuple(data["tags"])}


class EarlierRecordSchema(PageRecordSchema):
    """An earlier text."""

    number = fields.Integer(strict=True, required=True, validate=validate.Range(1, 2**30))
    prompt = Text(most=80, load_default=None, allow_none=True)


class EntryRecordSchema(PageRecordSchema):
    """An entry with its earlier texts."""

    id = fields.UUID(required=True)
    version = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 2**30))
    day = Day(required=True)
    prompt = fields.Nested(AskedSchema, load_default=None, allow_none=True)
    revisions = fields.List(fields.Nested(EarlierRecordSchema), load_default=list)


class CheckInRecordSchema(TimedMarkSchema):
    """A check-in that stands alone."""

    id = fields.UUID(required=True)
    version = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 2**30))
    day = Day(required=True)


class OwnPathRecordSchema(Schema):
    """A path that was begun."""

    path = Text(most=80, required=True)
    sitting = fields.Integer(strict=True, required=True, validate=validate.Range(1, 99))
    set_aside = Flag(required=True)


class SettingsRecordSchema(Schema):
    """What somebody chose; a field that does not fit is left out, and the others stand."""

    class Meta:
        """Another release may have known more."""

        unknown = EXCLUDE

    muted_topics = fields.List(Text(most=40), validate=validate.Length(max=40))
    deeper_prompts = Flag()
    region = fields.String(allow_none=True, validate=validate.Regexp(r"\A[A-Z]{2}\Z"))
    time_zone = fields.String(validate=validate.Predicate("__len__"))
    recovery_reminded = Flag()
    check_in = Flag()
    body_words = Flag()
    paths = fields.List(fields.Nested(OwnPathRecordSchema), validate=validate.Length(max=20))


class ReminderRecordSchema(Schema):
    """Days and a time."""

    days = fields.List(fields.String(validate=validate.OneOf(WEEKDAYS)), validate=validate.Length(min=1), required=True)
    time = fields.String(validate=validate.Regexp(r"\A([01]\d|2[0-3]):[0-5]\d\Z"), required=True)
