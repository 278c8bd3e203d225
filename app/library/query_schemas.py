"""What a reader may ask of the library."""

from __future__ import annotations

from marshmallow import fields, validate

from app.core.pages import PageArguments
from app.core.schemas import Schema, Text
from app.library import content


class ConceptQuery(PageArguments):
    theme = fields.String(validate=validate.OneOf(content.THEMES))


class PromptQuery(PageArguments):
    """What a search among the prompts may ask for."""

    theme = fields.String(validate=validate.OneOf(content.THEMES))
    concept = Text(least=1, most=100)
    kind = fields.String(validate=validate.OneOf(content.KINDS))
    depth = fields.String(validate=validate.OneOf(content.DEPTHS))
    company = fields.String(data_key="for", validate=validate.OneOf(content.COMPANIES))
    max_minutes = fields.Integer(validate=validate.Range(1, 60))
    text = Text(most=200)


class SupportQuery(Schema):
    region = fields.String(validate=validate.Regexp(r"^[A-Z]{2}$", error="Two capital letters, such as GB."))
