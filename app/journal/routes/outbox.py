"""The outbox over the API: the key a device seals to, and what it sealed."""

import base64
import binascii
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView
from marshmallow import ValidationError

from app.accounts.access import current_guard, current_visitor
from app.accounts.identity import private_key_of, public_key_of
from app.accounts.settings import find_person
from app.core.endpoints import BASE, Blueprint
from app.core.json_input import BadJson, load_json
from app.core.notices import noticed
from app.core.policy import policy
from app.errors import Invalid
from app.extensions import db
from app.journal.outbox import Sealed, readable_draft, take_in
from app.journal.routes.answers import entry_answer, writer
from app.journal.schemas import NoticedEntrySchema, OutboxKeySchema, SealedDraftSchema, SealedSchema
from app.library.current import current_library

blueprint = Blueprint("outbox", __name__, url_prefix=BASE, description="What a device sealed while it had no line")


@blueprint.route("/outbox-key")
class OutboxKey(MethodView):
    """What a device seals to."""

    @policy("consented")
    @blueprint.response(200, OutboxKeySchema)
    @blueprint.problems(401, 403, 409)
    @blueprint.doc(operationId="getOutboxKey")
    def get(self) -> dict[str, Any]:
        """Read the public key that a device seals pages to when it cannot send them."""
        person = find_person(current_visitor())
        key = public_key_of(person, current_guard().peppers)
        return noticed({"person": person.id, "suite": 1, "public_key": base64.urlsafe_b64encode(key).decode()})


@blueprint.route("/sealed-entries/<uuid:entry_id>")
class SealedEntryById(MethodView):
    """One page that a device sealed."""

    @policy("consented")
    @blueprint.arguments(SealedSchema)
    @blueprint.response(200, NoticedEntrySchema)
    @blueprint.alt_response(201, schema=NoticedEntrySchema)
    @blueprint.problems(401, 403, 409, 422, 503, 507)
    @blueprint.doc(operationId="putSealedEntry")
    def put(self, data: dict[str, str], entry_id: UUID) -> Response:
        """Take in a page that a device sealed; where it does not fit any more, it becomes a page of its own."""
        visitor, sealed = current_visitor(), Sealed(entry_id, blob_of(data["sealed"]))
        inside = sealed.opened(private_key_of(find_person(visitor), visitor.keyring), visitor.person_id)
        sent = read(inside)
        draft = readable_draft(sent["draft"], current_library())
        row, page, is_new = take_in(writer(), sealed, draft, version=sent["version"])
        db.session.commit()
        return entry_answer(row, page, status=201 if is_new else 200)


def blob_of(text: str) -> bytes:
    """The sealed bytes out of base64url. Raises Invalid."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid({"sealed": ["This is not base64url."]}) from error


def read(inside: bytes) -> dict[str, Any]:
    """The draft that was sealed, and the version it changes. Raises Invalid."""
    try:
        return dict(SealedDraftSchema().load(load_json(inside)))
    except (BadJson, ValidationError) as error:
        raise Invalid({"sealed": ["What was sealed is not a page that we can read."]}) from error
