"""Whether the server is alive: the cheapest answer there is, and the measure that others are held against."""

from flask import Blueprint, Response

from app.core.policy import policy

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@policy("open")
def alive() -> Response:
    """Say that the process answers."""
    return Response("alive\n", mimetype="text/plain")
