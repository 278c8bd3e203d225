"""Passphrase and recovery code."""

from typing import Any

from flask import Response, jsonify, request
from flask.views import MethodView

from app.accounts import recovery, sessions, throttling
from app.accounts.access import current_guard, current_visitor, device_label, hand_out
from app.accounts.preferences import open_preferences
from app.accounts.routes.answers import newly_in
from app.accounts.routes.signing_in import current_changer
from app.accounts.schemas import NewPassphraseSchema, PersonWithCodeSchema, RecoveryCodeSchema, RecoverySchema
from app.accounts.showing import shown_person
from app.core.database import checkpoint
from app.core.endpoints import Blueprint
from app.core.logs import note
from app.core.policy import policy
from app.extensions import db

blueprint = Blueprint("credentials", __name__, url_prefix="/api/v1", description="Passphrase and recovery code")


@blueprint.route("/person/passphrase")
class Passphrase(MethodView):
    """The passphrase of the person who asks."""

    @policy("signed-in")
    @blueprint.arguments(NewPassphraseSchema)
    @blueprint.response(204)
    @blueprint.problems(401, 403, 422, 429, 503)
    @blueprint.doc(operationId="changePassphrase")
    def put(self, data: dict[str, Any]) -> Response:
        """Change the passphrase; other sessions and tokens end, this session goes on under a new secret."""
        visitor, guard = current_visitor(), current_guard()
        throttling.count_sign_in(str(visitor.person_id), request.remote_addr or "", guard.peppers)
        db.session.commit()
        recovery.change_passphrase(visitor, recovery.Change(**data), guard)
        throttling.forgive(str(visitor.person_id), guard.peppers)
        secret, _slot = sessions.begin_anew(visitor, device_label())
        db.session.commit()
        checkpoint()
        note("passphrase changed")
        return hand_out(Response(status=204), secret, visitor.device)


@blueprint.route("/person/recovery-code")
class RecoveryCode(MethodView):
    """The recovery code of the person who asks."""

    @policy("signed-in")
    @blueprint.response(201, RecoveryCodeSchema)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="renewRecoveryCode")
    def post(self) -> Response:
        """Make a new recovery code; the old one stops working."""
        code = recovery.renew_code(current_changer())
        db.session.commit()
        checkpoint()
        note("recovery code renewed")
        response = jsonify({"recovery_code": code})
        response.status_code = 201
        return response


@blueprint.route("/recovery")
class Recovery(MethodView):
    """The way back in."""

    @policy("credential")
    @blueprint.arguments(RecoverySchema)
    @blueprint.response(201, PersonWithCodeSchema)
    @blueprint.problems(401, 403, 422, 429, 503)
    @blueprint.doc(operationId="recoverPerson")
    def post(self, data: dict[str, Any]) -> Response:
        """Open a journal by its recovery code and set a new passphrase; sessions and second steps end."""
        guard, stolen = current_guard(), data["stolen"]
        throttling.count_recovery(request.remote_addr or "", guard.peppers)
        db.session.commit()
        person, keyring, code = recovery.recover(data["recovery_code"], data["passphrase"], guard, stolen=stolen)
        preferences = open_preferences(keyring, person.settings_box, version=person.version)
        note("recovered")
        response = newly_in(shown_person(person, preferences), keyring, code, device=data["device"])
        checkpoint()
        return response
