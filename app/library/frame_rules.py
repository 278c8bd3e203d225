"""The shape of the files around the content: notices, Support, references, words, and the lint's own."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, post_load, validate

from app.library import content, frame
from app.library.rules import REF_KEY, SLUG, Day, Several, Shape, choice, each_once, texts, words

HEX = validate.Regexp(r"^[0-9a-f]{64}$", error="is not a SHA-256 in small hex")
NOTICE_IDS = ("micro", "short", "long", "sharing", "consent")


class NoticeRecordShape(Shape):
    record = frame.NoticeRecord
    id = choice(NOTICE_IDS)
    version = words()
    sha256 = fields.String(required=True, validate=HEX)


class ManifestShape(Shape):
    record = frame.Manifest
    content_version = words()
    updated_on = Day(required=True)
    seed_sha256 = fields.String(required=True, validate=HEX)
    notices = Several(fields.Nested(NoticeRecordShape), data_key="notice")


class NoticeTextShape(Shape):
    record = frame.NoticeText
    version = words()
    text = words()


class StatementsShape(Shape):
    adult = words()
    not_therapy = words()
    unwatched = words()
    keeping = words()


class ConsentTextShape(Shape):
    record = frame.ConsentText
    version = words()
    statements = fields.Nested(StatementsShape, required=True)


class NoticesShape(Shape):
    record = frame.NoticeTexts
    micro = fields.Nested(NoticeTextShape, required=True)
    short = fields.Nested(NoticeTextShape, required=True)
    long = fields.Nested(NoticeTextShape, required=True)
    sharing = fields.Nested(NoticeTextShape, required=True)
    consent = fields.Nested(ConsentTextShape, required=True)


class DirectoryShape(Shape):
    record = frame.SupportEntry
    id = fields.String(required=True, validate=SLUG)
    title = words()
    note = words()
    url = words()
    checked_on = Day(required=True)
    status = choice(content.STATUSES)


class SupportEntryShape(Shape):
    record = frame.SupportEntry
    id = fields.String(required=True, validate=SLUG)
    region = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]{2}$", error="is not a two-letter region"))
    title = words()
    kind = words()
    hours = words()
    cost = words()
    note = words()
    checked_on = Day(required=True)
    status = choice(content.STATUSES)
    number = words(required=False)
    url = words(required=False)


class SupportShape(Shape):
    record = frame.Support
    emergency = words()
    directories = Several(fields.Nested(DirectoryShape), required=True, data_key="directory")
    entries = Several(fields.Nested(SupportEntryShape), required=True, data_key="entry")


class ReferenceShape(Shape):
    record = content.Reference
    key = fields.String(required=True, validate=REF_KEY)
    status = choice(content.STATUSES)
    citation = words()
    doi = words(required=False)
    url = words(required=False)
    checked_on = Day()


class ReferencesShape(Shape):
    reference = Several(fields.Nested(ReferenceShape), required=True)


class FeelingsRegionShape(Shape):
    words = Several(words(), required=True, validate=[validate.Length(min=1), each_once])

    @post_load
    def into_record(self, data: dict[str, Any], **_: object) -> Any:
        return data["words"]


class FeelingsShape(Shape):
    bright = fields.Nested(FeelingsRegionShape, required=True)
    settled = fields.Nested(FeelingsRegionShape, required=True)
    stirred = fields.Nested(FeelingsRegionShape, required=True)
    low = fields.Nested(FeelingsRegionShape, required=True)
    between = fields.Nested(FeelingsRegionShape, required=True)


class PlaceShape(Shape):
    key = fields.String(required=True, validate=SLUG)
    label = words()
    help = words(required=False)
    exit = fields.Boolean(truthy={True}, falsy={False})


class RiverShape(Shape):
    title = words()
    note = words()
    place = Several(fields.Nested(PlaceShape), required=True, validate=validate.Length(min=1))


class BodyShape(Shape):
    way_out = words()
    where = texts(least=1, most=40)
    like = texts(least=1, most=40)


class ConnectionShape(Shape):
    question = words()
    place = Several(fields.Nested(PlaceShape), required=True, validate=validate.Length(min=1))
    to = texts(least=1, most=40)


class CheckInShape(Shape):
    river = fields.Nested(RiverShape, required=True)
    body = fields.Nested(BodyShape, required=True)
    connection = fields.Nested(ConnectionShape, required=True)


class SeedPrintShape(Shape):
    record = frame.SeedPrint
    sha256 = fields.String(required=True, validate=HEX)
    line_count = fields.Integer(required=True, strict=True, data_key="lines")
    runs_of_twelve = Several(fields.String(), required=True)
    runs_of_eight = Several(fields.String(), required=True)

    @post_load
    def into_record(self, data: dict[str, Any], **_: object) -> Any:
        runs = {name: frozenset(data[name]) for name in ("runs_of_twelve", "runs_of_eight")}
        return frame.SeedPrint(data["sha256"], data["line_count"], **runs)


class ExemptionShape(Shape):
    record = frame.Exemption
    field = words()
    id = words()
    word = words()
    reason = words()
    reviewer = words()


class LexiconShape(Shape):
    record = frame.Lexicon
    banned = texts(least=1, most=400)
    soft = texts(least=1, most=100)
    way_out = texts(least=1, most=100)
    dissent = texts(least=1, most=100)
    picture = texts(least=1, most=100)
    numbers = texts(most=100)
    exceptions = Several(fields.Nested(ExemptionShape), data_key="exception")
