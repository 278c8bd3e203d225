"""Figures for whoever keeps the server running, behind a token of their own; none is about a person."""

import hmac
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request
from sqlalchemy import func, select, text

from app.config import Settings, SettingsError
from app.core.logs import answered
from app.core.policy import policy
from app.errors import NotFound
from app.extensions import db
from app.vault.argon2 import GATE
from app.vault.models import KeySlot
from app.web.exposition import CONTENT_TYPE, Family, Figure, as_text
from app.web.measuring import Measures

SHORTEST_TOKEN = 32
blueprint = Blueprint("metrics", __name__)


def init_app(app: Flask, settings: Settings) -> None:
    """Count every answer from now on, where a token is set. Raises SettingsError for one that cannot be used."""
    app.register_blueprint(blueprint)
    if settings.metrics_token_file is None:
        return
    app.extensions["metrics_token"] = token_in(settings.metrics_token_file)
    app.extensions["measures"] = measures = Measures()

    @app.after_request
    def count(response: Response) -> Response:
        route, seconds = answered()
        measures.note(route, response.status_code, seconds)
        return response


@blueprint.get("/metrics")
@policy("open")
def metrics() -> Response:
    """Give the figures of this process and of the database; without the token there is nothing here."""
    token = current_app.extensions.get("metrics_token")
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token is None or not hmac.compare_digest(sent.encode(), token):
        raise NotFound
    measures: Measures = current_app.extensions["measures"]
    families = [*measures.answers(), *measures.passphrases(GATE), *kept()]
    return Response(as_text(families), content_type=CONTENT_TYPE)


def token_in(path: Path) -> bytes:
    """The token that a file holds. Raises SettingsError."""
    try:
        token = path.read_bytes().strip()
    except OSError:
        raise SettingsError(
            "BRAID_METRICS_TOKEN_FILE cannot be read; make the file, or leave the setting out."
        ) from None
    if len(token) < SHORTEST_TOKEN:
        raise SettingsError(f"BRAID_METRICS_TOKEN_FILE must hold at least {SHORTEST_TOKEN} letters, drawn at random.")
    return token


def kept() -> list[Family]:
    """How large the database is, and how many ways in of each kind it holds."""
    slots = db.session.execute(select(KeySlot.kind, func.count()).group_by(KeySlot.kind)).all()
    return [
        Family("braid_database_bytes", "gauge", "Size of the database.", [Figure(database_bytes(), {})]),
        Family(
            "braid_key_slots", "gauge", "Ways in by kind.", [Figure(count, {"kind": kind}) for kind, count in slots]
        ),
    ]


def database_bytes() -> int:
    """The size of the database as it counts it itself."""
    if db.engine.dialect.name == "sqlite":
        size = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    else:
        size = text("SELECT pg_database_size(current_database())")
    return int(db.session.scalar(size) or 0)
