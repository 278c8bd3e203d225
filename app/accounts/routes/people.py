"""People: joining, settings, consent, leaving."""

from typing import Any

from flask import Response, request
from flask.views import MethodView

from app.accounts.access import current_guard, current_settings, current_visitor, take_back
from app.accounts.farewell import leave_for_good
from app.accounts.passphrases import suggest_passphrase
from app.accounts.preferences import Preferences
from app.accounts.routes.answers import newly_in
from app.accounts.schemas import (
    ConsentSchema,
    NewPersonSchema,
    PersonSchema,
    PersonWithCodeSchema,
    PreferencesSchema,
    SuggestionSchema,
)
from app.accounts.settings import accept, change_preferences, find_person
from app.accounts.showing import shown_person
from app.accounts.signing_up import Newcomer, require_consent, sign_up
from app.accounts.throttling import count_joining
from app.core.database import checkpoint
from app.core.endpoints import Blueprint, expected_version, version_tag
from app.core.logs import note
from app.core.notices import current_notices
from app.core.policy import policy
from app.extensions import db

blueprint = Blueprint("people", __name__, url_prefix="/api/v1", description="A person and what they chose")


@blueprint.route("/people")
class People(MethodView):
    """Where people join."""

    @policy("open")
    @blueprint.arguments(NewPersonSchema)
    @blueprint.response(201, PersonWithCodeSchema)
    @blueprint.problems(403, 409, 422, 429, 503)
    @blueprint.doc(operationId="createPerson")
    def post(self, data: dict[str, Any]) -> Response:
        """Make an account with its first passphrase and recovery code."""
        device, version = data.pop("device"), current_notices().consent.version
        require_consent(data.pop("consent"), version)
        ways_in = {name: data.pop(name) for name in ("username", "passphrase", "invite")}
        newcomer = Newcomer(**ways_in, preferences=Preferences().changed(data))
        door, guard = current_settings().registration, current_guard()
        count_joining(request.remote_addr or "", guard.peppers)
        db.session.commit()
        person, keyring, code = sign_up(newcomer, consent_version=version, registration=door, guard=guard)
        note("joined")
        return newly_in(shown_person(person, newcomer.preferences), keyring, code, device=device)


@blueprint.route("/person")
class Me(MethodView):
    """The person who asks."""

    @policy("signed-in")
    @blueprint.response(200, PersonSchema)
    @blueprint.problems(401)
    @blueprint.doc(operationId="getPerson")
    def get(self) -> Any:
        """Show the person who asks, with what they chose."""
        visitor = current_visitor()
        person = find_person(visitor)
        return shown_person(person, visitor.preferences), version_tag(person.version)

    @policy("consented")
    @blueprint.arguments(PreferencesSchema)
    @blueprint.response(200, PersonSchema)
    @blueprint.problems(401, 403, 412, 422, 428)
    @blueprint.doc(operationId="changePerson")
    def patch(self, changes: dict[str, Any]) -> Any:
        """Change some settings; the others stay as they are."""
        person, preferences = change_preferences(current_visitor(), changes, expected_version=expected_version())
        shown = shown_person(person, preferences), version_tag(person.version)
        db.session.commit()
        return shown

    @policy("signed-in")
    @blueprint.response(204)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="deletePerson")
    def delete(self) -> Response:
        """Leave for good: shred the keys and delete everything they opened."""
        leave_for_good(current_visitor())
        db.session.commit()
        checkpoint()
        note("left")
        return take_back(Response(status=204))


@blueprint.route("/person/consent")
class MyConsent(MethodView):
    """What the person accepted."""

    @policy("signed-in")
    @blueprint.arguments(ConsentSchema)
    @blueprint.response(200, PersonSchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="acceptConsent")
    def put(self, consent: dict[str, Any]) -> Any:
        """Accept the current consent, each statement by itself."""
        visitor, version = current_visitor(), current_notices().consent.version
        require_consent(consent, version)
        person = accept(visitor, version)
        shown = shown_person(person, visitor.preferences), version_tag(person.version)
        db.session.commit()
        return shown


@blueprint.route("/passphrase-suggestions")
class Suggestions(MethodView):
    """Generated passphrases, kept nowhere."""

    @policy("open")
    @blueprint.response(200, SuggestionSchema)
    @blueprint.doc(operationId="suggestPassphrase")
    def post(self) -> dict[str, str]:
        """Draw a passphrase of five words."""
        return {"passphrase": suggest_passphrase()}
