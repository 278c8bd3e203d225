"""Shapes on the wire that every domain shares: strict objects, instants, days, text and pages."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import RAISE, ValidationError, fields
from marshmallow import Schema as MarshmallowSchema

from app.core.clock import as_text

_SURROGATE = re.compile("[\ud800-\udfff]")


class Schema(MarshmallowSchema):
    """A strict object: a field it does not know is refused."""

    class Meta:
        """Refuse what is not declared."""

        unknown = RAISE


class Text(fields.String):
    """Text counted in code points; lone surrogates never pass, NUL only where the text lies inside a box."""

    def __init__(self, *, most: int, least: int = 0, nul: bool = False, **kwargs: Any) -> None:
        self.most, self.least, self.nul = most, least, nul
        metadata = {"maxLength": most, "minLength": least, **kwargs.pop("metadata", {})}
        super().__init__(metadata=metadata, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if not self.least <= len(value) <= self.most:
            raise ValidationError(self._length_sentence())
        if not value.isascii() and _SURROGATE.search(value):
            raise ValidationError("This holds half a character (a lone surrogate).")
        if "\0" in value and not self.nul:
            raise ValidationError("This may not hold a NUL character.")
        return value

    def _length_sentence(self) -> str:
        if self.least:
            return f"This must have from {self.least} to {self.most} characters."
        return f"This may have at most {self.most} characters."


class Flag(fields.Boolean):
    """true or false in JSON; 1 and "yes" are neither."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Day(fields.Date):
    """A calendar day, ISO 8601, exactly YYYY-MM-DD."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if not isinstance(value, str) or len(value) != len("2026-11-23"):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, attr, data, **kwargs)


class Instant(fields.AwareDateTime):
    """An RFC 3339 instant, written in UTC."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        try:
            return super()._deserialize(value, attr, data, **kwargs).astimezone(UTC)
        except OverflowError as error:  # the first or last hours there are, and a zone that leads beyond them
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from error

    def _serialize(self, value: datetime | str | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return value if value is None or isinstance(value, str) else as_text(value)


class NoticeSchema(Schema):
    """The non-clinical notice that travels with content."""

    id = fields.String(required=True, metadata={"example": "short"})
    version = fields.String(required=True, metadata={"example": "1"})
    text = fields.String(required=True)
    lang = fields.String(required=True, metadata={"example": "en"})
    support_url = fields.String(required=True, metadata={"example": "/support"})


class ProblemSchema(MarshmallowSchema):
    """What every error looks like (RFC 9457)."""

    type = fields.String(required=True, metadata={"example": "/api/problems/not-found"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    request_id = fields.String(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.Raw())
    current = fields.Dict()
    ways = fields.List(fields.String())


def page_of(item: type[MarshmallowSchema], *, only: tuple[str, ...] | None = None) -> type[Schema]:
    """A schema for one page of a list: items, the cursor of the next page, and the notice."""
    nested = fields.List(fields.Nested(item(only=only) if only else item), required=True)
    members = {
        "items": nested,
        "next": fields.String(required=True, allow_none=True),
        "notice": fields.Nested(NoticeSchema, required=True),
    }
    name = item.__name__.removesuffix("Schema") + ("Summary" if only else "") + "PageSchema"
    return type(name, (Schema,), {**members, "__doc__": "One page of a list.", "__module__": item.__module__})
