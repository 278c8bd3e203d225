"""Entries: begin, read, revise, trash, forget."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.core.endpoints import Blueprint, expected_version, is_creating, knows_version, version_tag
from app.core.policy import policy
from app.extensions import db
from app.journal import trash, writing
from app.journal.drafts import draft_of
from app.journal.page import open_page
from app.journal.reading import Stretch, find_row, list_rows
from app.journal.routes.answers import entries_answer, entry_answer, writer
from app.journal.schemas import DraftSchema, EntryPageSchema, EntryQuery, NoticedEntrySchema
from app.library.current import current_library

blueprint = Blueprint("entries", __name__, url_prefix="/api/v1", description="The pages of a journal")


@blueprint.route("/entries")
class Entries(MethodView):
    """The journal, newest first."""

    @policy("consented", "entries:read")
    @blueprint.arguments(EntryQuery, location="query")
    @blueprint.response(200, EntryPageSchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="listEntries")
    def get(self, query: dict[str, Any]) -> Response:
        """List entries, newest day first."""
        visitor = current_visitor()
        if query["trashed"] and trash.empty_old_trash(visitor.person_id):
            db.session.commit()
        rows, following = list_rows(visitor.person_id, Stretch(**query))
        return entries_answer(rows, following, visitor.keyring)

    @policy("consented", "entries:write")
    @blueprint.arguments(DraftSchema)
    @blueprint.response(201, NoticedEntrySchema)
    @blueprint.problems(401, 403, 422, 503, 507)
    @blueprint.doc(operationId="createEntry")
    def post(self, data: dict[str, Any]) -> Response:
        """Write a new entry under an id that the server makes."""
        row, page, _ = writing.begin(writer(), draft_of(data, current_library()))
        db.session.commit()
        return entry_answer(row, page, status=201)


@blueprint.route("/entries/<uuid:entry_id>")
class EntryById(MethodView):
    """One entry."""

    @policy("consented", "entries:read")
    @blueprint.response(200, NoticedEntrySchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="getEntry")
    def get(self, entry_id: UUID) -> Response:
        """Read an entry; 304 when the version is known, and then no text is opened."""
        visitor = current_visitor()
        row = find_row(visitor.person_id, entry_id)
        if knows_version(row.version):
            return Response(status=304, headers=version_tag(row.version))
        return entry_answer(row, open_page(visitor.keyring, row))

    @policy("consented", "entries:write")
    @blueprint.arguments(DraftSchema)
    @blueprint.response(200, NoticedEntrySchema)
    @blueprint.alt_response(201, schema=NoticedEntrySchema)
    @blueprint.problems(401, 403, 404, 409, 412, 422, 428, 503, 507)
    @blueprint.doc(operationId="putEntry")
    def put(self, data: dict[str, Any], entry_id: UUID) -> Response:
        """Write an entry under an id of one's own (If-None-Match: *), or revise the version one read (If-Match)."""
        draft = draft_of(data, current_library())
        if is_creating(request):
            row, page, is_new = writing.begin(writer(), draft, own_id=entry_id)
        else:
            row, page = writing.revise(writer(), entry_id, draft, expected_version=expected_version())
            is_new = False
        db.session.commit()
        return entry_answer(row, page, status=201 if is_new else 200)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 409, 412, 428, 503)
    @blueprint.doc(operationId="forgetEntry")
    def delete(self, entry_id: UUID) -> Response:
        """Forget an entry from the trash with its history, for good."""
        trash.forget(writer(), entry_id, expected_version())
        db.session.commit()
        return Response(status=204)


@blueprint.route("/entries/<uuid:entry_id>/trashing")
class Trashing(MethodView):
    """That an entry lies in the trash."""

    @policy("consented", "entries:write")
    @blueprint.response(200, NoticedEntrySchema)
    @blueprint.problems(401, 403, 404, 409, 412, 428, 503)
    @blueprint.doc(operationId="trashEntry")
    def put(self, entry_id: UUID) -> Response:
        """Put an entry into the trash, where it stays for thirty days."""
        row, page = trash.trash(writer(), entry_id, expected_version())
        db.session.commit()
        return entry_answer(row, page)

    @policy("consented", "entries:write")
    @blueprint.response(200, NoticedEntrySchema)
    @blueprint.problems(401, 403, 404, 409, 412, 428, 503)
    @blueprint.doc(operationId="restoreEntry")
    def delete(self, entry_id: UUID) -> Response:
        """Take an entry out of the trash."""
        row, page = trash.restore(writer(), entry_id, expected_version())
        db.session.commit()
        return entry_answer(row, page)
