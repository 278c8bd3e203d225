"""Our manner of endpoints on flask-smorest: strict JSON in, problems out, versions as ETags."""

from collections.abc import Mapping
from typing import Any, NoReturn

import orjson
from flask import Flask, Request, Response, request
from flask.json.provider import JSONProvider
from flask_smorest import Api
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import RAISE, ValidationError
from marshmallow import Schema as MarshmallowSchema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from app.core.json_input import BadJson, load_json
from app.core.schemas import ProblemSchema
from app.errors import Invalid, VersionMissing

BASE = "/api/v1"
JSON = "application/json"
PROBLEM = "application/problem+json"


class OrjsonProvider(JSONProvider):
    """JSON written by orjson: fast, UTF-8, ISO dates."""

    def dumps(self, obj: Any, **_kwargs: Any) -> str:
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **_kwargs: Any) -> Any:
        return load_json(s.encode() if isinstance(s, str) else s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        return Response(orjson.dumps(self._prepare_response_obj(args, kwargs)), mimetype=JSON)


class Parser(FlaskParser):
    """Reads bodies through the one JSON loader and says what is wrong field by field."""

    def __init__(self) -> None:
        super().__init__()
        self.DEFAULT_UNKNOWN_BY_LOCATION = {**self.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE, "json": RAISE}

    def _raw_load_json(self, req: Request) -> Any:
        if req.mimetype != JSON:
            raise UnsupportedMediaType("Send JSON, as Content-Type: application/json.")
        raw = req.get_data(cache=True)
        if not raw:
            raise BadJson("A JSON body is needed.")
        return load_json(raw)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: MarshmallowSchema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        raise Invalid(_by_field(error)) from None


class Blueprint(SmorestBlueprint):
    """A blueprint whose arguments are read by our parser and whose errors are documented as problems."""

    ARGUMENTS_PARSER = Parser()

    def arguments(self, schema: type[MarshmallowSchema], **options: Any) -> Any:
        """Read the arguments of an operation; the schema is built once, not for each request."""
        return super().arguments(schema(), **options)

    def problems(self, *statuses: int) -> Any:
        """Document the problem answers of an operation beyond those every operation may give."""

        def document(view: Any) -> Any:
            for status in sorted(statuses, reverse=True):
                view = self.alt_response(status, schema=ProblemSchema, content_type=PROBLEM)(view)
            return view

        return document


def expected_version() -> int:
    """The version a write says it changes, from If-Match.

    Raises VersionMissing (428) without the header, Invalid (422) when it is not a version.
    """
    header = request.headers.get("If-Match")
    if header is None:
        raise VersionMissing("Send If-Match with the version you read, so that no text is lost.")
    return _version(header, "If-Match")


def is_creating(asked: Request) -> bool:
    """Whether a PUT means to create (If-None-Match: *). Raises Invalid when it also names a version."""
    wish = asked.headers.get("If-None-Match")
    if wish is None:
        return False
    if wish.strip() != "*":
        raise Invalid({"If-None-Match": ["Send * to create, or leave it out."]})
    if "If-Match" in asked.headers:
        raise Invalid({"If-Match": ["Send either If-None-Match: * or If-Match, not both."]})
    return True


def knows_version(version: int) -> bool:
    """Whether the asker already holds this version (If-None-Match), so that 304 is enough."""
    return request.if_none_match.contains(str(version))


def version_tag(version: int) -> dict[str, str]:
    """The ETag header of a versioned thing."""
    return {"ETag": f'"{version}"'}


def init_api(app: Flask, api: Api) -> None:
    """Bind the API with its OpenAPI manners to the app."""
    app.json = OrjsonProvider(app)
    app.config.update(
        API_TITLE="Braid",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=None,
        API_SPEC_OPTIONS={"components": {"securitySchemes": SECURITY}},
    )
    api.init_app(app)


SECURITY = {
    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-session"},
    "token": {"type": "http", "scheme": "bearer", "bearerFormat": "braid_ and 43 characters"},
}


def _version(header: str, name: str) -> int:
    text = header.strip().removeprefix('"').removesuffix('"')
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise Invalid({name: ['Send one version in quotes, for instance "3".']})
    return int(text)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    located = error.normalized_messages()
    found: dict[str, list[str]] = {}
    for messages in located.values():
        fields = messages if isinstance(messages, dict) else {"body": messages}
        for field, sentences in fields.items():
            found[str(field)] = list(_sentences(sentences))
    return found


def _sentences(found: Any) -> list[str]:
    if isinstance(found, str):
        return [found]
    parts = found.values() if isinstance(found, dict) else found
    return [sentence for part in parts for sentence in _sentences(part)]
