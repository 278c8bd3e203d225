"""Finding again: search, calendar, on this day."""

from threading import Lock
from typing import Any

from flask import Response
from flask.views import MethodView
from sqlalchemy.exc import DBAPIError

from app.accounts.access import current_visitor
from app.core.answers import content_answer, list_answer
from app.core.endpoints import Blueprint
from app.core.fairness import let_others_go_on
from app.core.limits import limited
from app.core.notices import noticed
from app.core.policy import policy
from app.errors import Busy, NotSignedIn
from app.extensions import db
from app.journal import reading
from app.journal.compiling import compile_year
from app.journal.page import open_page
from app.journal.schemas import (
    CalendarSchema,
    DayQuery,
    HitPageSchema,
    OnThisDaySchema,
    WishSchema,
    YearQuery,
)
from app.journal.search import Wish, search
from app.journal.showing import shown_entry, shown_hit
from app.library.catalog import concepts_in
from app.library.current import current_library
from app.vault.keyring import Keyring

_compiling = Lock()
blueprint = Blueprint("finding", __name__, url_prefix="/api/v1", description="Finding pages again")


@blueprint.route("/searches")
class Searches(MethodView):
    """Looking for entries; the words travel in the body, never in a URL."""

    @policy("consented", "entries:read")
    @limited("search")
    @blueprint.arguments(WishSchema)
    @blueprint.response(200, HitPageSchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="searchEntries")
    def post(self, data: dict[str, Any]) -> Response:
        """Search within what this session can open, newest first."""
        keyring, shelf = current_visitor().keyring, current_library()
        limit, cursor = data.pop("limit"), data.pop("cursor")
        theme = data.pop("theme")
        among = frozenset(idea.slug for idea in concepts_in(shelf, theme)) if theme else None
        wish = Wish(**{**data, "concepts": tuple(data["concepts"]), "tags": tuple(data["tags"])}, among=among)
        found = search(keyring, wish, limit=limit, cursor=cursor)
        hits = [shown_hit(row, open_page(keyring, row), wish.words, shelf) for row in found.rows]
        if found.worth_compiling:
            _compile(keyring, found.worth_compiling)
        return list_answer(hits, found.following)


@blueprint.route("/calendar")
class Calendar(MethodView):
    """The days on which something was written."""

    @policy("consented", "entries:read")
    @blueprint.arguments(YearQuery, location="query")
    @blueprint.response(200, CalendarSchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="getCalendar")
    def get(self, query: dict[str, int]) -> dict[str, Any]:
        """List the days of a year on which something was written; nothing is counted."""
        days = reading.days_written(current_visitor().person_id, query["year"])
        return noticed({"year": query["year"], "days": days})


@blueprint.route("/on-this-day")
class OnThisDay(MethodView):
    """Earlier years."""

    @policy("consented", "entries:read")
    @blueprint.arguments(DayQuery, location="query")
    @blueprint.response(200, OnThisDaySchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="getOnThisDay")
    def get(self, query: dict[str, Any]) -> Response:
        """List entries of the same day in earlier years, newest first."""
        visitor, shelf = current_visitor(), current_library()
        day = query.get("day") or visitor.today
        rows = reading.on_this_day(visitor.person_id, day)
        items = [shown_entry(row, open_page(visitor.keyring, row), shelf) for row in rows]
        return content_answer({"day": day, "items": items})


def _compile(keyring: Keyring, years: list[str]) -> None:
    # What was looked for is found already: where there is no room to write, the next search leafs as this one did.
    # Others need not wait for a year in which very much was written.
    let_others_go_on()
    # One at a time: the words of a year may take many times the memory of an answer.
    if not _compiling.acquire(blocking=False):
        return
    try:
        for year in years:
            if compile_year(keyring, year):
                db.session.commit()
                return
            db.session.rollback()
    except (DBAPIError, Busy, NotSignedIn):
        db.session.rollback()
    finally:
        _compiling.release()
