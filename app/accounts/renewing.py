"""A session's secret is another one each day, so that a copy of it is good for no longer (ADR 25).

The one before ends a minute after the next was first used, and not before: an answer may be lost on the way.
"""

import json

from sqlalchemy import delete, select

from app.accounts.sessions import find, hold
from app.accounts.visitor import Visitor
from app.core.clock import timestamp
from app.extensions import db
from app.vault import slots
from app.vault.box import Unreadable, WrongKey
from app.vault.models import KeySlot

DAY, OVERLAP, PATIENCE = 86_400, 60, 3_600


def is_due(visitor: Visitor) -> bool:
    """Whether the session has gone on under this secret for a day."""
    return visitor.scopes is None and bool(visitor.lineage) and timestamp() - visitor.renewed_at >= DAY


def renew(visitor: Visitor) -> str | None:
    """The session's next secret; None where another was handed out within the hour, which may still be on its way.

    Raises NotSignedIn.
    """
    hold(visitor)
    # Its use is written down, and the secret before ended, as soon as it is used after the overlap.
    seen_at = timestamp() - visitor.noted_every + OVERLAP
    mine = KeySlot.person_id == visitor.person_id, KeySlot.scope == visitor.lineage, KeySlot.id != visitor.session_id
    if db.session.scalar(select(KeySlot.id).where(*mine, KeySlot.seen_at > seen_at - PATIENCE)) is not None:
        return None
    db.session.execute(delete(KeySlot).where(*mine))
    secret = slots.new_secret()
    db.session.add(_following(visitor, find(visitor), secret, seen_at))
    return secret


def _following(visitor: Visitor, slot: KeySlot, secret: str, seen_at: int) -> KeySlot:
    params = {**json.loads(slot.params), "renewed": timestamp(), "before": str(slot.id)}
    terms = slots.Terms(scope=slot.scope, expires_at=slot.expires_at, params=params)
    following = slots.wrap(visitor.keyring, "session", secret, terms)
    following.created_on, following.seen_at = slot.created_on, seen_at
    following.label_box = visitor.keyring.seal("settings", _label(visitor, slot), following.id, "label")
    return following


def _label(visitor: Visitor, slot: KeySlot) -> bytes:
    try:
        return visitor.keyring.open("settings", slot.label_box or b"", slot.id, "label")
    except (Unreadable, WrongKey):
        return b"A device"
