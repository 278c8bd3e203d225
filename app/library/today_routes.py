"""The prompt of the day, for whoever asks."""

from typing import Any

from flask.views import MethodView
from marshmallow import fields, validate

from app.core.endpoints import BASE, Blueprint
from app.core.notices import noticed
from app.core.policy import policy
from app.core.reader import current_reader
from app.core.schemas import Day, NoticeSchema, Schema
from app.library.current import current_library
from app.library.daily import Wishes, todays_prompt
from app.library.schemas import PromptSchema
from app.library.telling import told_prompt

MOST_ALTERNATIVES = 50
blueprint = Blueprint("today", __name__, url_prefix=BASE, description="The prompt of the day")


class TodayQuery(Schema):
    """Which of the day's prompts."""

    skip = fields.Integer(
        load_default=0, validate=validate.Range(0, MOST_ALTERNATIVES), metadata={"description": "Another one."}
    )


class TodaySchema(Schema):
    """A prompt and the day it is for."""

    prompt = fields.Nested(PromptSchema, required=True)
    day = Day(required=True)
    notice = fields.Nested(NoticeSchema, required=True)


@blueprint.route("/prompts/today")
class Today(MethodView):
    """The prompt of the day."""

    @policy("open")
    @blueprint.arguments(TodayQuery, location="query")
    @blueprint.response(200, TodaySchema)
    @blueprint.problems(404, 422)
    @blueprint.doc(operationId="getTodaysPrompt")
    def get(self, query: dict[str, int]) -> dict[str, Any]:
        """Offer today's prompt: the same all day, never deep, never about a muted topic."""
        library, reader = current_library(), current_reader()
        wishes = Wishes(reader.muted, reader.deeper)
        prompt = todays_prompt(library, reader.seed, reader.day, wishes=wishes, skip=query["skip"])
        return noticed({"prompt": told_prompt(library, prompt), "day": reader.day})
