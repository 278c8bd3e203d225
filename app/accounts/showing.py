"""People and sessions as the API shows them."""

import json
from datetime import UTC, datetime
from typing import Any

from app.accounts.models import Passkey, Person
from app.accounts.passkeys import name_of
from app.accounts.preferences import Preferences
from app.core.notices import current_notices
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring
from app.vault.models import KeySlot


def shown_person(person: Person, preferences: Preferences) -> dict[str, Any]:
    """A person with what they chose and what they accepted."""
    current = current_notices().consent.version
    return {
        "id": person.id,
        "username": person.username,
        "version": person.version,
        "created_on": person.created_on,
        "is_admin": person.appointed_on is not None,
        "signed_out_on": person.signed_out_on,
        "consent": {
            "accepted": person.consent_version,
            "current": current,
            "is_current": person.consent_version == current,
        },
        "muted_topics": list(preferences.muted_topics),
        "deeper_prompts": preferences.deeper_prompts,
        "region": preferences.region,
        "time_zone": preferences.time_zone,
        "recovery_reminded": preferences.recovery_reminded,
        "check_in": preferences.check_in,
        "body_words": preferences.body_words,
        "paths": preferences.paths,
        "river_flip": bool(person.id.int & 1),
    }


def shown_session(slot: KeySlot, keyring: Keyring, *, is_current: bool) -> dict[str, Any]:
    """A session with the few words that describe its device."""
    params = json.loads(slot.params)
    return {
        "id": slot.id,
        "device": params["device"],
        "label": _label(slot, keyring),
        "created_on": slot.created_on,
        "last_used_on": slot.last_used_on,
        "expires_at": datetime.fromtimestamp(slot.expires_at or 0, UTC),
        "confirmed_until": datetime.fromtimestamp(params["confirmed_until"], UTC),
        "is_current": is_current,
    }


def shown_passkey(passkey: Passkey, keyring: Keyring, *, opens: bool) -> dict[str, Any]:
    """A passkey with what its person calls it."""
    return {
        "id": passkey.id,
        "name": name_of(passkey, keyring),
        "opens": opens,
        "created_on": passkey.created_on,
        "last_used_on": passkey.last_used_on,
    }


def shown_token(slot: KeySlot, keyring: Keyring) -> dict[str, Any]:
    """A token with what it is called and what it is for."""
    return {
        "id": slot.id,
        "label": _label(slot, keyring, otherwise="A program"),
        "scopes": slot.scope.split(),
        "created_on": slot.created_on,
        "last_used_on": slot.last_used_on,
        "expires_at": datetime.fromtimestamp(slot.expires_at or 0, UTC),
    }


def _label(slot: KeySlot, keyring: Keyring, *, otherwise: str = "A device") -> str:
    try:
        return keyring.open("settings", slot.label_box or b"", slot.id, "label").decode()
    except (Unreadable, WrongKey):
        return otherwise
