"""New keys for a journal whose old ones may be in other hands."""

from collections.abc import Iterator
from typing import Any

from flask import Response, jsonify, request, stream_with_context
from flask.views import MethodView

from app.accounts import rotating, throttling
from app.accounts.access import current_guard, device_label, hand_out
from app.accounts.rotating import Rotation
from app.accounts.routes.signing_in import current_changer
from app.accounts.schemas import PassphraseSchema, RotationSchema
from app.core.database import checkpoint
from app.core.endpoints import Blueprint
from app.core.logs import note
from app.core.policy import policy
from app.core.telling import LINES, told_by_line, wants_lines
from app.extensions import db
from app.vault.holdings import holdings
from app.vault.sealing_anew import Progress, seal_anew

blueprint = Blueprint("key rotation", __name__, url_prefix="/api/v1", description="New keys for a journal")


@blueprint.route("/person/key-rotation")
class KeyRotation(MethodView):
    """The keys of the person who asks."""

    @policy("signed-in")
    @blueprint.arguments(PassphraseSchema)
    @blueprint.response(200, RotationSchema)
    @blueprint.problems(401, 403, 409, 422, 429, 503, 507)
    @blueprint.doc(operationId="rotateKeys")
    def post(self, data: dict[str, str]) -> Response:
        """Seal everything anew with a new key; every other way in ends. Asked once more, it goes on where it stopped.

        With `Accept: application/x-ndjson` it tells line by line how far it is.
        """
        visitor, guard = current_changer(), current_guard()
        visitor.require_confirmation()
        throttling.count_sign_in(str(visitor.person_id), request.remote_addr or "", guard.peppers)
        db.session.commit()
        rotation = rotating.begin(visitor, data["passphrase"], guard, device_label())
        throttling.forgive(str(visitor.person_id), guard.peppers)
        db.session.commit()
        note("keys rotated")
        return hand_out(answer(rotation), rotation.session_secret, visitor.device)


def answer(rotation: Rotation) -> Response:
    """The new recovery code and what became of the boxes: at once, or line by line."""
    if not wants_lines():
        *_, report = steps(rotation)
        return jsonify({"recovery_code": rotation.recovery_code, **report})
    lines = told_by_line(steps(rotation), once_more="Everything can be read; ask once more and it goes on.")
    return Response(stream_with_context(lines), mimetype=LINES)


def steps(rotation: Rotation) -> Iterator[dict[str, Any]]:
    """What happens, step by step, each committed before it is told."""
    checkpoint()
    yield {"recovery_code": rotation.recovery_code}
    progress = Progress(of=0)
    for progress in seal_anew(rotation.keyring, holdings()):
        db.session.commit()
        yield {"done": progress.done, "of": progress.of}
    rotating.finish(rotation, holdings())
    db.session.commit()
    checkpoint()
    yield {"sealed": progress.done - progress.damaged, "unreadable": progress.damaged}
