"""A live session over the API: every phone asks every few seconds, and mostly hears that nothing has changed."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.core.answers import content_answer
from app.core.clock import timestamp
from app.core.endpoints import BASE, Blueprint, expected_version, knows_version, version_tag
from app.core.policy import policy
from app.extensions import db
from app.workshops import moment
from app.workshops.moment import Present, Scene
from app.workshops.room_schemas import MomentSchema, SentMomentSchema
from app.workshops.routes.current import current_house, current_leader

blueprint = Blueprint("moment", __name__, url_prefix=BASE, description="What a group does together just now")


@blueprint.route("/workshops/<uuid:workshop_id>/moment")
class Moment(MethodView):
    """What the group does just now."""

    @policy("consented")
    @blueprint.response(200, MomentSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="getMoment")
    def get(self, workshop_id: UUID) -> Response:
        """Ask what the group does just now; with If-None-Match, 304 while nothing has changed."""
        present = moment.look(current_visitor().person_id, workshop_id)
        # A group ends with whoever led it alone, too, and then nobody has counted its moment on.
        if present.is_open and knows_version(present.version):
            return Response(status=304, headers=version_tag(present.version))
        return answer(present)

    @policy("consented")
    @blueprint.arguments(SentMomentSchema)
    @blueprint.response(200, MomentSchema)
    @blueprint.problems(401, 403, 404, 409, 412, 422, 428, 503)
    @blueprint.doc(operationId="turnMoment")
    def put(self, data: dict[str, Any], workshop_id: UUID) -> Response:
        """Go on to another scene, from the version one read (If-Match); `resting` ends the session."""
        house = current_house()
        person_id, version = current_leader().person_id, expected_version()
        present = moment.turn(person_id, workshop_id, scene_in(data), expected_version=version, house=house)
        db.session.commit()
        return answer(present)


def scene_in(data: dict[str, Any]) -> Scene:
    """A scene out of what was sent; a clock that runs is kept as the instant at which it ends."""
    left = data["left"]
    ends_at = timestamp() + left if data["running"] and left is not None else None
    return Scene(data["stage"], data["assignment"], data["step"], ends_at, None if ends_at else left)


def answer(present: Present) -> Response:
    """The moment with its notice and its version as ETag."""
    return content_answer(present.shown(current_house()), version=present.version)
