"""The shape on the wire of what stands around the content: notices, Support and the check-in's words."""

from __future__ import annotations

from marshmallow import fields

from app.core.schemas import NoticeSchema, Schema
from app.library.schemas import list_of, said


class ConsentTextSchema(Schema):
    version = said("1")
    lang = said("en")
    statements = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class NoticesSchema(Schema):
    micro = fields.Nested(NoticeSchema, required=True)
    short = fields.Nested(NoticeSchema, required=True)
    long = fields.Nested(NoticeSchema, required=True)
    sharing = fields.Nested(NoticeSchema, required=True)
    consent = fields.Nested(ConsentTextSchema, required=True)


class SupportEntrySchema(Schema):
    id = said("samaritans-gb")
    title = said("A listening line")
    note = said("Not an emergency service.")
    region = said("GB", optional=True)
    kind = said("listening line", optional=True)
    number = said("000 000", optional=True)
    url = said("https://example.org", optional=True)
    hours = said("day and night", optional=True)
    cost = said("free", optional=True)
    checked_on = fields.Date(required=True)


class SupportSchema(Schema):
    emergency = said("If life is in danger, call your emergency number.")
    directories = list_of(fields.Nested(SupportEntrySchema))
    entries = list_of(fields.Nested(SupportEntrySchema))
    regions = list_of(fields.String(), example=["GB"])
    notice = fields.Nested(NoticeSchema, required=True)


class PlaceWordsSchema(Schema):
    key = said("midstream")
    label = said("Moving")
    help = fields.String()
    exit = fields.Boolean()


class RiverWordsSchema(Schema):
    title = said("Where in the river?")
    note = said("A picture, not a finding.")
    place = list_of(fields.Nested(PlaceWordsSchema))


class BodyWordsSchema(Schema):
    way_out = said("I would rather not look inward today.")
    where = list_of(fields.String())
    like = list_of(fields.String())


class ConnectionWordsSchema(Schema):
    question = said("How near do people, places or other beings feel right now?")
    place = list_of(fields.Nested(PlaceWordsSchema))
    to = list_of(fields.String())


class VocabularySchema(Schema):
    feelings = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    river = fields.Nested(RiverWordsSchema, required=True)
    body = fields.Nested(BodyWordsSchema, required=True)
    connection = fields.Nested(ConnectionWordsSchema, required=True)
    notice = fields.Nested(NoticeSchema, required=True)
