"""Whether the server is alive, and whether it is ready for people."""

import logging

from flask import Blueprint, Response, current_app

from app.accounts.access import current_guard
from app.core.limits import limited
from app.core.policy import policy
from app.web.readiness import what_stands_in_the_way

log = logging.getLogger("braid")
blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@policy("open")
def alive() -> Response:
    """Say that the process answers: the cheapest answer there is, and the measure that others are held against."""
    return Response("alive\n", mimetype="text/plain")


@blueprint.get("/readyz")
@policy("open")
@limited("probes")
def ready() -> Response:
    """Say whether people may be sent here, and if not, why."""
    reason = what_stands_in_the_way(current_guard().peppers, current_app.extensions["settings"].leaving_file)
    if reason is None:
        return Response("ready\n", mimetype="text/plain")
    log.warning("not ready", extra={"event": reason})
    return Response(f"not ready: {reason}\n", status=503, mimetype="text/plain")
