"""How somebody comes in: by a name, a passphrase and perhaps a second step, or by a passkey alone."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import request

from app.accounts import passkeys, recovery, second_steps, sessions, throttling
from app.accounts.access import current_guard, current_settings, current_visitor
from app.accounts.models import Person
from app.accounts.passkeys import Touch
from app.accounts.second_steps import Beside
from app.accounts.signing_up import username_key
from app.accounts.visitor import Visitor
from app.errors import Invalid
from app.extensions import db
from app.vault.authenticators import Site
from app.vault.keyring import Keyring


class Opened(NamedTuple):
    """Whose journal is open, and whether it took more than a passphrase."""

    person: Person
    keyring: Keyring
    by_two: bool


def open_by_either(data: dict[str, Any]) -> Opened:
    """Open a journal by what was sent; the try is counted, and committed, before it is judged."""
    return open_by_passphrase(data) if "username" in data else open_by_passkey(data)


def open_by_passphrase(data: dict[str, Any]) -> Opened:
    """By a name and a passphrase, and what the journal asks for beside it."""
    key, guard = _comparable(data["username"]), current_guard()
    throttling.count_sign_in(key, request.remote_addr or "", guard.peppers)
    db.session.commit()
    person, keyring = sessions.sign_in(key, data["passphrase"], guard)
    beside = Beside(data.get("code"), touch_in(data) if "passkey" in data else None)
    by_two = second_steps.require(keyring, beside, current_site())
    throttling.forgive(key, guard.peppers)
    return Opened(person, keyring, by_two)


def open_by_passkey(data: dict[str, Any]) -> Opened:
    """By a passkey that opens by itself; its person was verified on the device."""
    peppers = current_guard().peppers
    throttling.count_passkey(request.remote_addr or "", peppers)
    db.session.commit()
    person, keyring = passkeys.open_by(touch_in(data), current_site())
    throttling.forgive(person.username_key, peppers)
    return Opened(person, keyring, by_two=True)


def confirm_by_either(visitor: Visitor, data: dict[str, Any]) -> bool:
    """Be sure that it is still the same person; says whether it took more than a passphrase."""
    guard, tried = current_guard(), str(visitor.person_id)
    throttling.count_sign_in(tried, request.remote_addr or "", guard.peppers)
    db.session.commit()
    by_two = "passkey" in data
    if by_two:
        passkeys.require_own(visitor.keyring, touch_in(data), current_site(), purpose="confirming")
    else:
        recovery.confirm(visitor, data["passphrase"], guard)
    # The person's pen before the row of their tries: so it is everywhere, and nobody waits for each other.
    sessions.hold(visitor)
    throttling.forgive(tried, guard.peppers)
    return by_two


def current_changer() -> Visitor:
    """Whoever is signed in, to change what else lets them in. Raises NotSignedIn, SecondStepRequired."""
    visitor = current_visitor()
    second_steps.require_to_change(visitor, current_settings().second_step)
    return visitor


def touch_in(data: dict[str, Any]) -> Touch:
    """The touch of a passkey that was sent."""
    return Touch(data["passkey"], data.get("prf"))


def current_site() -> Site:
    """The address that passkeys are made for here."""
    return Site(current_settings().public_origin, current_guard().peppers)


def _comparable(username: str) -> str:
    # What cannot be a name is nobody's name: it is answered like any other wrong one.
    try:
        return username_key(username)
    except Invalid:
        return "\x00" + username.casefold()[:64]
