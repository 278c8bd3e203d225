"""The non-clinical notice, as every domain can quote it; the library fills it in at start."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import current_app

from app.core.language import ORIGINAL, current_language

SUPPORT_URL = "/support"


@dataclass(frozen=True)
class Notice:
    """One notice text with its version."""

    id: str
    version: str
    text: str
    lang: str = ORIGINAL

    def as_json(self) -> dict[str, str]:
        """The notice as replies carry it."""
        return {
            "id": self.id,
            "version": self.version,
            "text": self.text,
            "lang": self.lang,
            "support_url": SUPPORT_URL,
        }


@dataclass(frozen=True)
class Consent:
    """The four statements a person ticks, with the version they are ticked for."""

    version: str
    statements: dict[str, str]
    lang: str = ORIGINAL


@dataclass(frozen=True)
class Notices:
    """All notice texts in one language; they are written once, in prompts/notices.toml and its translations."""

    micro: Notice
    short: Notice
    long: Notice
    sharing: Notice
    consent: Consent


def current_notices() -> Notices:
    """The notices of the running app, in the language of whoever asks."""
    return notices_in(current_language())


def notices_in(language: str) -> Notices:
    """The notices in one of the languages spoken here."""
    return cast(Notices, current_app.extensions["notices"][language])


def noticed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Content with the short notice beside it."""
    return {**content, "notice": current_notices().short.as_json()}
