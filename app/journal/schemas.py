"""The journal on the wire."""

from marshmallow import RAISE, fields, validate

from app.core.pages import DEFAULT_LIMIT, MAX_LIMIT, PageArguments
from app.core.schemas import Day, Flag, Instant, NoticeSchema, Schema, Text, page_of
from app.journal.limits import MOST_BODY, MOST_CONCEPTS, MOST_TAG, MOST_TAGS, MOST_TITLE
from app.library.content import THEMES
from app.library.marks import MarkSchema

MOST_SEALED = 1_200_000
SLUG = {"most": 80, "metadata": {"example": "co-regulation"}}


class DraftSchema(Schema):
    """What a person writes; everything but the body may be left out."""

    body = Text(most=MOST_BODY, nul=True, required=True, metadata={"example": "The bus driver waited."})
    title = Text(most=MOST_TITLE, nul=True, metadata={"example": "A small warm moment"})
    prompt = Text(most=80, allow_none=True, metadata={"example": "rel-small-warm-moment"})
    concepts = fields.List(Text(**SLUG), validate=validate.Length(max=MOST_CONCEPTS))  # type: ignore[arg-type]
    tags = fields.List(Text(most=MOST_TAG, least=1), validate=validate.Length(max=MOST_TAGS))
    starred = Flag()
    check_in = fields.Nested(MarkSchema, allow_none=True)
    assignment = fields.UUID(allow_none=True, metadata={"description": "What a group asked; sealed with the page."})
    day = Day(metadata={"example": "2026-11-23"})
    written_at = Instant(metadata={"example": "2026-11-23T18:04:00Z"})


class PromptOfEntrySchema(Schema):
    """The prompt an entry answers."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    lang = fields.String(required=True, metadata={"example": "en"})


class EntrySchema(Schema):
    """An entry."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    day = Day(required=True)
    written_at = Instant(required=True, allow_none=True)
    edited_at = Instant(required=True, allow_none=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    prompt = fields.Nested(PromptOfEntrySchema, required=True, allow_none=True)
    concepts = fields.List(fields.String(), required=True)
    tags = fields.List(fields.String(), required=True)
    check_in = fields.Nested(MarkSchema, required=True, allow_none=True)
    assignment = fields.UUID(required=True, allow_none=True)
    starred = fields.Boolean(required=True)
    words = fields.Integer(required=True)
    trashed_at = Instant(required=True, allow_none=True)
    unreadable = fields.Boolean(required=True)


class NoticedEntrySchema(EntrySchema):
    """An entry with the notice beside it."""

    notice = fields.Nested(NoticeSchema, required=True)


EntryPageSchema = page_of(EntrySchema)


class EntryQuery(PageArguments):
    """Which part of the journal."""

    since = Day(data_key="from", metadata={"description": "The first day."})
    until = Day(data_key="to", metadata={"description": "The last day."})
    trashed = fields.Boolean(load_default=False, truthy={"true"}, falsy={"false"})


class RevisionSchema(Schema):
    """An earlier text of an entry."""

    number = fields.Integer(required=True)
    kept_at = Instant(required=True, allow_none=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    concepts = fields.List(fields.String(), required=True)
    tags = fields.List(fields.String(), required=True)
    words = fields.Integer(required=True)
    unreadable = fields.Boolean(required=True)


RevisionPageSchema = page_of(RevisionSchema)


class WishSchema(Schema):
    """What is looked for; every condition given must hold."""

    text = Text(most=200, load_default="", metadata={"example": "bus driver"})
    theme = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(THEMES))
    concepts = fields.List(Text(**SLUG), load_default=list, validate=validate.Length(max=12))  # type: ignore[arg-type]
    tags = fields.List(Text(most=MOST_TAG), load_default=list, validate=validate.Length(max=MOST_TAGS))
    prompt = Text(most=80, load_default=None, allow_none=True)
    since = Day(data_key="from", load_default=None, allow_none=True)
    until = Day(data_key="to", load_default=None, allow_none=True)
    starred = Flag(load_default=None, allow_none=True)
    cursor = Text(most=200, load_default=None, allow_none=True)
    limit = fields.Integer(strict=True, load_default=DEFAULT_LIMIT, validate=validate.Range(1, MAX_LIMIT))


class ExcerptSchema(Schema):
    """The words around what was found."""

    before = fields.String(required=True)
    match = fields.String(required=True)
    after = fields.String(required=True)


class FoundEntrySchema(EntrySchema):
    """An entry without its body."""

    class Meta:
        """The body is read entry by entry."""

        unknown = RAISE
        exclude = ("body",)


class HitSchema(Schema):
    """An entry that was found, without its body."""

    entry = fields.Nested(FoundEntrySchema, required=True)
    excerpt = fields.Nested(ExcerptSchema, required=True, allow_none=True)


HitPageSchema = page_of(HitSchema)


class YearQuery(Schema):
    """Which year."""

    year = fields.Integer(required=True, validate=validate.Range(1900, 2999), metadata={"example": 2026})


class CalendarSchema(Schema):
    """The days of a year on which something was written."""

    year = fields.Integer(required=True)
    days = fields.List(Day(), required=True)
    notice = fields.Nested(NoticeSchema, required=True)


class DayQuery(Schema):
    """Which day; today where the person is, when left out."""

    day = Day(metadata={"example": "2026-11-23"})


class OnThisDaySchema(Schema):
    """Entries of the same day in earlier years."""

    day = Day(required=True)
    items = fields.List(fields.Nested(EntrySchema), required=True)
    notice = fields.Nested(NoticeSchema, required=True)


class OutboxKeySchema(Schema):
    """The public key a device seals to: HPKE (RFC 9180), X25519, HKDF-SHA256, AES-256-GCM."""

    person = fields.UUID(required=True)
    suite = fields.Integer(required=True, metadata={"example": 1})
    public_key = fields.String(required=True, metadata={"description": "32 bytes, base64url."})
    notice = fields.Nested(NoticeSchema, required=True)


class SealedSchema(Schema):
    """A page that a device sealed."""

    sealed = Text(
        least=1, most=MOST_SEALED, required=True, metadata={"description": "Suite byte, key, ciphertext; base64url."}
    )


class CaptureSchema(Schema):
    """What a program puts in; an `id` of its own makes a retry harmless."""

    id = fields.UUID(metadata={"description": "The id its page will have."})
    body = Text(most=MOST_BODY, nul=True, required=True, metadata={"example": "A heron by the canal."})
    title = Text(most=MOST_TITLE, nul=True)
    tags = fields.List(Text(most=MOST_TAG, least=1), validate=validate.Length(max=MOST_TAGS))
    day = Day(metadata={"example": "2026-11-23"})
    written_at = Instant(metadata={"example": "2026-11-23T18:04:00Z"})


class CapturedSchema(Schema):
    """That something waits, sealed."""

    id = fields.UUID(required=True)
    notice = fields.Nested(NoticeSchema, required=True)


class SealedDraftSchema(Schema):
    """What lies inside: the draft, and the version it changes, if the device knew one."""

    version = fields.Integer(strict=True, required=True, allow_none=True, validate=validate.Range(1, 2**31))
    draft = fields.Nested(DraftSchema, required=True)
