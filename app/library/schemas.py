"""The shape of the library on the wire."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import RAISE, fields, validate

from app.core.schemas import NoticeSchema, Schema
from app.library import content


def said(example: str, *, optional: bool = False) -> fields.String:
    """A text in a reply."""
    return fields.String(required=True, allow_none=optional, metadata={"example": example})


def one_of(names: tuple[str, ...], *, optional: bool = False) -> fields.String:
    """One word of a fixed list."""
    return fields.String(required=not optional, validate=validate.OneOf(names))


def list_of(item: fields.Field[Any], **metadata: Any) -> fields.List[Any]:
    """A list in a reply."""
    return fields.List(item, required=True, metadata=metadata)


class ThemeSchema(Schema):
    slug = one_of(content.THEMES)
    title = said("Regulation")
    gist = said("How we find our footing again when things run too tight or too loose.")


class ConceptLabelSchema(Schema):
    slug = said("co-regulation")
    title = said("Steadying one another")
    themes = list_of(one_of(content.THEMES))
    grade = one_of(content.GRADES)
    grade_words = said("Well supported")


class ConceptSummarySchema(ConceptLabelSchema):
    group = said("Relationships")
    role = one_of(content.ROLES)
    gist = said("People often steady one another, in small ways.")
    has_explainer = fields.Boolean(required=True)


class SeedPlaceSchema(Schema):
    slide = said("Interpersonal Neurobiology (Cont.)")
    lines = list_of(fields.Integer(), example=[34, 36])


class ReferenceSchema(Schema):
    key = said("coan2017")
    citation = said("Coan, J. A., & Maresh, E. L. (2017). A title. A journal.")
    doi = said("10.1093/scan/nsx091", optional=True)
    url = said("https://doi.org/10.1093/scan/nsx091", optional=True)


class FurtherSchema(Schema):
    kind = one_of(content.FURTHER_KINDS)
    title = said("Coan and others (2017), free to read")
    url = said("https://doi.org/10.1093/scan/nsx091")
    note = said("The hand-holding study.")


class ExplainerSchema(Schema):
    title = said("Steadying one another")
    body = said("People steady each other.")
    grade = one_of(content.GRADES)
    grade_words = said("Well supported")
    grade_note = said("Lab and long-term studies agree that support matters.")
    source = fields.Nested(SeedPlaceSchema, required=True)
    references = list_of(fields.Nested(ReferenceSchema))
    further = list_of(fields.Nested(FurtherSchema))
    reviewed = fields.Date(required=True)


class EdgeSchema(Schema):
    type = one_of(content.EDGE_TYPES)
    direction = one_of(("outward", "inward"))
    concept = fields.Nested(ConceptLabelSchema, required=True)


class PromptSchema(Schema):
    class Meta:
        """`for` is a word of Python's own and cannot be the name of a class member."""

        unknown = RAISE
        include: ClassVar = {"for": list_of(one_of(content.COMPANIES))}

    id = said("rel-small-warm-moment")
    title = said("A small warm moment")
    text = said("Remember a short moment this week when another living being made things a little easier.")
    theme = one_of(content.THEMES)
    concepts = list_of(fields.Nested(ConceptLabelSchema))
    kind = one_of(content.KINDS)
    depth = one_of(content.DEPTHS)
    minutes = fields.Integer(required=True, metadata={"example": 5})
    steps = list_of(fields.String())
    follow_ups = list_of(fields.String())
    opt_out = said("You can skip this one.")
    care_note = said("Go gently.", optional=True)
    closing = said("Look out of a window for a minute.", optional=True)
    lighter = said("reg-river-today", optional=True)
    topics = list_of(one_of(content.TOPICS))
    anchor = said("outside", optional=True)
    alone_friendly = fields.Boolean(required=True)
    solo_variant = said("Write three minutes of plain talk.", optional=True)
    retired = fields.Date(required=True, allow_none=True)
    lang = said("en")


class ConceptSchema(ConceptSummarySchema):
    stance = one_of(content.STANCES)
    seed = list_of(fields.Nested(SeedPlaceSchema))
    edges = list_of(fields.Nested(EdgeSchema))
    references = list_of(fields.Nested(ReferenceSchema))
    explainer = fields.Nested(ExplainerSchema, required=True, allow_none=True)
    prompts = list_of(fields.Nested(PromptSchema))
    notice = fields.Nested(NoticeSchema, required=True)


class SinglePromptSchema(PromptSchema):
    notice = fields.Nested(NoticeSchema, required=True)


class MapEdgeSchema(Schema):
    class Meta:
        unknown = RAISE
        include: ClassVar = {"from": said("co-regulation")}

    type = one_of(content.EDGE_TYPES)
    to = said("attachment")


class ConceptMapSchema(Schema):
    nodes = list_of(fields.Nested(ConceptSummarySchema))
    edges = list_of(fields.Nested(MapEdgeSchema))
    notice = fields.Nested(NoticeSchema, required=True)


class PathSessionSchema(Schema):
    week = fields.Integer(required=True, allow_none=True)
    title = said("Arriving")
    explainer = fields.Nested(ConceptLabelSchema, required=True, allow_none=True)
    prompts = list_of(fields.Nested(PromptSchema))
    group = list_of(fields.Nested(PromptSchema))
    optional_deep = list_of(fields.Nested(PromptSchema))
    closing = said("Name one thing you can see.", optional=True)


class PathSummarySchema(Schema):
    class Meta:
        unknown = RAISE
        include: ClassVar = {"for": list_of(one_of(content.COMPANIES))}

    id = said("six-weeks-by-the-river")
    title = said("Six weeks by the river")
    summary = said("A slow walk from noticing, to steadying, to linking up.")
    weeks = fields.Integer(required=True, allow_none=True)
    session_count = fields.Integer(required=True)
    minutes = fields.Integer(required=True, allow_none=True)
    minutes_per_week = fields.Integer(required=True, allow_none=True)
    depth_max = one_of(content.DEPTHS)


class PathSchema(PathSummarySchema):
    agreements = list_of(fields.String())
    read_aloud = said("short")
    sessions = list_of(fields.Nested(PathSessionSchema))
    notice = fields.Nested(NoticeSchema, required=True)
