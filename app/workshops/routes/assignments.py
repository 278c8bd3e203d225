"""What a group is asked, over the API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.core.answers import content_answer, list_answer
from app.core.endpoints import BASE, Blueprint, expected_version
from app.core.notices import current_notices
from app.core.policy import policy
from app.core.sheets import CSV, as_csv
from app.extensions import db
from app.library.catalog import find_path
from app.library.current import current_library
from app.workshops import assigning, completing, participation
from app.workshops.asked import Asked, Asking, Times
from app.workshops.assignment_schemas import (
    AllWaitingSchema,
    AssignmentsSchema,
    ChangedAssignmentSchema,
    ItinerarySchema,
    NoticedAssignmentSchema,
    SentAssignmentSchema,
)
from app.workshops.itinerary import lay_over_weeks
from app.workshops.questions import question_of
from app.workshops.routes.current import current_house, current_leader

blueprint = Blueprint("assignments", __name__, url_prefix=BASE, description="What a group is asked")


@blueprint.route("/workshops/<uuid:workshop_id>/assignments")
class Assignments(MethodView):
    """All of a group's."""

    @policy("consented")
    @blueprint.response(200, AssignmentsSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="listAssignments")
    def get(self, workshop_id: UUID) -> Response:
        """List what a group is asked, in order; what has not opened yet only to those who lead."""
        return listed(workshop_id)

    @policy("consented")
    @blueprint.arguments(SentAssignmentSchema)
    @blueprint.response(201, NoticedAssignmentSchema)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="assign")
    def post(self, data: dict[str, Any], workshop_id: UUID) -> Response:
        """Ask a group something: a prompt of the library, or one question of one's own."""
        person_id, house = current_leader().person_id, current_house()
        asking = Asking(question_of(data, house.library), times_in(data))
        made = assigning.assign(person_id, workshop_id, asking, house=house)
        db.session.commit()
        return answer(assigning.find(person_id, made, house), status=201)


@blueprint.route("/assignments")
class WaitingAssignments(MethodView):
    """What waits for the person who asks."""

    @policy("consented")
    @blueprint.response(200, AllWaitingSchema)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="listWaitingAssignments")
    def get(self) -> Response:
        """List what one's groups ask just now and one has not written to, what closes first at the top."""
        house = current_house()
        found = assigning.find_waiting(current_visitor().person_id, house)
        return list_answer(one.shown(house) for one in found)


@blueprint.route("/workshops/<uuid:workshop_id>/participation-sheet")
class ParticipationSheet(MethodView):
    """How many, never who."""

    @policy("consented")
    @blueprint.response(200, {"type": "string"}, content_type="text/csv")
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="getParticipationSheet")
    def get(self, workshop_id: UUID) -> Response:
        """Take home, as CSV, what the group was asked, how many wrote and how many shared; never who."""
        rows = participation.sheet(current_leader().person_id, workshop_id, current_house())
        headers = {"Content-Disposition": 'attachment; filename="participation.csv"'}
        return Response(as_csv([(f"# {current_notices().long.text}",), *rows]), content_type=CSV, headers=headers)


@blueprint.route("/workshops/<uuid:workshop_id>/itineraries")
class Itineraries(MethodView):
    """Paths laid over the weeks."""

    @policy("consented")
    @blueprint.arguments(ItinerarySchema)
    @blueprint.response(201, AssignmentsSchema)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="layPathOverWeeks")
    def post(self, data: dict[str, Any], workshop_id: UUID) -> Response:
        """Lay a path over the weeks: what each sitting asks, from its first day until the next one's."""
        path, house = find_path(current_library(), data["path"]), current_house()
        lay_over_weeks(current_leader().person_id, workshop_id, path, starts_on=data["starts_on"], house=house)
        db.session.commit()
        return listed(workshop_id, status=201)


@blueprint.route("/assignments/<uuid:assignment_id>")
class AssignmentById(MethodView):
    """One of them."""

    @policy("consented")
    @blueprint.response(200, NoticedAssignmentSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="getAssignment")
    def get(self, assignment_id: UUID) -> Response:
        """Read what a group that one is in is asked."""
        return answer(assigning.find(current_visitor().person_id, assignment_id, current_house()))

    @policy("consented")
    @blueprint.arguments(ChangedAssignmentSchema)
    @blueprint.response(200, NoticedAssignmentSchema)
    @blueprint.problems(401, 403, 404, 409, 412, 422, 428, 503)
    @blueprint.doc(operationId="changeAssignment")
    def patch(self, data: dict[str, Any], assignment_id: UUID) -> Response:
        """Put it otherwise, or in another place; what somebody has answered keeps its words."""
        person_id, house, version = current_leader().person_id, current_house(), expected_version()
        before = assigning.find(person_id, assignment_id, house).asking
        asking = Asking(question_of(data, house.library, before.question), times_in(data, before.times))
        assigning.change(person_id, assignment_id, asking, expected_version=version, house=house)
        if "place" in data:
            assigning.move(person_id, assignment_id, data["place"])
        db.session.commit()
        return answer(assigning.find(person_id, assignment_id, house))

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 409, 412, 428, 503)
    @blueprint.doc(operationId="letAssignmentGo")
    def delete(self, assignment_id: UUID) -> Response:
        """Ask it no longer; what was written stays its writers'."""
        person_id, version = current_leader().person_id, expected_version()
        assigning.let_go(person_id, assignment_id, expected_version=version, house=current_house())
        db.session.commit()
        return Response(status=204)


@blueprint.route("/assignments/<uuid:assignment_id>/completion")
class Completion(MethodView):
    """That one has written to it."""

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="completeAssignment")
    def put(self, assignment_id: UUID) -> Response:
        """Say that one has written to it, here or elsewhere; nobody learns more than how many have."""
        completing.complete(current_visitor().person_id, assignment_id, current_house())
        db.session.commit()
        return Response(status=204)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="takeCompletionBack")
    def delete(self, assignment_id: UUID) -> Response:
        """Take it back."""
        completing.take_back(current_visitor().person_id, assignment_id, current_house())
        db.session.commit()
        return Response(status=204)


def times_in(data: dict[str, Any], before: Times | None = None) -> Times:
    """From when until when, out of what was sent; what is left out stays as it was."""
    before = before or Times()
    sent = {name: seconds(data[name]) for name in ("opens_at", "closes_at") if name in data}
    return Times(**{"opens_at": before.opens_at, "closes_at": before.closes_at, **sent})


def seconds(instant: datetime | None) -> int | None:
    return None if instant is None else int(instant.timestamp())


def listed(workshop_id: UUID, *, status: int = 200) -> Response:
    house = current_house()
    found = assigning.find_all(current_visitor().person_id, workshop_id, house)
    return list_answer((one.shown(house) for one in found), status=status)


def answer(asked: Asked, *, status: int = 200) -> Response:
    """An assignment with its notice and its version as ETag."""
    return content_answer(asked.shown(current_house()), status=status, version=asked.version)
