"""Who is asking, with their keys, for the length of one request."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from app.accounts.errors import ConfirmationNeeded
from app.accounts.preferences import Preferences, open_preferences
from app.core.clock import timestamp, today_in
from app.vault.keyring import Keyring

CONFIRMED_SECONDS = 600
FUTURE_TOLERANCE = 300


@dataclass(frozen=True)
class Device:
    """How long a session may live in all and unused, and how often its use is written down, in seconds."""

    lifetime: int
    idle: int
    noted_every: int


DEVICES = {
    "own": Device(lifetime=30 * 86_400, idle=14 * 86_400, noted_every=86_400),
    "shared": Device(lifetime=12 * 3_600, idle=30 * 60, noted_every=5 * 60),
}
# Of an admin, on a device of their own: whoever stole that session could delete other people.
OWN_OF_ADMIN = Device(lifetime=86_400, idle=3_600, noted_every=5 * 60)


def device_of(kind: str, *, is_admin: bool) -> Device:
    """How long a session on this kind of device lives."""
    return OWN_OF_ADMIN if is_admin and kind == "own" else DEVICES[kind]


class Visitor:
    """Who is asking, with their keyring, for the length of one request."""

    # What a program may do; somebody who is signed in may do everything that is theirs.
    scopes: frozenset[str] | None = None

    def __init__(self, row: Any, keyring: Keyring, params: dict[str, Any]) -> None:
        self.person_id: UUID = row.person_id
        self.session_id: UUID = row.id
        self.consent_version: str | None = row.consent_version
        self.keyring = keyring
        self.device: str = params["device"]
        self.started: int = params["started"]
        self.confirmed_until: int = params["confirmed_until"]
        # A session may have two secrets for a minute: their slots share this, and the later one names the other.
        self.lineage: str = row.scope
        self.renewed_at: int = params.get("renewed", self.started)
        self.before: str | None = params.get("before")
        self.by_two: bool = params.get("by_two", False)  # begun, or confirmed since, with more than a passphrase
        self.seen_at: int = row.seen_at or 0
        self.is_admin: bool = row.appointed_on is not None
        self._row = row

    @property
    def noted_every(self) -> int:
        """How often its use is written down, in seconds."""
        return device_of(self.device, is_admin=self.is_admin).noted_every

    @cached_property
    def preferences(self) -> Preferences:
        """What the person chose."""
        return open_preferences(self.keyring, self._row.settings_box, version=self._row.person_version)

    @property
    def today(self) -> date:
        """What day it is where they are."""
        return today_in(self.preferences.time_zone)

    def require_confirmation(self, within: int = CONFIRMED_SECONDS) -> None:
        """Raise ConfirmationNeeded unless the person has confirmed who they are within the last ten minutes."""
        since = timestamp() - (self.confirmed_until - CONFIRMED_SECONDS)
        # Nobody has confirmed in the future, unless the clock was set back since.
        if not -FUTURE_TOLERANCE <= since <= within:
            raise ConfirmationNeeded

    def __repr__(self) -> str:
        return f"<Visitor {self.person_id}>"
