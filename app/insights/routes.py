"""Looking back over the API."""

from dataclasses import asdict
from datetime import date

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.core.answers import content_answer
from app.core.endpoints import BASE, Blueprint
from app.core.policy import policy
from app.insights.looking_back import look_back
from app.insights.schemas import LookingBackSchema, StretchQuery

blueprint = Blueprint("looking-back", __name__, url_prefix=BASE, description="What was marked, and what met")


@blueprint.route("/looking-back")
class LookingBack(MethodView):
    """A stretch of days."""

    @policy("consented", "entries:read", "checkins:read")
    @blueprint.arguments(StretchQuery, location="query")
    @blueprint.response(200, LookingBackSchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="lookBack")
    def get(self, query: dict[str, date]) -> Response:
        """Show what was marked from one day to another, as it was marked, and which ideas met on one page."""
        stretch = look_back(current_visitor().keyring, query["since"], query["until"])
        days = [{"day": day, "marks": [one.shown() for one in seen]} for day, seen in stretch.by_day()]
        return content_answer({"days": days, "meetings": [asdict(meeting) for meeting in stretch.meetings]})
