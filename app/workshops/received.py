"""The reading room: what was given to somebody who leads, and the one answer they may give. Nothing leaves it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app.accounts.identity import private_key_of, public_key_of
from app.core.clock import now, timestamp
from app.core.database import run, take_pen
from app.errors import NotFound
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers
from app.workshops import roles
from app.workshops.consent import find_share, person_of
from app.workshops.copies import (
    Copy,
    between,
    keep_answer,
    last_day,
    open_answer,
    open_copy,
    open_kept_answer,
    open_own,
    seal_answer,
)
from app.workshops.models import Share

_SHARES = Share.__table__


def find_received(keyring: Keyring, workshop_id: UUID) -> list[dict[str, Any]]:
    """What was given to the person in a group that they lead: from whom, and no word of it.

    Raises NotFound, NotAFacilitator.
    """
    roles.leading_seat(keyring.person_id, workshop_id)
    mine = _SHARES.c.workshop_id == workshop_id, _SHARES.c.recipient_id == keyring.person_id
    rows = run(select(*_SHARES.columns).where(*mine, _SHARES.c.ends_at > timestamp()).order_by(_SHARES.c.given_on))
    key = private_key_of(person_of(keyring.person_id), keyring)
    return [heading(row, open_copy(row, key), row.kept_answer_box is not None) for row in rows]


def find_for(keyring: Keyring, share_id: UUID) -> Any:
    """The row of a copy for its author, or for its recipient while they lead the group. Raises NotFound."""
    row = find_share(share_id)
    if row.author_id == keyring.person_id:
        return row
    if row.recipient_id != keyring.person_id or not roles.seat_of(keyring.person_id, row.workshop_id).leads:
        raise NotFound
    return row


def read(keyring: Keyring, share_id: UUID) -> dict[str, Any]:
    """The words of a copy, with the answer: to its author, or to its recipient while they lead. Raises NotFound."""
    row = find_for(keyring, share_id)
    key = private_key_of(person_of(keyring.person_id), keyring)
    if row.author_id == keyring.person_id:
        copy, entry_id = open_own(row, keyring)
        return {**page(row, copy, open_answer(row, key)), "mine": True, "entry": entry_id}
    return {**page(row, open_copy(row, key), open_kept_answer(row, keyring)), "mine": False}


def note_opened(keyring: Keyring, share_id: UUID) -> None:
    """Remember, for the author, on which day the recipient first opened it. Raises NotFound."""
    row = find_for(keyring, share_id)
    if row.recipient_id == keyring.person_id and row.opened_on is None:
        run(update(_SHARES).where(_SHARES.c.id == share_id).values(opened_on=now().date()))


def answer(keyring: Keyring, share_id: UUID, text: str, peppers: Peppers) -> None:
    """Answer its author, who alone can open it. Raises NotFound, KeyNotTrusted."""
    take_pen(find_as_recipient(keyring, share_id).workshop_id)
    row = find_as_recipient(keyring, share_id)
    key = public_key_of(person_of(row.author_id), peppers)
    put(share_id, seal_answer(text, key, between(row)), keep_answer(text, keyring, share_id))


def take_answer_back(keyring: Keyring, share_id: UUID) -> None:
    """Take one's answer back. Raises NotFound."""
    take_pen(find_as_recipient(keyring, share_id).workshop_id)
    find_as_recipient(keyring, share_id)
    put(share_id, None, None)


def find_as_recipient(keyring: Keyring, share_id: UUID) -> Any:
    row = find_for(keyring, share_id)
    if row.recipient_id != keyring.person_id:
        raise NotFound
    return row


def put(share_id: UUID, box: bytes | None, kept: bytes | None) -> None:
    run(update(_SHARES).where(_SHARES.c.id == share_id).values(answer_box=box, kept_answer_box=kept))


def heading(row: Any, copy: Copy | None, has_answer: bool) -> dict[str, Any]:
    """What a list says of a copy."""
    return {
        "id": row.id,
        "workshop": row.workshop_id,
        "assignment": row.assignment_id,
        "entry": None,
        "giver": copy.giver if copy else "",
        "receiver": copy.receiver if copy else "",
        "title": copy.title if copy else "",
        "until": last_day(copy),
        "given_on": row.given_on,
        "opened_on": row.opened_on,
        "answered": has_answer,
        "unreadable": copy is None,
    }


def page(row: Any, copy: Copy | None, answered: str | None) -> dict[str, Any]:
    told = heading(row, copy, row.answer_box is not None)
    return {**told, "text": copy.text if copy else "", "day": copy.day if copy else None, "answer": answered}


def given(keyring: Keyring, rows: list[Any]) -> list[dict[str, Any]]:
    """What lists say of copies one gave oneself, with the entry each is from."""
    opened = [(row, *open_own(row, keyring)) for row in rows]
    return [{**heading(row, copy, row.answer_box is not None), "entry": entry_id} for row, copy, entry_id in opened]
