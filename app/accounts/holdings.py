"""Where people’s boxes and public halves lie."""

from app.accounts.models import Passkey, Person, SecondStep
from app.vault.holdings import NOTHING, Apart, Holding

_PEOPLE, _PASSKEYS = Person.__table__, Passkey.__table__
HOLDINGS = (
    Holding(_PEOPLE, "settings_box", "id", "settings", ("id", "version"), "preferences"),
    Holding(_PEOPLE, "private_key_box", "id", "identity"),
    Apart(_PEOPLE, "public_key", NOTHING),
    Apart(_PEOPLE, "public_key_mac", NOTHING),
    Holding(_PASSKEYS, "label_box", "person_id", "settings", ("id", "credential_id", "public_key"), "passkey"),
    Apart(_PASSKEYS, "credential_id", NOTHING),
    Apart(_PASSKEYS, "public_key", NOTHING),
    Holding(SecondStep.__table__, "box", "person_id", "totp", ("version",)),
)
