"""What a person has chosen, sealed: muted topics, deeper prompts, region, time zone, check-ins, paths begun."""

from dataclasses import dataclass, replace
from typing import Any

import orjson

from app.core.clock import DEFAULT_ZONE
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring


@dataclass(frozen=True)
class Preferences:
    """A person's settings; the defaults are the gentle ones."""

    muted_topics: tuple[str, ...] = ()
    deeper_prompts: bool = False
    region: str | None = None
    time_zone: str = DEFAULT_ZONE
    recovery_reminded: bool = False
    check_in: bool = True
    body_words: bool = False
    paths: tuple[dict[str, Any], ...] = ()

    def changed(self, changes: dict[str, Any]) -> "Preferences":
        """The same, with some of them changed."""
        if "muted_topics" in changes:
            changes = {**changes, "muted_topics": tuple(sorted(set(changes["muted_topics"])))}
        if "paths" in changes:
            changes = {**changes, "paths": tuple(changes["paths"])}
        return replace(self, **changes)


def seal_preferences(preferences: Preferences, keyring: Keyring, *, version: int) -> bytes:
    """The box for one version of a person's settings."""
    return keyring.seal("settings", orjson.dumps(preferences), keyring.person_id, version, "preferences")


def open_preferences(keyring: Keyring, box: bytes, *, version: int) -> Preferences:
    """What the person chose; a damaged box counts as nothing chosen, so that nobody is locked out by it."""
    try:
        data = keyring.open("settings", box, keyring.person_id, version, "preferences")
    except (Unreadable, WrongKey):
        return Preferences()
    return Preferences().changed(orjson.loads(data))
