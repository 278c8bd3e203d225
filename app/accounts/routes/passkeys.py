"""Passkeys over the API: make one, see them, call them something, remove them."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.accounts import passkeys, sessions
from app.accounts.access import current_visitor, device_label
from app.accounts.passkey_schemas import (
    AddedPasskeySchema,
    AskingSchema,
    NameSchema,
    NewPasskeySchema,
    PasskeySchema,
    PasskeysSchema,
    PurposeSchema,
)
from app.accounts.passkeys import Touch
from app.accounts.routes.answers import renewed
from app.accounts.routes.signing_in import current_changer, current_site
from app.accounts.showing import shown_passkey
from app.core.database import checkpoint
from app.core.endpoints import BASE, Blueprint
from app.core.logs import note
from app.core.policy import policy
from app.extensions import db

blueprint = Blueprint("passkeys", __name__, url_prefix=BASE, description="Passkeys")


@blueprint.route("/passkey-challenges")
class PasskeyChallenges(MethodView):
    """What a passkey is asked to sign."""

    @policy("open")
    @blueprint.arguments(PurposeSchema)
    @blueprint.response(200, AskingSchema)
    @blueprint.problems(401, 403, 422)
    @blueprint.doc(operationId="askPasskey")
    def post(self, data: dict[str, str]) -> dict[str, Any]:
        """Say what the browser needs to make or to ask for a passkey; good for five minutes, and kept nowhere."""
        site = current_site()
        if data["purpose"] == "signing-in":
            return {"options": passkeys.asking_to_sign_in(site)}
        if data["purpose"] == "adding":
            return {"options": passkeys.asking_to_make(current_changer(), site)}
        return {"options": passkeys.asking_to_confirm(current_visitor(), site)}


@blueprint.route("/passkeys")
class Passkeys(MethodView):
    """A person's passkeys."""

    @policy("signed-in")
    @blueprint.response(200, PasskeysSchema)
    @blueprint.problems(401)
    @blueprint.doc(operationId="listPasskeys")
    def get(self) -> dict[str, Any]:
        """List one's passkeys, oldest first, and which of them open the journal by themselves."""
        visitor = current_visitor()
        found = passkeys.of_person(visitor.person_id)
        return {"items": [shown_passkey(one, visitor.keyring, opens=opens) for one, opens in found], "next": None}

    @policy("signed-in")
    @blueprint.arguments(NewPasskeySchema)
    @blueprint.response(201, AddedPasskeySchema)
    @blueprint.problems(401, 403, 409, 422)
    @blueprint.doc(operationId="addPasskey")
    def post(self, data: dict[str, Any]) -> Response:
        """Keep a passkey that was just made; the session goes on under a new secret."""
        visitor, touch = current_changer(), Touch(data["credential"], data.get("prf"))
        added = passkeys.add(visitor, touch, data["name"], current_site())
        shown = shown_passkey(added, visitor.keyring, opens=touch.prf is not None)
        note("passkey added")
        return renewed(*sessions.begin_anew(visitor, device_label(), by_two=True), visitor, passkey=shown)


@blueprint.route("/passkeys/<uuid:passkey_id>")
class PasskeyById(MethodView):
    """One of them."""

    @policy("signed-in")
    @blueprint.arguments(NameSchema)
    @blueprint.response(200, PasskeySchema)
    @blueprint.problems(401, 403, 404, 422)
    @blueprint.doc(operationId="renamePasskey")
    def patch(self, data: dict[str, str], passkey_id: UUID) -> dict[str, Any]:
        """Call a passkey something else."""
        visitor = current_visitor()
        passkey, opens = passkeys.rename(visitor, passkey_id, data["name"])
        shown = shown_passkey(passkey, visitor.keyring, opens=opens)
        db.session.commit()
        return shown

    @policy("signed-in")
    @blueprint.response(204)
    @blueprint.problems(401, 403, 404)
    @blueprint.doc(operationId="removePasskey")
    def delete(self, passkey_id: UUID) -> Response:
        """Remove a passkey; it opens nothing any more, at once."""
        passkeys.remove(current_changer(), passkey_id)
        db.session.commit()
        checkpoint()
        note("passkey removed")
        return Response(status=204)
