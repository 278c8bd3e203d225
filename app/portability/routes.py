"""Exports and imports over the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from uuid import UUID

import orjson
from flask import Response, request
from flask.views import MethodView
from sqlalchemy.exc import DBAPIError

from app.accounts.access import current_guard, current_visitor
from app.accounts.settings import find_person
from app.core.answers import content_answer
from app.core.endpoints import BASE, Blueprint
from app.core.fairness import let_others_go_on
from app.core.logs import note
from app.core.notices import current_notices, noticed
from app.core.policy import policy
from app.errors import Busy, DomainError
from app.extensions import db
from app.library.current import current_library
from app.portability.account import Account
from app.portability.collecting import Journal, Selection
from app.portability.exporting import SEALED_TYPE, Wish, chosen, journal_of, take_along
from app.portability.importing import Arriving, look_at
from app.portability.offered import FORMATS, WRITTEN
from app.portability.places import Place
from app.portability.report import Report
from app.portability.schemas import ExportSchema, FileSchema, ImportReportSchema, ImportSchema
from app.portability.uploads import OWN_HEADER, expect_file, taken_from

LINES = "application/x-ndjson"
A_FILE = {"schema": {"type": "string", "format": "binary"}}
FILES = dict.fromkeys(sorted({SEALED_TYPE, *(one.media_type for one in FORMATS if one.name in WRITTEN)}), A_FILE)
HEADER = {"in": "header", "name": OWN_HEADER, "required": True, "schema": {"type": "string", "enum": ["1"]}}
blueprint = Blueprint("portability", __name__, url_prefix=BASE, description="Arriving and leaving")


@blueprint.before_request
def _expect() -> None:
    if request.endpoint == "portability.Imports" and request.method == "POST":
        expect_file()


@blueprint.route("/exports")
class Exports(MethodView):
    """Journals taken along."""

    @policy("consented")
    @blueprint.arguments(ExportSchema)
    @blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
    @blueprint.problems(401, 403, 404, 422, 503)
    @blueprint.doc(operationId="takeJournalAlong", responses={"200": {"content": FILES}})
    def post(self, data: dict[str, Any]) -> Response:
        """Take one's journal along, all or a part, as a file that is made while it is sent."""
        visitor = current_visitor()
        visitor.require_confirmation()
        wish = Wish(data["format"], selected(data, visitor.person_id), data["passphrase"])
        let_others_go_on()
        with Place() as place:
            file = take_along(wish, journal(wish.selection), current_guard().cost)
            response = place.sending(Response(mimetype=file.media_type), begun(file.pieces))
        note("taken along")
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response


@blueprint.route("/imports")
class Imports(MethodView):
    """Journals brought along."""

    @policy("consented")
    @blueprint.arguments(ImportSchema, location="form")
    @blueprint.arguments(FileSchema, location="files")
    @blueprint.response(200, ImportReportSchema)
    @blueprint.problems(401, 403, 413, 415, 422, 503, 507)
    @blueprint.doc(operationId="bringJournal", parameters=[HEADER])
    def post(self, data: dict[str, Any], files: dict[str, Any]) -> Response:
        """Bring a journal along from a file; rehearsed first, and with `rehearsal` nothing else happens.

        With `Accept: application/x-ndjson` it tells line by line how far it is, and the report last.
        """
        with Place() as place:
            arriving = arrived(data, taken_from(files["file"]))
            rehearsed = arriving.rehearse()
            if data["rehearsal"]:
                return content_answer(rehearsed.shown())
            note("brought along")
            if request.accept_mimetypes.best != LINES:
                return content_answer(brought(arriving).shown())
            return place.sending(Response(mimetype=LINES), lines(arriving, rehearsed))


def account() -> Account:
    """The account of whoever asks."""
    visitor = current_visitor()
    return Account(find_person(visitor), visitor.keyring, current_guard().peppers)


def journal(selection: Selection) -> Journal:
    """The journal of whoever asks, with the notice that travels along."""
    notice, zone = current_notices().long.text, current_visitor().preferences.time_zone
    return journal_of(account(), current_library(), selection, notice=notice, zone=zone)


def selected(data: dict[str, Any], person_id: UUID) -> Selection:
    """The part that is wished for. Raises NotFound for a group that one is not in."""
    part = {name: data[name] for name in ("since", "until", "concept")}
    return chosen(person_id, **part, workshop_id=data["workshop"])


def begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same, with the first piece made now: what is wrong with a wish is told before anything is sent."""
    first = next(pieces, b"")

    def all_of_it() -> Iterator[bytes]:
        yield first
        yield from pieces

    return all_of_it()


def arrived(data: dict[str, Any], file: BinaryIO) -> Arriving:
    """The file that was sent, looked at. Raises NotReadable and its kinds, Busy."""
    zone = current_visitor().preferences.time_zone
    incoming, found = look_at(file, data["format"], zone, data["passphrase"])
    return Arriving(incoming, found, account(), current_library())


def brought(arriving: Arriving) -> Report:
    """Take it in, committing as it goes."""
    for last in arriving.bring():
        report = last
        db.session.commit()
    return report


def lines(arriving: Arriving, rehearsed: Report) -> Iterator[bytes]:
    """How far it is, a line each time something was committed; at the end the report, or what went wrong."""
    report = rehearsed
    try:
        for report in arriving.bring():
            db.session.commit()
            yield line({"done": report.seen, "of": rehearsed.seen})
    except (DomainError, DBAPIError) as error:
        db.session.rollback()
        known = error if isinstance(error, DomainError) else Busy(5, "It stopped half-way. Bring the file once more.")
        yield line({"problem": {"title": known.title, "detail": known.detail, "status": known.status}})
    else:
        yield line({"report": noticed(report.shown())})


def line(told: dict[str, Any]) -> bytes:
    return orjson.dumps(told) + b"\n"
