"""Sessions: signing in and out, and the list of where one is signed in."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts import sessions, tokens
from app.accounts.access import current_visitor, device_label, take_back
from app.accounts.passkey_schemas import ConfirmationSchema, SignInSchema
from app.accounts.preferences import open_preferences
from app.accounts.routes.answers import let_in_what_waited, renewed, signed_in
from app.accounts.routes.signing_in import confirm_by_either, open_by_either
from app.accounts.schemas import ConfirmedSchema, EndingQuery, LeavingQuery, SessionsSchema, SignedInSchema
from app.accounts.settings import find_person
from app.accounts.showing import shown_person, shown_session
from app.core.database import checkpoint
from app.core.endpoints import Blueprint
from app.core.logs import note
from app.core.notices import noticed
from app.core.policy import policy
from app.extensions import db

blueprint = Blueprint("sessions", __name__, url_prefix="/api/v1", description="Where one is signed in")


@blueprint.route("/session")
class Session(MethodView):
    """The session that asks."""

    @policy("credential")
    @blueprint.arguments(SignInSchema)
    @blueprint.response(201, SignedInSchema)
    @blueprint.problems(401, 403, 422, 429, 503)
    @blueprint.doc(operationId="signIn")
    def post(self, data: dict[str, Any]) -> Response:
        """Sign in with a name and a passphrase, or with a passkey that opens the journal by itself."""
        person, keyring, by_two = open_by_either(data)
        preferences = open_preferences(keyring, person.settings_box, version=person.version)
        note("signed in")
        return signed_in(shown_person(person, preferences), keyring, device=data["device"], by_two=by_two)

    @policy("signed-in")
    @blueprint.response(200, SignedInSchema)
    @blueprint.problems(401)
    @blueprint.doc(operationId="getSession")
    def get(self) -> dict[str, Any]:
        """Show the session that asks and whose it is."""
        visitor = current_visitor()
        let_in_what_waited(visitor.keyring, visitor.preferences.time_zone)
        slot = sessions.find(visitor)
        return noticed(
            {
                "session": shown_session(slot, visitor.keyring, is_current=True),
                "person": shown_person(find_person(visitor), visitor.preferences),
            }
        )

    @policy("signed-in")
    @blueprint.arguments(LeavingQuery, location="query")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 409, 422)
    @blueprint.doc(operationId="signOut")
    def delete(self, query: dict[str, str]) -> Response:
        """Sign out; the key slot is gone at once, and so is what the browser stored unless that is to be kept."""
        visitor = current_visitor()
        sessions.end(visitor.person_id, visitor.session_id)
        db.session.commit()
        note("signed out")
        return take_back(Response(status=204), keep_storage="storage" in query)


@blueprint.route("/session/confirmation")
class Confirmation(MethodView):
    """That it is still the same person."""

    @policy("signed-in")
    @blueprint.arguments(ConfirmationSchema)
    @blueprint.response(201, ConfirmedSchema)
    @blueprint.problems(401, 403, 422, 429, 503)
    @blueprint.doc(operationId="confirmSession")
    def post(self, data: dict[str, Any]) -> Response:
        """Give the passphrase once more, or touch one of one's passkeys; good for ten minutes."""
        visitor = current_visitor()
        by_two = confirm_by_either(visitor, data)
        return renewed(*sessions.begin_anew(visitor, device_label(), by_two=by_two), visitor)


@blueprint.route("/sessions")
class Sessions(MethodView):
    """Everywhere the person is signed in."""

    @policy("signed-in")
    @blueprint.response(200, SessionsSchema)
    @blueprint.problems(401)
    @blueprint.doc(operationId="listSessions")
    def get(self) -> dict[str, Any]:
        """List where the person is signed in, newest first."""
        visitor = current_visitor()
        found = sessions.of_person(visitor.person_id, mine=visitor.session_id)
        shown = [shown_session(one, visitor.keyring, is_current=one.id == visitor.session_id) for one in found]
        return {"items": shown, "next": None}

    @policy("signed-in")
    @blueprint.arguments(EndingQuery, location="query")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="endOtherSessions")
    def delete(self, query: dict[str, str]) -> Response:
        """End every other session, and tokens too if one likes; the passphrase is needed first."""
        visitor = current_visitor()
        visitor.require_confirmation()
        ended = sessions.end_others(visitor)
        if "tokens" in query:
            ended += tokens.end_all(visitor.person_id)
        db.session.commit()
        if ended:
            checkpoint()
        return Response(status=204)


@blueprint.route("/sessions/<uuid:session_id>")
class OneSession(MethodView):
    """One place the person is signed in."""

    @policy("signed-in")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="endSession")
    def delete(self, session_id: UUID) -> Response:
        """End one session; another than this one needs the passphrase first."""
        visitor = current_visitor()
        is_own = session_id == visitor.session_id
        if not is_own:
            visitor.require_confirmation()
        sessions.end(visitor.person_id, session_id)
        db.session.commit()
        checkpoint()
        gone = Response(status=204)
        return take_back(gone) if is_own else gone
