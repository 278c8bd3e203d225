"""The vault: nothing private is readable without passing here, and nothing else imports `cryptography`.

Its law: keys live in a Keyring for the length of one request and are never stored, cached, logged or printed; every
box says what it is about, and opens for nothing else. The formats are those of docs/crypto.md.
"""

from flask import Flask

from app.vault.holdings import A_WAY_IN, Apart, Holding, hold
from app.vault.models import KeySlot
from app.vault.slots import PassphraseGuard

_SLOTS = KeySlot.__table__
HOLDINGS = (
    Apart(_SLOTS, "box", A_WAY_IN),
    Holding(_SLOTS, "label_box", "person_id", "settings", ("id",), "label"),
)


def init_app(app: Flask, guard: PassphraseGuard) -> None:
    """Hand the peppers and the cost of a passphrase to the app."""
    hold(app, *HOLDINGS)
    app.extensions["guard"] = guard
