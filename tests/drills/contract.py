"""Requests made from the OpenAPI document: each operation with what fits, and one place of it put otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

# What ends the session that everything else is tried with, or somebody's journal.
LEFT_OUT = ("signOut", "deletePerson", "endOtherSessions", "deleteCheckIns")
VERSIONED = {"If-Match": '"1"'}


@dataclass
class Asked:
    """One request: where it goes, and what it carries."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None


class Contract:
    """The document, and what it says of each operation."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def operations(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                if method in ("get", "post", "put", "patch", "delete") and operation["operationId"] not in LEFT_OUT:
                    yield method.upper(), path, {**operation, "shared": methods.get("parameters", [])}

    def with_word_in_each_place(self, word: str) -> Iterator[Asked]:
        """Each operation as often as it has places for a text, with the word in one of them each time."""
        for method, path, operation in self.operations():
            parameters = [self._resolved(one) for one in (*operation["shared"], *operation.get("parameters", []))]
            body = self._body_of(operation)
            for parameter in parameters:
                yield self._asked(method, path, parameters, body, placed=(parameter["name"], word))
            for changed in words_in(body, word):
                yield self._asked(method, path, parameters, changed)

    def _asked(
        self, method: str, path: str, parameters: list[dict[str, Any]], body: Any, *, placed: tuple[str, str] = ("", "")
    ) -> Asked:
        asked = Asked(method, path, headers=dict(VERSIONED), body=body)
        for one in parameters:
            name, value = one["name"], str(self._example(one.get("schema", {})))
            value = placed[1] if placed[0] == name else value
            if one["in"] == "path":
                asked.path = asked.path.replace(f"{{{name}}}", value)
            elif one["in"] == "header":
                asked.headers[name] = value if placed[0] == name else asked.headers.get(name, value)
            elif one["in"] == "query" and (one.get("required") or placed[0] == name):
                asked.query[name] = value
        return asked

    def _body_of(self, operation: dict[str, Any]) -> Any:
        content = self._resolved(operation.get("requestBody", {})).get("content", {})
        return self._example(content["application/json"]["schema"]) if "application/json" in content else None

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            found: Any = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def _example(self, schema: dict[str, Any]) -> Any:
        schema = self._resolved(schema)
        for name in ("allOf", "anyOf", "oneOf"):
            if name in schema:
                return self._example(schema[name][0])
        if "example" in schema or "enum" in schema:
            return schema.get("example", schema.get("enum", [""])[0])
        kind = schema.get("type", "string")
        kind = next(one for one in kind if one != "null") if isinstance(kind, list) else kind
        if kind == "object":
            return {name: self._example(one) for name, one in schema.get("properties", {}).items()}
        if kind == "array":
            return [self._example(schema.get("items", {}))]
        return {"integer": schema.get("minimum", 1), "number": 1, "boolean": True}.get(kind, of_format(schema))


def of_format(schema: dict[str, Any]) -> str:
    """A text as it may stand there."""
    known = {"uuid": str(uuid4()), "date": "2026-11-24", "date-time": "2026-11-24T18:00:00Z"}
    return known.get(schema.get("format", ""), "words")


def words_in(body: Any, word: str) -> Iterator[Any]:
    """The body again and again, with the word in one of its texts each time."""
    if isinstance(body, str):
        yield word
    elif isinstance(body, dict):
        for name, value in body.items():
            yield from ({**body, name: changed} for changed in words_in(value, word))
    elif isinstance(body, list):
        for at, value in enumerate(body):
            yield from ([*body[:at], changed, *body[at + 1 :]] for changed in words_in(value, word))
