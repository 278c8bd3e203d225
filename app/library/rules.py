"""The shape of every file under prompts/: which keys there are, of what type, and from which list of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, pre_load, validate

from app.library import content

SLUG = validate.Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*$", error="is not a slug: lower-case words joined by hyphens")
PROMPT_ID = validate.Regexp(
    r"^(int|reg|rel|fnd)(-[a-z0-9]+)+$", error="is not a prompt id: int-, reg-, rel- or fnd- and words"
)
REF_KEY = validate.Regexp(r"^[a-z0-9]+$", error="is not a reference key: lower-case letters and digits")


class Several(fields.List[Any]):
    """A list that arrives as a tuple, so that records stay unchanging."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kwargs))


class Day(fields.Date):
    """A day, written as a TOML date or as an ISO string."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if type(value) is date:
            return value
        return super()._deserialize(value, attr, data, **kwargs)


def words(*, required: bool = True, longest: int = 4000) -> fields.String:
    """A text that is not blank, trimmed of the line breaks that TOML's long strings bring."""
    return Prose(required=required, validate=validate.Length(min=1, max=longest))


class Prose(fields.String):
    """Plain text without blank edges."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        return str(super()._deserialize(value, attr, data, **kwargs)).strip()


def choice(names: Iterable[str], *, required: bool = True) -> fields.String:
    """One word of a fixed list."""
    allowed = validate.OneOf(tuple(names), error="is {input}; it has to be one of {choices}")
    return fields.String(required=required, validate=allowed)


def choices(names: Iterable[str], *, least: int = 0, most: int = 12) -> Several:
    """Some words of a fixed list, each once."""
    return Several(choice(names), required=least > 0, validate=[validate.Length(min=least, max=most), each_once])


def slugs(*, least: int = 0, most: int = 12, form: validate.Regexp = SLUG) -> Several:
    """Some ids, each once."""
    item = fields.String(validate=form)
    return Several(item, required=least > 0, validate=[validate.Length(min=least, max=most), each_once])


def texts(*, least: int = 0, most: int = 6) -> Several:
    """Some short texts."""
    return Several(words(), required=least > 0, validate=validate.Length(min=least, max=most))


def each_once(values: Iterable[str]) -> None:
    """Refuse a list that says the same twice."""
    seen = list(values)
    if len(seen) != len(set(seen)):
        raise ValidationError("says the same thing twice")


class Shape(Schema):
    """A strict table that turns into a record."""

    record: ClassVar[type[Any] | None] = None

    class Meta:
        unknown = RAISE

    @post_load
    def into_record(self, data: dict[str, Any], **_: object) -> Any:
        return data if self.record is None else self.record(**data)


class SeedPlaceShape(Shape):
    record = content.SeedPlace
    slide = words()
    lines = Several(
        fields.Integer(strict=True, validate=validate.Range(min=1)), required=True, validate=validate.Length(1, 2)
    )


class EdgeShape(Shape):
    record = content.Edge
    type = choice(content.EDGE_TYPES)
    to = fields.String(required=True, validate=SLUG)


class FurtherShape(Shape):
    record = content.Further
    kind = choice(content.FURTHER_KINDS)
    title = words()
    url = words()
    note = words(required=False)


class ExplainerShape(Shape):
    record = content.Explainer
    title = words()
    body = words()
    grade = choice(content.GRADES)
    grade_note = words()
    source = fields.Nested(SeedPlaceShape, required=True)
    refs = slugs(least=1, most=8, form=REF_KEY)
    reviewed = Day(required=True)
    further = Several(fields.Nested(FurtherShape))


class ConceptShape(Shape):
    record = content.Concept
    slug = fields.String(required=True, validate=SLUG)
    title = words()
    themes = choices(content.THEMES, least=1, most=3)
    group = words()
    role = choice(content.ROLES)
    gist = words()
    seed = Several(fields.Nested(SeedPlaceShape), required=True, validate=validate.Length(min=1))
    grade = choice(content.GRADES)
    stance = choice(content.STANCES)
    note = words()
    refs = slugs(least=1, most=4, form=REF_KEY)
    edges = Several(fields.Nested(EdgeShape))
    explainer = fields.Nested(ExplainerShape)


class PromptShape(Shape):
    record = content.Prompt
    id = fields.String(required=True, validate=PROMPT_ID)
    title = words()
    text = words()
    theme = choice(content.THEMES)
    concepts = slugs(least=1, most=6)
    kind = choice(content.KINDS)
    depth = choice(content.DEPTHS)
    minutes = fields.Integer(required=True, strict=True, validate=validate.Range(min=2, max=20))
    company = choices(content.COMPANIES, least=1, most=3)
    opt_out = words()
    steps = texts(most=6)
    follow_ups = texts(most=3)
    care_note = words(required=False)
    closing = words(required=False)
    lighter = fields.String(validate=PROMPT_ID)
    topics = choices(content.TOPICS)
    anchor = choice(content.ANCHORS, required=False)
    alone_friendly = fields.Boolean(truthy={True}, falsy={False})
    solo_variant = words(required=False)
    evidence = fields.String(validate=SLUG)
    tone = choice(content.TONES, required=False)
    lang = words(required=False)
    retired = Day()

    @pre_load
    def rename_for(self, data: Mapping[str, Any], **_: object) -> dict[str, Any]:
        return without_for(data)


class SetShape(Shape):
    prompt = Several(fields.Nested(PromptShape), required=True, validate=validate.Length(min=1))


class TranslationShape(Shape):
    record = content.Translation
    id = fields.String(required=True, validate=PROMPT_ID)
    title = words()
    text = words()
    opt_out = words()
    steps = texts(most=6)
    follow_ups = texts(most=3)
    care_note = words(required=False)
    closing = words(required=False)
    solo_variant = words(required=False)
    original = words(required=False)


class TranslatedSetShape(Shape):
    prompt = Several(fields.Nested(TranslationShape), required=True, validate=validate.Length(min=1))


class SessionShape(Shape):
    record = content.Session
    title = words()
    prompts = slugs(least=1, most=4, form=PROMPT_ID)
    week = fields.Integer(strict=True, validate=validate.Range(min=1, max=52))
    explainer = fields.String(validate=SLUG)
    group = slugs(most=2, form=PROMPT_ID)
    optional_deep = slugs(most=1, form=PROMPT_ID)
    closing = words(required=False)


class PathShape(Shape):
    record = content.Path
    id = fields.String(required=True, validate=SLUG)
    title = words()
    company = choices(content.COMPANIES, least=1, most=3)
    depth_max = choice(content.DEPTHS)
    summary = words()
    sessions = Several(fields.Nested(SessionShape), required=True, validate=validate.Length(min=1))
    weeks = fields.Integer(strict=True, validate=validate.Range(min=1, max=52))
    session_count = fields.Integer(strict=True, validate=validate.Range(min=1, max=60))
    minutes = fields.Integer(strict=True, validate=validate.Range(min=1, max=240))
    minutes_per_week = fields.Integer(strict=True, validate=validate.Range(min=1, max=240))
    agreements = texts(most=8)
    notice = choice(("short", "long"), required=False)

    @pre_load
    def rename_for(self, data: Mapping[str, Any], **_: object) -> dict[str, Any]:
        """Let the file say `for`, `sessions` and `[[session]]`, which read well there and not in Python."""
        renamed = without_for(data)
        if "sessions" in renamed:
            renamed["session_count"] = renamed.pop("sessions")
        if "session" in renamed:
            renamed["sessions"] = renamed.pop("session")
        return renamed


def without_for(data: Mapping[str, Any]) -> dict[str, Any]:
    """`for` is a word of Python's own; inside the code it is called company."""
    if "company" in data:
        raise ValidationError("unknown key; in a file it is called for", "company")
    return {("company" if key == "for" else key): value for key, value in data.items()}
