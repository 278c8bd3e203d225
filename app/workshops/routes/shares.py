"""Sharing by consent, over the API: one entry at a time, by name, until a day, and back with one call."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView
from sqlalchemy.exc import DBAPIError

from app.accounts.access import current_guard, current_visitor
from app.core.answers import content_answer, list_answer
from app.core.endpoints import BASE, Blueprint
from app.core.limits import limited
from app.core.notices import current_notices
from app.core.policy import policy
from app.errors import Busy
from app.extensions import db
from app.vault.keyring import Keyring
from app.workshops import consent, received
from app.workshops.consent import Offer
from app.workshops.errors import OtherWords
from app.workshops.routes.current import current_leader
from app.workshops.share_schemas import SentAnswerSchema, SentShareSchema, ShareSchema, SharesSchema

blueprint = Blueprint("shares", __name__, url_prefix=BASE, description="Copies given to people by name")


@blueprint.route("/entries/<uuid:entry_id>/shares")
class EntryShares(MethodView):
    """Copies of one entry."""

    @policy("consented")
    @limited("shares")
    @blueprint.arguments(SentShareSchema)
    @blueprint.response(201, SharesSchema)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="giveShare")
    def post(self, data: dict[str, Any], entry_id: UUID) -> Response:
        """Give a copy of these very words to people who lead a group; each copy is sealed to its recipient."""
        visitor = current_visitor()
        made = consent.give(visitor.keyring, entry_id, offer_in(data), current_guard().peppers)
        db.session.commit()
        rows = [row for row in consent.find_given(visitor.person_id) if row.id in made]
        return list_answer(received.given(visitor.keyring, rows), status=201)


@blueprint.route("/shares")
class Shares(MethodView):
    """What one gave."""

    @policy("consented")
    @blueprint.response(200, SharesSchema)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="listShares")
    def get(self) -> Response:
        """List what one gave and others can still read, and on which day each was first opened."""
        visitor = current_visitor()
        return list_answer(received.given(visitor.keyring, consent.find_given(visitor.person_id)))


@blueprint.route("/workshops/<uuid:workshop_id>/shares")
class ReceivedShares(MethodView):
    """What was given to one in a group."""

    @policy("consented")
    @blueprint.response(200, SharesSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="listReceivedShares")
    def get(self, workshop_id: UUID) -> Response:
        """List what members gave to the person who asks, who leads the group."""
        return list_answer(received.find_received(current_leader().keyring, workshop_id))


@blueprint.route("/shares/<uuid:share_id>")
class ShareById(MethodView):
    """One copy."""

    @policy("consented")
    @blueprint.response(200, ShareSchema)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="getShare")
    def get(self, share_id: UUID) -> Response:
        """Read a copy that one gave or was given; the day a recipient first opens it is told to its author."""
        keyring = current_visitor().keyring
        told = received.read(keyring, share_id)
        if not told["mine"]:
            current_leader()
        note_opened(keyring, share_id)
        return content_answer(told)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="withdrawShare")
    def delete(self, share_id: UUID) -> Response:
        """Take back a copy that one gave; it is deleted at once."""
        consent.withdraw(current_visitor().person_id, share_id)
        db.session.commit()
        return Response(status=204)


@blueprint.route("/shares/<uuid:share_id>/answer")
class Answer(MethodView):
    """The answer to a copy."""

    @policy("consented")
    @blueprint.arguments(SentAnswerSchema)
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 409, 422, 503)
    @blueprint.doc(operationId="answerShare")
    def put(self, data: dict[str, str], share_id: UUID) -> Response:
        """Answer whoever gave it; only they can open the answer."""
        received.answer(current_leader().keyring, share_id, data["text"], current_guard().peppers)
        db.session.commit()
        return Response(status=204)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 503)
    @blueprint.doc(operationId="takeAnswerBack")
    def delete(self, share_id: UUID) -> Response:
        """Take one's answer back."""
        received.take_answer_back(current_leader().keyring, share_id)
        db.session.commit()
        return Response(status=204)


def note_opened(keyring: Keyring, share_id: UUID) -> None:
    # Reading goes on when the disk is full or somebody holds the pen; the day is noted another time.
    try:
        received.note_opened(keyring, share_id)
        db.session.commit()
    except (DBAPIError, Busy):
        db.session.rollback()


def offer_in(data: dict[str, Any]) -> Offer:
    """An offer out of what was sent. Raises OtherWords when other words about sharing were agreed to."""
    if data["consent"] != current_notices().sharing.version:
        raise OtherWords
    return Offer(
        workshop_id=data["workshop"],
        recipients=data["recipients"],
        title=data["title"],
        text=data["text"],
        until=data["until"],
        time_zone=current_visitor().preferences.time_zone,
        consent_version=data["consent"],
        assignment_id=data["assignment"],
    )
