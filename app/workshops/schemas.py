"""Groups on the wire."""

from marshmallow import ValidationError, fields, validate

from app.core.clock import is_zone
from app.core.schemas import Day, Flag, Instant, NoticeSchema, Schema, Text
from app.workshops.roles import ROLES

MOST_NAME, MOST_CALLED, MOST_PURPOSE, MOST_AGREEMENT, MOST_AGREEMENTS = 80, 60, 600, 200, 12
MOST_USES, MOST_DAYS, MOST_CODE = 200, 30, 20
CALLED = {"most": MOST_CALLED, "least": 1, "metadata": {"description": "What one is called in this group."}}


def known_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError("This time zone is not known here.")


class WordsSchema(Schema):
    """What a group says of itself; everything may be left out."""

    name = Text(most=MOST_NAME, least=1, metadata={"example": "Thursday group"})
    purpose = Text(most=MOST_PURPOSE, metadata={"example": "Six evenings by the river."})
    agreements = fields.List(
        Text(most=MOST_AGREEMENT, least=1),
        validate=validate.Length(max=MOST_AGREEMENTS),
        metadata={"example": ["Pass is a full answer."]},
    )
    starts_on = Day(allow_none=True, metadata={"example": "2026-11-26"})
    ends_on = Day(allow_none=True)
    time_zone = Text(most=64, validate=known_zone, metadata={"example": "Europe/Dublin"})


class NewWorkshopSchema(WordsSchema):
    """A group to be opened: with words of its own, or like one that the person leads."""

    called = Text(**CALLED)  # type: ignore[arg-type]
    workplace = Flag(load_default=False, metadata={"description": "Whether it gathers people who work together."})
    like = fields.UUID(load_default=None, metadata={"description": "A group to begin from."})


class ChangedWorkshopSchema(WordsSchema):
    """Other words, or closed, or open again."""

    closed = Flag()


class FacilitatorSchema(Schema):
    """Somebody who leads: members need to know whom they could give a copy to."""

    id = fields.UUID(required=True)
    called = fields.String(required=True)


class WorkshopSchema(Schema):
    """A group as one of its members sees it."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    name = fields.String(required=True)
    purpose = fields.String(required=True)
    agreements = fields.List(fields.String(), required=True)
    starts_on = Day(required=True, allow_none=True)
    ends_on = Day(required=True, allow_none=True)
    time_zone = fields.String(required=True)
    workplace = fields.Boolean(required=True)
    closed = fields.Boolean(required=True)
    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    called = fields.String(required=True)
    facilitators = fields.List(fields.Nested(FacilitatorSchema), required=True)
    members = fields.Integer(required=True)
    unreadable = fields.Boolean(required=True)


class NoticedWorkshopSchema(WorkshopSchema):
    """A group with the notice beside it."""

    notice = fields.Nested(NoticeSchema, required=True)


class WorkshopsSchema(Schema):
    """Every group one is in."""

    items = fields.List(fields.Nested(WorkshopSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    notice = fields.Nested(NoticeSchema, required=True)


class NewInvitationSchema(Schema):
    """How many people a code lets in, and for how many days."""

    uses = fields.Integer(load_default=30, strict=True, validate=validate.Range(1, MOST_USES))
    days = fields.Integer(load_default=7, strict=True, validate=validate.Range(1, MOST_DAYS))


class InvitationSchema(Schema):
    """A code that leads into a group; only whoever made it sees the code, the link and the picture."""

    id = fields.UUID(required=True)
    code = fields.String(required=True, allow_none=True, metadata={"example": "K7QF2-M9XCD"})
    link = fields.String(required=True, allow_none=True, metadata={"description": "The code is in its fragment."})
    picture = fields.String(required=True, allow_none=True, metadata={"description": "The link as a QR code, SVG."})
    expires_at = Instant(required=True)
    max_uses = fields.Integer(required=True)
    uses = fields.Integer(required=True)


class NoticedInvitationSchema(InvitationSchema):
    """A code with the notice beside it."""

    notice = fields.Nested(NoticeSchema, required=True)


class InvitationsSchema(Schema):
    """The codes that are still good."""

    items = fields.List(fields.Nested(InvitationSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    notice = fields.Nested(NoticeSchema, required=True)


class CodeSchema(Schema):
    """A code as it was read or typed."""

    code = Text(most=MOST_CODE, required=True, load_only=True, metadata={"example": "K7QF2-M9XCD"})


class ComingInSchema(CodeSchema):
    """A code, and what one wants to be called in the group."""

    called = Text(required=True, **CALLED)  # type: ignore[arg-type]


class ThresholdSchema(Schema):
    """What somebody may know of a group before they come in."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    purpose = fields.String(required=True)
    agreements = fields.List(fields.String(), required=True)
    starts_on = Day(required=True, allow_none=True)
    ends_on = Day(required=True, allow_none=True)
    workplace = fields.Boolean(required=True)
    closed = fields.Boolean(required=True)
    facilitators = fields.List(fields.String(), required=True)
    members = fields.Integer(required=True)
    notice = fields.Nested(NoticeSchema, required=True)


class LeavingSchema(Schema):
    """What becomes of the copies one gave in the group."""

    shares = fields.String(load_default="end", validate=validate.OneOf(("end", "keep")))


class RoleSchema(Schema):
    """What a member is in the group."""

    role = fields.String(required=True, validate=validate.OneOf(ROLES))


class MemberSchema(Schema):
    """Somebody in a group: a name and a role, and nothing they did."""

    id = fields.UUID(required=True)
    called = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(ROLES))


class MembersSchema(Schema):
    """Everybody in a group."""

    items = fields.List(fields.Nested(MemberSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    notice = fields.Nested(NoticeSchema, required=True)
