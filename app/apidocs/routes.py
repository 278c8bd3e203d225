"""The OpenAPI document, a page to read it on, and a sentence for every kind of problem."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template

from app.core.policy import policy
from app.errors import DomainError, NotFound

blueprint = Blueprint("apidocs", __name__, url_prefix="/api")


@blueprint.get("/v1/openapi.json")
@policy("open")
def document() -> Response:
    """Give the OpenAPI document."""
    return jsonify(current_app.extensions["openapi"])


@blueprint.get("/docs")
@policy("open")
def reference() -> str:
    """Show the document as a page."""
    spec = current_app.extensions["openapi"]
    shapes = spec["components"]["schemas"]
    tools = {"named": shape_named, "spoken": spoken}
    return render_template("pages/api.html", page="api", groups=_by_tag(spec), schemas=shapes, **tools)


@blueprint.get("/problems/<slug>")
@policy("open")
def problem(slug: str) -> str:
    """Explain one kind of problem."""
    kinds = {kind.slug: kind for kind in _kinds(DomainError)}
    if slug not in kinds:
        raise NotFound
    return render_template("pages/problem.html", page="api", kind=kinds[slug], words=kinds[slug].__doc__)


def shape_named(body: dict[str, Any]) -> str:
    """The name of the shape a body has, if it has one."""
    for medium in body.get("content", {}).values():
        return str(medium["schema"].get("$ref", "")).rpartition("/")[2]
    return ""


def spoken(kind: dict[str, Any]) -> str:
    """What a field holds, in words."""
    if "$ref" in kind:
        return str(kind["$ref"]).rpartition("/")[2]
    found = kind.get("type", "anything")
    types = found if isinstance(found, list) else [found]
    words = " or ".join("nothing" if one == "null" else str(one) for one in types)
    inside = f" of {spoken(kind['items'])}" if "items" in kind else ""
    return words + inside


def _kinds(root: type[DomainError]) -> list[type[DomainError]]:
    return [root, *(kind for child in root.__subclasses__() for kind in _kinds(child))]


def _by_tag(spec: dict[str, Any]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    descriptions = {tag["name"]: tag.get("description", "") for tag in spec.get("tags", [])}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in descriptions}
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            if isinstance(operation, dict) and "responses" in operation:
                found[operation["tags"][0]].append({"method": method.upper(), "path": path, **operation})
    return [(name, descriptions[name], items) for name, items in found.items() if items]
