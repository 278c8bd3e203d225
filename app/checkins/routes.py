"""Check-ins over the API: note down, read, amend, take back."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.checkins import noticing
from app.checkins.schemas import CheckInPageSchema, CheckInQuery, NoticedCheckInSchema, SentCheckInSchema
from app.core.answers import content_answer, list_answer
from app.core.endpoints import BASE, Blueprint, expected_version, is_creating, knows_version, version_tag
from app.core.policy import policy
from app.errors import Invalid
from app.extensions import db
from app.library.current import current_library
from app.library.marks import Mark, mark_of

blueprint = Blueprint("check-ins", __name__, url_prefix=BASE, description="Where somebody is in the river, in words")


@blueprint.route("/check-ins")
class CheckIns(MethodView):
    """All of them."""

    @policy("consented", "checkins:read")
    @blueprint.arguments(CheckInQuery, location="query")
    @blueprint.response(200, CheckInPageSchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="listCheckIns")
    def get(self, query: dict[str, Any]) -> Response:
        """List check-ins, newest first, as they were marked."""
        found, following = noticing.find_some(current_visitor().keyring, noticing.Stretch(**query))
        return list_answer((one.shown() for one in found), following)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 503)
    @blueprint.doc(operationId="forgetCheckIns")
    def delete(self) -> Response:
        """Forget every check-in for good; those within entries stay with them."""
        noticing.take_all_back(current_visitor().keyring)
        db.session.commit()
        return Response(status=204)


@blueprint.route("/check-ins/<uuid:check_in_id>")
class CheckInById(MethodView):
    """One of them."""

    @policy("consented", "checkins:read")
    @blueprint.response(200, NoticedCheckInSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="getCheckIn")
    def get(self, check_in_id: UUID) -> Response:
        """Read a check-in."""
        noted = noticing.find(current_visitor().keyring, check_in_id)
        if knows_version(noted.version):
            return Response(status=304, headers=version_tag(noted.version))
        return answer(noted)

    @policy("consented", "checkins:write")
    @blueprint.arguments(SentCheckInSchema)
    @blueprint.response(200, NoticedCheckInSchema)
    @blueprint.alt_response(201, schema=NoticedCheckInSchema)
    @blueprint.problems(401, 403, 404, 409, 412, 422, 428, 503, 507)
    @blueprint.doc(operationId="putCheckIn")
    def put(self, data: dict[str, Any], check_in_id: UUID) -> Response:
        """Note down a check-in under one's own id (If-None-Match: *), or amend the version one read (If-Match)."""
        visitor, mark = current_visitor(), marked(data)
        is_new = False
        if is_creating(request):
            day = data["day"] or visitor.today
            noted, is_new = noticing.note_down(visitor.keyring, check_in_id, mark, day=day)
        else:
            version = expected_version()
            noted = noticing.amend(visitor.keyring, check_in_id, mark, day=data["day"], expected_version=version)
        db.session.commit()
        return answer(noted, status=201 if is_new else 200)

    @policy("consented", "checkins:write")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 412, 428, 503)
    @blueprint.doc(operationId="forgetCheckIn")
    def delete(self, check_in_id: UUID) -> Response:
        """Forget a check-in for good."""
        noticing.take_back(current_visitor().keyring, check_in_id, expected_version())
        db.session.commit()
        return Response(status=204)


def marked(data: dict[str, Any]) -> Mark:
    """What was marked. Raises Invalid where nothing was, or a word has no place there."""
    mark = mark_of(data, current_library().vocabulary)
    if mark is None:
        raise Invalid({"river": ["Nothing is marked. A check-in with nothing in it need not be sent."]})
    return mark


def answer(noted: noticing.Noted, *, status: int = 200) -> Response:
    """A check-in with its notice and its version as ETag."""
    return content_answer(noted.shown(), status=status, version=noted.version)
