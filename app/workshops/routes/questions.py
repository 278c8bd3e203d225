"""What a group is asked all together, over the API: published once, the same for everybody, nothing under five."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.accounts.visitor import Visitor
from app.core.answers import content_answer, list_answer
from app.core.endpoints import BASE, Blueprint
from app.core.policy import policy
from app.extensions import db
from app.workshops import contributing, roles, tallying
from app.workshops.pulse_schemas import ChoiceSchema, NoticedPulseSchema, PulsesSchema, SentPulseSchema
from app.workshops.pulse_words import words_in
from app.workshops.routes.current import current_house, current_leader
from app.workshops.tallying import Poll

blueprint = Blueprint("questions", __name__, url_prefix=BASE, description="What a group is asked all together")


@blueprint.route("/workshops/<uuid:workshop_id>/questions")
class Questions(MethodView):
    """All of a group's."""

    @policy("consented")
    @blueprint.response(200, PulsesSchema)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="listQuestions")
    def get(self, workshop_id: UUID) -> Response:
        """List what the group is or was asked all together, newest first; no number before it is published."""
        visitor = current_visitor()
        rows = tallying.find_all(visitor.person_id, workshop_id)
        if tallying.publish_overdue(workshop_id, current_house()):
            db.session.commit()
            rows = tallying.find_all(visitor.person_id, workshop_id)
        return list_answer(told(row, visitor) for row in rows)

    @policy("consented")
    @blueprint.arguments(SentPulseSchema)
    @blueprint.response(201, NoticedPulseSchema)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="askAll")
    def post(self, data: dict[str, Any], workshop_id: UUID) -> Response:
        """Ask everybody who takes part now: how they arrive, or one question with choices in order."""
        visitor, house = current_leader(), current_house()
        closes_at = int(data["closes_at"].timestamp()) if data["closes_at"] else None
        poll = Poll(words_in(data, house.library), data["least"], closes_at)
        made = tallying.put(visitor.person_id, workshop_id, poll, house)
        db.session.commit()
        return answer(made, status=201)


@blueprint.route("/questions/<uuid:question_id>")
class QuestionById(MethodView):
    """One of them."""

    @policy("consented")
    @blueprint.response(200, NoticedPulseSchema)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="getQuestion")
    def get(self, question_id: UUID) -> Response:
        """Read one of them."""
        row = tallying.find(current_visitor().person_id, question_id)
        if tallying.publish_overdue(row.workshop_id, current_house()):
            db.session.commit()
        return answer(question_id)


@blueprint.route("/questions/<uuid:question_id>/answer")
class QuestionAnswer(MethodView):
    """One's own answer."""

    @policy("consented")
    @blueprint.arguments(ChoiceSchema)
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="contribute")
    def put(self, data: dict[str, int], question_id: UUID) -> Response:
        """Choose, or choose otherwise while it is open; the choice itself is kept sealed, for oneself alone."""
        contributing.contribute(current_visitor().keyring, question_id, data["choice"])
        db.session.commit()
        return Response(status=204)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="takeContributionBack")
    def delete(self, question_id: UUID) -> Response:
        """Take one's answer back; from what is published, only that one answered."""
        contributing.take_back(current_visitor().keyring, question_id)
        db.session.commit()
        return Response(status=204)


@blueprint.route("/questions/<uuid:question_id>/publication")
class Publication(MethodView):
    """That it is over."""

    @policy("consented")
    @blueprint.response(200, NoticedPulseSchema)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="publishQuestion")
    def put(self, question_id: UUID) -> Response:
        """Close it and publish what may be told, once and for everybody; under five answers, nothing ever is."""
        tallying.publish(current_leader().person_id, question_id, current_house())
        db.session.commit()
        return answer(question_id)


def told(row: Any, visitor: Visitor) -> dict[str, Any]:
    """A question with one's own answer to it."""
    is_open = row.result_box is None
    may = is_open and contributing.may_answer(roles.seat_of(visitor.person_id, row.workshop_id), row)
    own = contributing.own_choice(visitor.keyring, row.id)
    return {**tallying.shown(row, current_house()), "may_answer": may, "answer": own}


def answer(question_id: UUID, *, status: int = 200) -> Response:
    visitor = current_visitor()
    return content_answer(told(tallying.find(visitor.person_id, question_id), visitor), status=status)
