"""Codes that lead into a group, over the API: make, list, withdraw."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_settings
from app.core.answers import content_answer, list_answer
from app.core.clock import as_text
from app.core.endpoints import BASE, Blueprint
from app.core.pictures import code_picture
from app.core.policy import policy
from app.extensions import db
from app.workshops import inviting
from app.workshops.routes.current import current_leader
from app.workshops.schemas import InvitationsSchema, NewInvitationSchema, NoticedInvitationSchema

blueprint = Blueprint("invitations", __name__, url_prefix=BASE, description="Codes that lead into a group")


@blueprint.route("/workshops/<uuid:workshop_id>/invitations")
class Invitations(MethodView):
    """The codes of a group."""

    @policy("consented")
    @blueprint.response(200, InvitationsSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="listInvitations")
    def get(self, workshop_id: UUID) -> Response:
        """List the codes that are still good; each code is shown to whoever made it."""
        found = inviting.invitations(current_leader().keyring, workshop_id)
        return list_answer(told(one) for one in found)

    @policy("consented")
    @blueprint.arguments(NewInvitationSchema)
    @blueprint.response(201, NoticedInvitationSchema)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="inviteIntoWorkshop")
    def post(self, data: dict[str, int], workshop_id: UUID) -> Response:
        """Make a code that leads into a group, with its link and its QR code."""
        made = inviting.invite(current_leader().keyring, workshop_id, max_uses=data["uses"], days=data["days"])
        db.session.commit()
        return content_answer(told(made), status=201)


@blueprint.route("/workshops/<uuid:workshop_id>/invitations/<uuid:invitation_id>")
class InvitationById(MethodView):
    """One of them."""

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="withdrawInvitation")
    def delete(self, workshop_id: UUID, invitation_id: UUID) -> Response:
        """Withdraw a code: it leads nowhere from now on."""
        inviting.withdraw(current_leader().person_id, workshop_id, invitation_id)
        db.session.commit()
        return Response(status=204)


def told(invitation: inviting.Shown) -> dict[str, Any]:
    """An invitation on the wire."""
    link = f"{current_settings().public_origin}/join#{invitation.code}" if invitation.code else None
    return {
        "id": invitation.id,
        "code": invitation.code,
        "link": link,
        "picture": code_picture(link) if link else None,
        "expires_at": as_text(datetime.fromtimestamp(invitation.expires_at, UTC)),
        "max_uses": invitation.max_uses,
        "uses": invitation.uses,
    }
