"""Groups over the API: open, read, change, close, let go."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_guard, current_visitor
from app.accounts.settings import find_person
from app.core.answers import content_answer, list_answer
from app.core.endpoints import BASE, Blueprint, expected_version
from app.core.policy import policy
from app.errors import Invalid
from app.extensions import db
from app.library.current import current_library
from app.workshops import gathering
from app.workshops.assigning import ask_the_same
from app.workshops.gathering import Words
from app.workshops.house import House
from app.workshops.routes.current import current_leader
from app.workshops.schemas import ChangedWorkshopSchema, NewWorkshopSchema, NoticedWorkshopSchema, WorkshopsSchema

blueprint = Blueprint("workshops", __name__, url_prefix=BASE, description="Groups that meet, and who is in them")


@blueprint.route("/workshops")
class Workshops(MethodView):
    """All the groups of the person who asks."""

    @policy("consented")
    @blueprint.response(200, WorkshopsSchema)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="listWorkshops")
    def get(self) -> Response:
        """List the groups one is in, those that go on first."""
        groups = gathering.find_all(current_visitor().person_id, current_guard().peppers)
        return list_answer(group.shown() for group in groups)

    @policy("consented")
    @blueprint.arguments(NewWorkshopSchema)
    @blueprint.response(201, NoticedWorkshopSchema)
    @blueprint.problems(401, 403, 404, 422, 503)
    @blueprint.doc(operationId="openWorkshop")
    def post(self, data: dict[str, Any]) -> Response:
        """Open a group, which one leads from then on."""
        visitor, peppers = current_leader(), current_guard().peppers
        words = words_in(data, visitor.person_id)
        called = data.get("called") or find_person(visitor).username
        made = gathering.open_group(
            visitor.person_id, words, called=called, is_workplace=data["workplace"], peppers=peppers
        )
        if data["like"]:
            ask_the_same(visitor.person_id, made, data["like"], house=House(peppers, current_library()))
        db.session.commit()
        return answer(gathering.find(visitor.person_id, made, peppers), status=201)


@blueprint.route("/workshops/<uuid:workshop_id>")
class WorkshopById(MethodView):
    """One of them."""

    @policy("consented")
    @blueprint.response(200, NoticedWorkshopSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="getWorkshop")
    def get(self, workshop_id: UUID) -> Response:
        """Read a group that one is in."""
        return answer(gathering.find(current_visitor().person_id, workshop_id, current_guard().peppers))

    @policy("consented")
    @blueprint.arguments(ChangedWorkshopSchema)
    @blueprint.response(200, NoticedWorkshopSchema)
    @blueprint.problems(401, 403, 404, 412, 422, 428, 503)
    @blueprint.doc(operationId="changeWorkshop")
    def patch(self, changes: dict[str, Any], workshop_id: UUID) -> Response:
        """Change the words of the version one read (If-Match), close the group, or open it again."""
        person_id, peppers, version = current_leader().person_id, current_guard().peppers, expected_version()
        gathering.change(person_id, workshop_id, changes, expected_version=version, peppers=peppers)
        db.session.commit()
        return answer(gathering.find(person_id, workshop_id, peppers))

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 412, 428, 503)
    @blueprint.doc(operationId="letWorkshopGo")
    def delete(self, workshop_id: UUID) -> Response:
        """Delete a group with all that hangs on it, its codes too; what its members wrote stays theirs."""
        person_id, peppers, version = current_leader().person_id, current_guard().peppers, expected_version()
        gathering.let_go(person_id, workshop_id, expected_version=version, peppers=peppers)
        db.session.commit()
        return Response(status=204)


def words_in(data: dict[str, Any], person_id: UUID) -> Words:
    """The words of a new group. Raises Invalid without a name, NotFound, NotAFacilitator."""
    if "name" not in data:
        raise Invalid({"name": ["A group needs a name."]})
    if data["like"]:
        return gathering.words_like(person_id, data["like"], data, current_guard().peppers)
    return gathering.changed(gathering.UNREADABLE, data)


def answer(group: gathering.Group, *, status: int = 200) -> Response:
    """A group with its notice and its version as ETag."""
    return content_answer(group.shown(), status=status, version=group.version)
