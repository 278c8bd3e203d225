"""What stands around the library, over the API: the notices, Support, and the check-in's words. Open to anyone."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask.views import MethodView

from app.core.endpoints import BASE, Blueprint
from app.core.notices import current_notices, noticed
from app.core.policy import policy
from app.library import telling
from app.library.current import current_library
from app.library.frame_schemas import NoticesSchema, SupportSchema, VocabularySchema
from app.library.query_schemas import SupportQuery

blueprint = Blueprint("notices", __name__, url_prefix=BASE, description="Notices, Support, and words.")


@blueprint.route("/vocabulary")
class Vocabulary(MethodView):
    @policy("open")
    @blueprint.response(200, VocabularySchema)
    @blueprint.doc(operationId="getVocabulary")
    def get(self) -> telling.Told:
        """Read the words of the check-in."""
        return noticed(telling.told_vocabulary(current_library()))


@blueprint.route("/notices")
class Notices(MethodView):
    @policy("open")
    @blueprint.response(200, NoticesSchema)
    @blueprint.doc(operationId="getNotices")
    def get(self) -> telling.Told:
        """Read the notices and the consent statements with their versions."""
        notices = current_notices()
        consent = asdict(notices.consent)
        texts = {
            notice.id: notice.as_json() for notice in (notices.micro, notices.short, notices.long, notices.sharing)
        }
        return {**texts, "consent": consent}


@blueprint.route("/support")
class Support(MethodView):
    @policy("open")
    @blueprint.arguments(SupportQuery, location="query")
    @blueprint.response(200, SupportSchema)
    @blueprint.problems(422)
    @blueprint.doc(operationId="getSupport")
    def get(self, query: dict[str, Any]) -> telling.Told:
        """Read where to find people to talk to, all or for a region."""
        return noticed(telling.told_support(current_library(), query.get("region")))
