"""The desk over the API: what an admin sees of people and groups, and may do about them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts.access import current_visitor
from app.admin import counting, desk, groups, people
from app.admin.counting import Counts
from app.admin.groups import Gathering
from app.admin.people import Account
from app.admin.schemas import (
    AccountSchema,
    AccountsSchema,
    CountsSchema,
    GatheringSchema,
    GatheringsSchema,
    UsernameSchema,
)
from app.core.database import checkpoint
from app.core.endpoints import BASE, Blueprint
from app.core.limits import limited
from app.core.logs import note
from app.core.pages import PageArguments, make_cursor, read_cursor
from app.core.policy import policy
from app.extensions import db

blueprint = Blueprint("desk", __name__, url_prefix=f"{BASE}/admin", description="The desk, for admins alone")


@blueprint.route("/counts")
class Numbers(MethodView):
    """How much there is."""

    @policy("desk")
    @blueprint.response(200, CountsSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="countEverything")
    def get(self) -> Counts:
        """Count people, pages and groups."""
        return counting.counts()


@blueprint.route("/people")
class Accounts(MethodView):
    """Everybody who has an account."""

    @policy("desk")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.response(200, AccountsSchema)
    @blueprint.problems(401, 403, 404, 422)
    @blueprint.doc(operationId="listAccounts")
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """List who has an account, the newest first, and how much they keep."""
        after = read_cursor(query["cursor"], date, UUID) if "cursor" in query else None
        found = people.accounts(query["limit"] + 1, after)
        return page(found, query["limit"], lambda last: make_cursor(last.created_on, last.id))


@blueprint.route("/people-searches")
class AccountSearches(MethodView):
    """Looking for somebody."""

    @policy("desk")
    @limited("search")
    @blueprint.arguments(UsernameSchema)
    @blueprint.response(200, AccountSchema)
    @blueprint.problems(401, 403, 404, 422)
    @blueprint.doc(operationId="findAccount")
    def post(self, data: dict[str, str]) -> Account:
        """Find somebody by the whole of their name, which never travels in an address."""
        return people.account_called(data["username"])


@blueprint.route("/people/<uuid:person_id>")
class OneAccount(MethodView):
    """One of them."""

    @policy("desk")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 409)
    @blueprint.doc(operationId="deleteAccount")
    def delete(self, person_id: UUID) -> Response:
        """Delete an account for good, keys first."""
        desk.delete_account(current_visitor(), person_id)
        keep("account deleted")
        return Response(status=204)


@blueprint.route("/people/<uuid:person_id>/pause")
class Pause(MethodView):
    """That somebody is let in no more, for now."""

    @policy("desk")
    @blueprint.response(200, AccountSchema)
    @blueprint.problems(401, 403, 404, 409)
    @blueprint.doc(operationId="pauseAccount")
    def put(self, person_id: UUID) -> Account:
        """Let somebody in no more, without deleting anything; they are signed out, and so are their programs."""
        desk.suspend(current_visitor(), person_id)
        keep("account paused")
        return people.account(person_id)

    @policy("desk")
    @blueprint.response(200, AccountSchema)
    @blueprint.problems(401, 403, 404, 409)
    @blueprint.doc(operationId="resumeAccount")
    def delete(self, person_id: UUID) -> Account:
        """Let somebody in again."""
        desk.resume(current_visitor(), person_id)
        keep("account resumed")
        return people.account(person_id)


@blueprint.route("/people/<uuid:person_id>/sessions")
class SessionsOf(MethodView):
    """Where somebody is signed in, themselves or by a program; which these are is not told."""

    @policy("desk")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404, 409)
    @blueprint.doc(operationId="signOutAccount")
    def delete(self, person_id: UUID) -> Response:
        """End every session and every token of somebody; they are told so when they come back."""
        desk.sign_out(current_visitor(), person_id)
        keep("account signed out")
        return Response(status=204)


@blueprint.route("/workshops")
class Gatherings(MethodView):
    """Every group."""

    @policy("desk")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.response(200, GatheringsSchema)
    @blueprint.problems(401, 403, 404, 422)
    @blueprint.doc(operationId="listGatherings")
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """List the groups by their ids, and how many are in each."""
        after = read_cursor(query["cursor"], UUID)[0] if "cursor" in query else None
        found = groups.gatherings(query["limit"] + 1, after)
        return page(found, query["limit"], lambda last: make_cursor(last.id))


@blueprint.route("/workshops/<uuid:workshop_id>/closing")
class Closing(MethodView):
    """That a group is over."""

    @policy("desk")
    @blueprint.response(200, GatheringSchema)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="closeGathering")
    def put(self, workshop_id: UUID) -> Gathering:
        """Close a group; those who lead it may open it again."""
        desk.close_group(current_visitor(), workshop_id)
        keep("group closed")
        return groups.gathering(workshop_id)


def page(found: Sequence[Any], limit: int, cursor_of: Callable[[Any], str]) -> dict[str, Any]:
    """A page of a list, of which one more than fits was looked for."""
    items = found[:limit]
    return {"items": items, "next": cursor_of(items[-1]) if len(found) > limit else None}


def keep(what: str) -> None:
    """Commit what an admin did, clear shredded keys out of the files, and log that it happened, not to whom."""
    db.session.commit()
    checkpoint()
    note(what)
