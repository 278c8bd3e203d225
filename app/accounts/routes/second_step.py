"""A second step over the API: codes beside the passphrase, set up and turned off."""

from typing import Any

from flask import Response
from flask.views import MethodView

from app.accounts import second_steps, sessions
from app.accounts.access import current_visitor, device_label
from app.accounts.passkey_schemas import NewCodesSchema, SecondStepSchema, SeedSchema
from app.accounts.routes.answers import renewed
from app.accounts.routes.signing_in import current_changer
from app.accounts.schemas import ConfirmedSchema
from app.accounts.settings import find_person
from app.core.endpoints import BASE, Blueprint
from app.core.logs import note
from app.core.policy import policy
from app.extensions import db

blueprint = Blueprint("second-step", __name__, url_prefix=BASE, description="A second step after the passphrase")


@blueprint.route("/second-step")
class SecondStep(MethodView):
    """What the passphrase is followed up by."""

    @policy("signed-in")
    @blueprint.response(200, SecondStepSchema)
    @blueprint.problems(401)
    @blueprint.doc(operationId="getSecondStep")
    def get(self) -> dict[str, Any]:
        """Show whether the passphrase asks for a code, and in which ways it has to be followed up."""
        keyring = current_visitor().keyring
        return {"codes": second_steps.has_codes(keyring), "ways": second_steps.ways_of(keyring)}

    @policy("signed-in")
    @blueprint.arguments(NewCodesSchema)
    @blueprint.response(201, ConfirmedSchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="setUpCodes")
    def put(self, data: dict[str, str]) -> Response:
        """Ask for codes from now on, if this one fits; the session goes on under a new secret."""
        visitor = current_changer()
        second_steps.set_up(visitor, data["secret"], data["code"])
        note("second step set up")
        return renewed(*sessions.begin_anew(visitor, device_label(), by_two=True), visitor)

    @policy("signed-in")
    @blueprint.response(204)
    @blueprint.problems(401, 403)
    @blueprint.doc(operationId="turnCodesOff")
    def delete(self) -> Response:
        """Ask for no codes any more."""
        second_steps.turn_off(current_changer())
        db.session.commit()
        note("second step turned off")
        return Response(status=204)


@blueprint.route("/second-step-secrets")
class Seeds(MethodView):
    """What an app for codes starts from."""

    @policy("signed-in")
    @blueprint.response(200, SeedSchema)
    @blueprint.problems(401)
    @blueprint.doc(operationId="suggestCodes")
    def post(self) -> dict[str, str]:
        """Draw a secret for an app that makes codes, with its picture; it is kept nowhere."""
        return second_steps.fresh(find_person(current_visitor()).username)
