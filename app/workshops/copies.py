"""The sealed copies: of what somebody gives to one person by name, and of what that person answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from app.vault.box import Unreadable, WrongKey
from app.vault.canon import Field
from app.vault.exchange import open_with, seal_to
from app.vault.keyring import Keyring
from app.vault.padding import BadPadding, pad, unpad


@dataclass(frozen=True, repr=False)
class Copy:
    """What is given: who to whom, the words exactly as they were shown, the day written on, and the last day."""

    giver: str
    receiver: str
    title: str
    text: str
    day: str
    until: str


@dataclass(frozen=True)
class Between:
    """What a copy is bound to, so that it opens nowhere else (security.md, HPKE `info`)."""

    share_id: UUID
    workshop_id: UUID
    author_id: UUID
    recipient_id: UUID
    consent_version: str

    @property
    def info(self) -> tuple[Field, ...]:
        """The context of the copy."""
        return (
            "braid/v1/share",
            self.share_id,
            self.workshop_id,
            self.author_id,
            self.recipient_id,
            self.consent_version,
        )

    @property
    def answer_info(self) -> tuple[Field, ...]:
        """The context of the answer, which goes the other way."""
        return (
            "braid/v1/answer",
            self.share_id,
            self.workshop_id,
            self.recipient_id,
            self.author_id,
            self.consent_version,
        )


def between(row: Any) -> Between:
    """What the copy of a share's row is bound to."""
    return Between(row.id, row.workshop_id, row.author_id, row.recipient_id, row.consent_version)


def seal_copy(copy: Copy, public_key: bytes, bound: Between) -> bytes:
    """The copy, for its recipient alone."""
    return seal_to(public_key, pad(orjson.dumps(asdict(copy))), *bound.info)


def seal_own(copy: Copy, entry_id: UUID, keyring: Keyring, share_id: UUID) -> bytes:
    """The same for whoever gave it, with the entry it is from."""
    return keyring.seal("share", orjson.dumps({**asdict(copy), "entry": str(entry_id)}), share_id)


def open_copy(row: Any, private_key: bytes) -> Copy | None:
    """What was given to the holder of the key; None when it cannot be read."""
    try:
        return Copy(**orjson.loads(unpad(open_with(private_key, row.box, *between(row).info))))
    except (Unreadable, BadPadding):
        return None


def open_own(row: Any, keyring: Keyring) -> tuple[Copy | None, UUID | None]:
    """What the holder of the keyring gave, and the entry it is from; None when it cannot be read."""
    try:
        told = orjson.loads(keyring.open("share", row.own_box, row.id))
    except (Unreadable, WrongKey):
        return None, None
    entry_id = UUID(told.pop("entry"))
    return Copy(**told), entry_id


def seal_answer(text: str, public_key: bytes, bound: Between) -> bytes:
    """An answer, for the author alone."""
    return seal_to(public_key, pad(text.encode()), *bound.answer_info)


def keep_answer(text: str, keyring: Keyring, share_id: UUID) -> bytes:
    """The same for whoever answered."""
    return keyring.seal("answer", text.encode(), share_id)


def open_answer(row: Any, private_key: bytes) -> str | None:
    """The answer for the author; None where there is none, or it cannot be read."""
    if row.answer_box is None:
        return None
    try:
        return unpad(open_with(private_key, row.answer_box, *between(row).answer_info)).decode()
    except (Unreadable, BadPadding):
        return None


def open_kept_answer(row: Any, keyring: Keyring) -> str | None:
    """The answer for whoever wrote it; None where there is none, or it cannot be read."""
    if row.kept_answer_box is None:
        return None
    try:
        return keyring.open("answer", row.kept_answer_box, row.id).decode()
    except (Unreadable, WrongKey):
        return None


def last_day(copy: Copy | None) -> date | None:
    return date.fromisoformat(copy.until) if copy else None
