"""Reminders over the API, and the feed that a calendar asks for."""

from typing import Any
from uuid import UUID

from flask import Blueprint as FlaskBlueprint
from flask import Response
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.core.answers import content_answer
from app.core.endpoints import BASE, Blueprint, expected_version
from app.core.policy import policy
from app.extensions import db
from app.reminders import feed, keeping
from app.reminders.schemas import (
    ChangedReminderSchema,
    FeedSchema,
    NewReminderSchema,
    RemindersSchema,
    SingleReminderSchema,
)

blueprint = Blueprint("reminders", __name__, url_prefix=BASE, description="Days and times for one's own calendar")
calendars = FlaskBlueprint("calendars", __name__)


@blueprint.route("/reminders")
class Reminders(MethodView):
    """All of them."""

    @policy("consented")
    @blueprint.response(200, RemindersSchema)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="listReminders")
    def get(self) -> Response:
        """List reminders, and the address of the calendar that shows them."""
        plan = keeping.read_plan(current_visitor().keyring)
        items = [keeping.shown(reminder) for reminder in plan.reminders]
        address = address_of(plan.secret) if plan.secret else None
        return content_answer({"items": items, "next": None, "feed": address})

    @policy("consented")
    @blueprint.arguments(NewReminderSchema)
    @blueprint.response(201, SingleReminderSchema)
    @blueprint.problems(401, 403, 422, 503)
    @blueprint.doc(operationId="addReminder")
    def post(self, data: dict[str, Any]) -> Response:
        """Add a reminder for some days of every week."""
        visitor = current_visitor()
        reminder = keeping.add(visitor.keyring, **data, since=visitor.today)
        db.session.commit()
        return answer(reminder, status=201)


@blueprint.route("/reminders/<uuid:reminder_id>")
class ReminderById(MethodView):
    """One of them."""

    @policy("consented")
    @blueprint.arguments(ChangedReminderSchema)
    @blueprint.response(200, SingleReminderSchema)
    @blueprint.problems(401, 403, 404, 412, 422, 428, 503)
    @blueprint.doc(operationId="changeReminder")
    def patch(self, data: dict[str, Any], reminder_id: UUID) -> Response:
        """Choose other days or another time for the version one read (If-Match)."""
        visitor, version = current_visitor(), expected_version()
        reminder = keeping.change(visitor.keyring, reminder_id, data, since=visitor.today, expected_version=version)
        db.session.commit()
        return answer(reminder)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 412, 428, 503)
    @blueprint.doc(operationId="dropReminder")
    def delete(self, reminder_id: UUID) -> Response:
        """Let a reminder go."""
        keeping.drop(current_visitor().keyring, reminder_id, expected_version())
        db.session.commit()
        return Response(status=204)


@blueprint.route("/calendar-feed")
class CalendarFeed(MethodView):
    """The address that one's own calendar asks."""

    @policy("consented")
    @blueprint.response(201, FeedSchema)
    @blueprint.problems(401, 403, 503)
    @blueprint.doc(operationId="openCalendarFeed")
    def post(self) -> Response:
        """Make an address for the calendar; one that was given out before leads nowhere from now on."""
        secret = keeping.open_feed(current_visitor().keyring)
        db.session.commit()
        return content_answer({"feed": address_of(secret)}, status=201)

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 503)
    @blueprint.doc(operationId="closeCalendarFeed")
    def delete(self) -> Response:
        """Take the address away."""
        keeping.close_feed(current_visitor().keyring)
        db.session.commit()
        return Response(status=204)


@calendars.get("/calendar/<string:secret>.ics")
@policy("open")
def calendar(secret: str) -> Response:
    """What a calendar finds: days and times, and one line that says nothing."""
    return Response(feed.calendar(keeping.reminders_behind(secret)), mimetype="text/calendar")


def address_of(secret: feed.Secret) -> str:
    return f"/calendar/{secret.text}.ics"


def answer(reminder: feed.Reminder, *, status: int = 200) -> Response:
    """A reminder with its notice and its version as ETag."""
    return content_answer(keeping.shown(reminder), status=status, version=reminder.version)
