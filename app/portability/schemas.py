"""What an export and an import are asked for, and what an import tells."""

from flask_smorest.fields import Upload
from marshmallow import fields, validate

from app.core.schemas import Day, NoticeSchema, Schema, Text
from app.portability.offered import READ, WRITTEN


class ExportSchema(Schema):
    """What is to be taken along, in which form; everything but the format may be left out."""

    format = fields.String(required=True, validate=validate.OneOf(WRITTEN), metadata={"example": "markdown"})
    since = Day(data_key="from", load_default=None, allow_none=True, metadata={"description": "The first day."})
    until = Day(data_key="to", load_default=None, allow_none=True, metadata={"description": "The last day."})
    concept = Text(most=80, load_default=None, allow_none=True, metadata={"example": "co-regulation"})
    workshop = fields.UUID(load_default=None, allow_none=True, metadata={"description": "Only what was written to it."})
    passphrase = Text(
        most=1024, least=15, load_default=None, allow_none=True, load_only=True,
        metadata={"description": "Seals the file: nobody opens it without.", "example": "lantern otter gravel sunday"},
    )  # fmt: skip


class ImportSchema(Schema):
    """A file somebody brings, as multipart/form-data, with the header `X-Journal: 1`."""

    format = fields.String(load_default="auto", validate=validate.OneOf(("auto", *READ)))
    rehearsal = fields.Boolean(load_default=False, truthy={"true"}, falsy={"false"})
    passphrase = Text(most=1024, load_default=None, load_only=True)


class FileSchema(Schema):
    """The file itself."""

    file = Upload(required=True)


class CountSchema(Schema):
    """How many are new, and how many are here already."""

    new = fields.Integer(required=True)
    here = fields.Integer(required=True)


class TroubleSchema(Schema):
    """Something that could not be read."""

    where = fields.String(required=True)
    why = fields.String(required=True)


class LeftOutSchema(Schema):
    """Something that Braid has no place for."""

    what = fields.String(required=True, metadata={"example": "pictures"})
    count = fields.Integer(required=True)


class ImportReportSchema(Schema):
    """What an import found; never a word of what the file holds."""

    format = fields.String(required=True, validate=validate.OneOf(READ))
    rehearsal = fields.Boolean(required=True)
    entries = fields.Nested(CountSchema, required=True)
    check_ins = fields.Nested(CountSchema, required=True)
    first_day = Day(required=True, allow_none=True)
    last_day = Day(required=True, allow_none=True)
    unreadable = fields.Integer(required=True)
    troubles = fields.List(fields.Nested(TroubleSchema), required=True)
    left_out = fields.List(fields.Nested(LeftOutSchema), required=True)
    account = fields.List(fields.String(validate=validate.OneOf(("settings", "reminders", "records"))), required=True)
    notice = fields.Nested(NoticeSchema, required=True)
