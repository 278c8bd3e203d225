"""Looking back on the wire."""

from marshmallow import ValidationError, fields, validates_schema

from app.core.schemas import Day, Instant, NoticeSchema, Schema
from app.library.marks import MarkSchema

MOST_DAYS = 366


class StretchQuery(Schema):
    """From which day to which, both included; a year at most."""

    since = Day(data_key="from", required=True, metadata={"example": "2026-11-01"})
    until = Day(data_key="to", required=True, metadata={"example": "2026-11-23"})

    @validates_schema
    def require_order(self, data: dict[str, object], **_: object) -> None:
        """Raise ValidationError when the days stand the wrong way round or too far apart."""
        since, until = data["since"], data["until"]
        if since > until:  # type: ignore[operator]  # both are dates here
            raise ValidationError("The last day may not come before the first.", "to")
        if (until - since).days >= MOST_DAYS:  # type: ignore[operator]
            raise ValidationError("At most a year can be looked back on at once.", "from")


class LeafSchema(Schema):
    """A page, as far as it takes to name it and to go there."""

    id = fields.UUID(required=True)
    day = Day(required=True)
    title = fields.String(required=True)


class SeenMarkSchema(MarkSchema):
    """A mark, and where it is kept."""

    at = Instant(required=True)
    check_in = fields.UUID(required=True, allow_none=True)
    entry = fields.Nested(LeafSchema, required=True, allow_none=True)


class SeenDaySchema(Schema):
    """A day on which something was marked."""

    day = Day(required=True)
    marks = fields.List(fields.Nested(SeenMarkSchema), required=True)


class MeetingSchema(Schema):
    """Two ideas that stand on one page, and those pages."""

    concepts = fields.List(fields.String(), required=True)
    entries = fields.List(fields.Nested(LeafSchema), required=True)


class LookingBackSchema(Schema):
    """What was marked, day by day, newest first, and which ideas met."""

    days = fields.List(fields.Nested(SeenDaySchema), required=True)
    meetings = fields.List(fields.Nested(MeetingSchema), required=True)
    notice = fields.Nested(NoticeSchema, required=True)
