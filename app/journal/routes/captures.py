"""Captures: pages that a program puts in and cannot read back."""

from typing import Any

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_guard, current_visitor
from app.accounts.arrivals import Arrival, somebody_came
from app.accounts.settings import find_person
from app.core.answers import content_answer
from app.core.clock import today_in
from app.core.endpoints import BASE, Blueprint
from app.core.policy import policy
from app.extensions import db
from app.journal.inbox import empty_inbox, put_in
from app.journal.schemas import CapturedSchema, CaptureSchema
from app.journal.showing import shown_entry
from app.journal.writing import Writer
from app.library.current import current_library

blueprint = Blueprint("captures", __name__, url_prefix=BASE, description="What programs put in and cannot read back")


@somebody_came.connect
def let_in(arrival: Arrival) -> bool:
    """Make pages of what waited for somebody."""
    keyring, shelf = arrival.keyring, current_library()
    writer = Writer(keyring, lambda: today_in(arrival.time_zone), lambda row, page: shown_entry(row, page, shelf))
    return empty_inbox(writer, arrival.time_zone, shelf) > 0


@blueprint.route("/captures")
class Captures(MethodView):
    """What waits for its person."""

    @policy("consented", "capture")
    @blueprint.arguments(CaptureSchema)
    @blueprint.response(202, CapturedSchema)
    @blueprint.problems(401, 403, 409, 422, 503, 507)
    @blueprint.doc(operationId="capture")
    def post(self, data: dict[str, Any]) -> Response:
        """Put something in; it is sealed at once, and becomes a page when its person next comes."""
        entry_id = put_in(find_person(current_visitor()), data, current_guard().peppers)
        db.session.commit()
        return content_answer({"id": entry_id}, status=202)
