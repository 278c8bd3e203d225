"""Answers that hand out a session: several routes give the same ones."""

from typing import Any

from flask import Response, jsonify
from sqlalchemy.exc import DBAPIError

from app.accounts import sessions
from app.accounts.access import device_label, end_present_session, hand_out
from app.accounts.arrivals import welcome
from app.accounts.showing import shown_session
from app.accounts.visitor import Visitor
from app.core.notices import noticed
from app.errors import DomainError
from app.extensions import db
from app.vault.keyring import Keyring
from app.vault.models import KeySlot


def newly_in(person: dict[str, Any], keyring: Keyring, code: str, *, device: str) -> Response:
    """Begin a session, commit, and show the person with the recovery code that is shown this once."""
    end_present_session()
    secret, _slot = sessions.begin(keyring, device, device_label())
    db.session.commit()
    body = noticed({"person": person, "recovery_code": code})
    return hand_out(_created(body), secret, device)


def signed_in(person: dict[str, Any], keyring: Keyring, *, device: str, by_two: bool = False) -> Response:
    """Begin a session, commit, and show it with its person."""
    end_present_session()
    secret, slot = sessions.begin(keyring, device, device_label(), by_two=by_two)
    # Shown before the commit: a moment later it may have been ended from elsewhere, and its row be gone.
    session = shown_session(slot, keyring, is_current=True)
    db.session.commit()
    let_in_what_waited(keyring, person["time_zone"])
    body = noticed({"session": session, "person": person})
    return hand_out(_created(body), secret, device)


def renewed(secret: str, slot: KeySlot, visitor: Visitor, **beside: Any) -> Response:
    """Show a session that goes on under a new secret, and what else there is to show; commits."""
    session = shown_session(slot, visitor.keyring, is_current=True)
    db.session.commit()
    return hand_out(_created({"session": session, **beside}), secret, visitor.device)


def let_in_what_waited(keyring: Keyring, time_zone: str) -> None:
    """Open what waited for its person to come; where that cannot be just now, it goes on waiting."""
    try:
        if welcome(keyring, time_zone):
            db.session.commit()
    except (DomainError, DBAPIError):
        db.session.rollback()


def _created(body: dict[str, Any]) -> Response:
    response = jsonify(body)
    response.status_code = 201
    return response
