"""What a program puts in that can open nothing: sealed to its person at once, and a page when they next come."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import delete, func, insert, select

from app.accounts.changes import next_change
from app.accounts.identity import private_key_of, public_key_of
from app.accounts.models import Person
from app.core.clock import as_text, now
from app.core.database import run
from app.core.ids import new_id
from app.extensions import db
from app.journal.errors import InboxFull
from app.journal.models import InboxItem
from app.journal.outbox import Sealed, readable_draft, take_in
from app.journal.writing import Writer
from app.library.content import Library
from app.vault.box import Unreadable
from app.vault.exchange import open_with, seal_to
from app.vault.padding import BadPadding, pad, unpad
from app.vault.pepper import Peppers

INFO = "braid/v1/capture"
MOST_WAITING = 1_000
AT_ONCE = 200
_INBOX = InboxItem.__table__


def put_in(person: Person, sent: Mapping[str, Any], peppers: Peppers) -> UUID:
    """Seal what was sent to its person; returns the id its page will have. Raises KeyNotTrusted or InboxFull."""
    entry_id: UUID = sent.get("id") or new_id()
    told = {"written_at": as_text(now()), **sent}
    key, number = public_key_of(person, peppers), next_change(person.id)
    held = run(select(func.count()).where(_INBOX.c.person_id == person.id)).scalar()
    if (held or 0) >= MOST_WAITING:
        raise InboxFull
    box = seal_to(key, pad(orjson.dumps(told)), INFO, person.id, entry_id)
    run(insert(_INBOX).values(id=new_id(), person_id=person.id, number=number, entry_id=entry_id, box=box))
    return entry_id


def empty_inbox(writer: Writer, zone: str, library: Library) -> int:
    """Make pages of what waits, each on its day in the person's time zone; returns how many there are.

    What cannot be opened stays where it is. Raises KeyUnreadable, NotFound or Busy.
    """
    person_id = writer.keyring.person_id
    waiting = list(
        run(select(*_INBOX.c).where(_INBOX.c.person_id == person_id).order_by(_INBOX.c.number).limit(AT_ONCE))
    )
    if not waiting:
        return 0
    person = db.session.get_one(Person, person_id)
    key, made = private_key_of(person, writer.keyring), 0
    for row in waiting:
        told = opened(row, key)
        if told is not None:
            draft = readable_draft(_dated(told, zone), library)
            take_in(writer, Sealed(row.entry_id, row.box), draft, version=None)
            run(delete(_INBOX).where(_INBOX.c.id == row.id))
            made += 1
    return made


def opened(row: Any, private_key: bytes) -> dict[str, Any] | None:
    """What was put in, for the holder of the key; None when it cannot be read."""
    try:
        inside = unpad(open_with(private_key, row.box, INFO, row.person_id, row.entry_id))
        return dict(orjson.loads(inside))
    except (Unreadable, BadPadding, ValueError):
        return None


def _dated(told: dict[str, Any], zone: str) -> dict[str, Any]:
    told.pop("id", None)
    written = datetime.fromisoformat(told["written_at"])
    day = date.fromisoformat(told["day"]) if "day" in told else _day_of(written, zone)
    return {**told, "written_at": written, "day": day}


def _day_of(written: datetime, zone: str) -> date:
    try:
        return written.astimezone(ZoneInfo(zone)).date()
    except OverflowError:  # the first or last hours there are, and a zone that leads beyond them
        return written.date()
