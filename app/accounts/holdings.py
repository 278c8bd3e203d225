"""Where people’s boxes and public halves lie."""

from app.accounts.models import Person
from app.vault.holdings import NOTHING, Apart, Holding

_PEOPLE = Person.__table__
HOLDINGS = (
    Holding(_PEOPLE, "settings_box", "id", "settings", ("id", "version"), "preferences"),
    Holding(_PEOPLE, "private_key_box", "id", "identity"),
    Apart(_PEOPLE, "public_key", NOTHING),
    Apart(_PEOPLE, "public_key_mac", NOTHING),
)
