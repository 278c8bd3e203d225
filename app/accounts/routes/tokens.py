"""Tokens: ways in for somebody's own programs."""

from typing import Any
from uuid import UUID

from flask import Response, jsonify
from flask.views import MethodView

from app.accounts import tokens
from app.accounts.access import current_visitor
from app.accounts.schemas import NewTokenSchema, TokenMadeSchema, TokensSchema
from app.accounts.showing import shown_token
from app.core.database import checkpoint
from app.core.endpoints import BASE, Blueprint
from app.core.limits import limited
from app.core.logs import note
from app.core.policy import policy
from app.extensions import db

blueprint = Blueprint("tokens", __name__, url_prefix=BASE, description="Ways in for programs")


@blueprint.route("/tokens")
class Tokens(MethodView):
    """The tokens of the person who asks."""

    @policy("consented")
    @blueprint.response(200, TokensSchema)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="listTokens")
    def get(self) -> dict[str, Any]:
        """List the tokens that are still good, newest first; never their secrets."""
        visitor = current_visitor()
        found = tokens.of_person(visitor.person_id)
        return {"items": [shown_token(one, visitor.keyring) for one in found], "next": None}

    @policy("consented")
    @limited("tokens")
    @blueprint.arguments(NewTokenSchema)
    @blueprint.response(201, TokenMadeSchema)
    @blueprint.problems(401, 403, 409, 422, 503)
    @blueprint.doc(operationId="makeToken")
    def post(self, data: dict[str, Any]) -> Response:
        """Make a token for some scopes and so many days; its secret is shown this once."""
        visitor = current_visitor()
        secret, slot = tokens.issue(visitor, data["scopes"], data["label"], days=data["days"])
        made = {"token": shown_token(slot, visitor.keyring), "secret": secret}
        db.session.commit()
        note("token made")
        response = jsonify(made)
        response.status_code = 201
        return response

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="endTokens")
    def delete(self) -> Response:
        """End every token at once."""
        ended = tokens.end_all(current_visitor().person_id)
        db.session.commit()
        if ended:
            checkpoint()
        return Response(status=204)


@blueprint.route("/tokens/<uuid:token_id>")
class OneToken(MethodView):
    """One of them."""

    @policy("consented")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="endToken")
    def delete(self, token_id: UUID) -> Response:
        """End a token; what it opened, it opens no more."""
        tokens.end(current_visitor().person_id, token_id)
        db.session.commit()
        checkpoint()
        return Response(status=204)
