"""Earlier texts of an entry."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.core.endpoints import Blueprint, expected_version
from app.core.notices import noticed
from app.core.policy import policy
from app.extensions import db
from app.journal.history import revisions_of
from app.journal.reading import find_row
from app.journal.routes.answers import entry_answer, writer
from app.journal.schemas import NoticedEntrySchema, RevisionPageSchema
from app.journal.showing import shown_revision
from app.journal.trash import go_back

blueprint = Blueprint("revisions", __name__, url_prefix="/api/v1", description="What an entry said before")


@blueprint.route("/entries/<uuid:entry_id>/revisions")
class Revisions(MethodView):
    """The earlier texts of one entry."""

    @policy("consented", "entries:read")
    @blueprint.response(200, RevisionPageSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="listRevisions")
    def get(self, entry_id: UUID) -> dict[str, Any]:
        """List the earlier texts of an entry, newest first."""
        visitor = current_visitor()
        find_row(visitor.person_id, entry_id)
        found = revisions_of(visitor.keyring, entry_id)
        return noticed({"items": [shown_revision(*one) for one in found], "next": None})


@blueprint.route("/entries/<uuid:entry_id>/revisions/<int:number>/revival")
class Revival(MethodView):
    """That an earlier text is the present one again."""

    @policy("consented", "entries:write")
    @blueprint.response(200, NoticedEntrySchema)
    @blueprint.problems(401, 403, 404, 409, 412, 428, 503)
    @blueprint.doc(operationId="reviveRevision")
    def post(self, entry_id: UUID, number: int) -> Response:
        """Go back to an earlier text; the present one is kept in the history."""
        row, page = go_back(writer(), entry_id, number, expected_version=expected_version())
        db.session.commit()
        return entry_answer(row, page)
