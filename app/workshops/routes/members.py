"""Who is in a group, over the API: come in with a code, see the others, leave, remove, share the lead."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask.views import MethodView

from app.accounts.access import current_guard, current_visitor
from app.accounts.throttling import count_group_code
from app.core.answers import content_answer, list_answer
from app.core.endpoints import BASE, Blueprint
from app.core.policy import policy
from app.extensions import db
from app.workshops import belonging, gathering, inviting
from app.workshops.routes.current import current_leader
from app.workshops.schemas import (
    CodeSchema,
    ComingInSchema,
    LeavingSchema,
    MembersSchema,
    NoticedWorkshopSchema,
    RoleSchema,
    ThresholdSchema,
)

blueprint = Blueprint("members", __name__, url_prefix=BASE, description="Coming into a group, and leaving it")


@blueprint.route("/invitation-previews")
class InvitationPreviews(MethodView):
    """What lies behind a code."""

    @policy("open")
    @blueprint.arguments(CodeSchema)
    @blueprint.response(200, ThresholdSchema)
    @blueprint.problems(404, 422, 429, 503)
    @blueprint.doc(operationId="previewInvitation")
    def post(self, data: dict[str, str]) -> Response:
        """Show what somebody may know of a group before they come in; the code travels in no address."""
        count_try()
        return content_answer(inviting.behind(data["code"], current_guard().peppers))


@blueprint.route("/memberships")
class Memberships(MethodView):
    """Where people come in."""

    @policy("consented")
    @blueprint.arguments(ComingInSchema)
    @blueprint.response(201, NoticedWorkshopSchema)
    @blueprint.alt_response(200, schema=NoticedWorkshopSchema)
    @blueprint.problems(401, 403, 404, 409, 422, 429, 503)
    @blueprint.doc(operationId="joinWorkshop")
    def post(self, data: dict[str, str]) -> Response:
        """Join a group with a code; joining twice is harmless."""
        count_try()
        person_id, peppers = current_visitor().person_id, current_guard().peppers
        joined, is_new = inviting.come_in(person_id, data["code"], called=data["called"], peppers=peppers)
        db.session.commit()
        group = gathering.find(person_id, joined, peppers)
        return content_answer(group.shown(), status=201 if is_new else 200)


@blueprint.route("/workshops/<uuid:workshop_id>/membership")
class OwnMembership(MethodView):
    """One's own seat."""

    @policy("consented")
    @blueprint.arguments(LeavingSchema, location="query")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="leaveWorkshop")
    def delete(self, asked: dict[str, str], workshop_id: UUID) -> Response:
        """Leave a group; what one gave there is taken back, unless `shares=keep`."""
        belonging.leave(current_visitor().keyring, workshop_id, keep_shares=asked["shares"] == "keep")
        db.session.commit()
        return Response(status=204)


@blueprint.route("/workshops/<uuid:workshop_id>/members")
class Members(MethodView):
    """Everybody in a group."""

    @policy("consented")
    @blueprint.response(200, MembersSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="listMembers")
    def get(self, workshop_id: UUID) -> Response:
        """List who is in a group that one leads: names and roles, never what anybody did."""
        found = belonging.members(current_leader().person_id, workshop_id, current_guard().peppers)
        return list_answer(member.shown() for member in found)


@blueprint.route("/workshops/<uuid:workshop_id>/members/<uuid:person_id>")
class MemberById(MethodView):
    """One of them."""

    @policy("consented")
    @blueprint.arguments(RoleSchema)
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="changeMember")
    def patch(self, data: dict[str, Any], workshop_id: UUID, person_id: UUID) -> Response:
        """Share the lead with a member, or take it back."""
        belonging.give_role(current_leader().person_id, workshop_id, person_id, data["role"])
        db.session.commit()
        return Response(status=204)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="removeMember")
    def delete(self, workshop_id: UUID, person_id: UUID) -> Response:
        """Take a member's seat away."""
        belonging.remove(current_leader().person_id, workshop_id, person_id)
        db.session.commit()
        return Response(status=204)


def count_try() -> None:
    """Count a code before it is looked up. Raises TooManyTries."""
    count_group_code(request.remote_addr or "", current_guard().peppers)
    db.session.commit()
