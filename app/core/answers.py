"""How content is answered: as JSON with its notice, one thing with its version, or a page of a list."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, jsonify

from app.core.endpoints import version_tag
from app.core.notices import noticed


def content_answer(content: Mapping[str, Any], *, status: int = 200, version: int | None = None) -> Response:
    """Content with its notice; a versioned thing carries its version as ETag."""
    response = jsonify(noticed(content))
    response.status_code = status
    if version is not None:
        response.headers.update(version_tag(version))
    return response


def list_answer(items: Iterable[Any], following: str | None = None, *, status: int = 200) -> Response:
    """A page of a list with the cursor of the next one, and the notice."""
    return content_answer({"items": list(items), "next": following}, status=status)
