"""Note a check-in down, amend it, take it back; every box is as large as any other, so sizes say nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import bindparam, delete, insert, select, tuple_, update

from app.accounts.changes import next_change
from app.checkins.errors import CheckInUnreadable
from app.checkins.models import CheckIn
from app.core.clock import as_text, now
from app.core.database import run
from app.core.erasures import note_erased
from app.core.pages import make_cursor, read_place
from app.errors import NotFound, StaleVersion
from app.library.marks import Mark
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring

BOX_BYTES = 4096
_TABLE = CheckIn.__table__
_ONE = select(*_TABLE.columns).where(_TABLE.c.id == bindparam("check_in"))
_INSERT = insert(_TABLE)
_UPDATE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("check_in"))
    .values(day=bindparam("new_day"), version=bindparam("new_version"), box=bindparam("new_box"))
)


@dataclass(frozen=True)
class Stretch:
    """Which check-ins: between two days, so many, from where the page before ended."""

    limit: int
    cursor: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, repr=False)
class Noted:
    """One check-in as it is now; `mark` is None where the box cannot be opened."""

    id: UUID
    day: date
    version: int
    mark: Mark | None

    def shown(self) -> dict[str, Any]:
        """The check-in on the wire."""
        blank: Mark = {"at": None, "river": None, "feelings": [], "body": None, "connection": None, "note": ""}
        told = self.mark if self.mark is not None else blank
        return {"id": self.id, "version": self.version, "day": self.day, **told, "unreadable": self.mark is None}


def note_down(keyring: Keyring, check_in_id: UUID, mark: Mark, *, day: date) -> tuple[Noted, bool]:
    """A new check-in under an id of the person's own; the flag is False when it was there already (a retry).

    Raises StaleVersion when the id holds another mark, NotFound when it is nobody's to use.
    """
    number = next_change(keyring.person_id)
    row = run(_ONE, {"check_in": check_in_id}).first()
    if row is not None:
        return _same_or_stale(keyring, row, mark), False
    mark = {"at": as_text(now()), **mark}
    box = _seal(keyring, check_in_id, 1, mark)
    values = {"id": check_in_id, "person_id": keyring.person_id, "day": day, "number": number, "version": 1, "box": box}
    run(_INSERT, values)
    return Noted(check_in_id, day, 1, mark), True


def arrive(keyring: Keyring, noted: Noted) -> None:
    """Put a check-in from elsewhere down as it is. The caller has seen that nothing has this id, and commits."""
    if noted.mark is None:
        raise CheckInUnreadable
    number = next_change(keyring.person_id)
    box = _seal(keyring, noted.id, noted.version, noted.mark)
    whose = {"id": noted.id, "person_id": keyring.person_id, "day": noted.day}
    run(_INSERT, {**whose, "number": number, "version": noted.version, "box": box})


def owners(ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Whose check-ins have these ids; those that nobody's have are left out."""
    rows = run(select(_TABLE.c.id, _TABLE.c.person_id).where(_TABLE.c.id.in_(ids)))
    return {row.id: row.person_id for row in rows}


def amend(keyring: Keyring, check_in_id: UUID, mark: Mark, *, day: date | None = None, expected_version: int) -> Noted:
    """Put another mark in a check-in's place. Raises NotFound, StaleVersion, CheckInUnreadable."""
    next_change(keyring.person_id)
    noted = find(keyring, check_in_id)
    if noted.version != expected_version:
        return _same_or_stale(keyring, _row(keyring, check_in_id), mark)
    if noted.mark is None:
        raise CheckInUnreadable
    at = noted.mark["at"]
    amended = Noted(check_in_id, day or noted.day, noted.version + 1, {"at": at, **mark})
    box = _seal(keyring, check_in_id, amended.version, {"at": at, **mark})
    run(_UPDATE, {"check_in": check_in_id, "new_day": amended.day, "new_version": amended.version, "new_box": box})
    return amended


def take_back(keyring: Keyring, check_in_id: UUID, expected_version: int) -> None:
    """Forget a check-in for good. Raises NotFound, StaleVersion."""
    number = next_change(keyring.person_id)
    noted = find(keyring, check_in_id)
    if noted.version != expected_version:
        raise StaleVersion(noted.shown(), noted.version)
    note_erased("check_in", [check_in_id], below=number)
    run(delete(_TABLE).where(_TABLE.c.id == check_in_id))


def take_all_back(keyring: Keyring) -> None:
    """Forget every check-in that stands alone; those in a page stay with the page."""
    number = next_change(keyring.person_id)
    mine = _TABLE.c.person_id == keyring.person_id
    note_erased("check_in", run(select(_TABLE.c.id).where(mine)).scalars(), below=number)
    run(delete(_TABLE).where(mine))


def find(keyring: Keyring, check_in_id: UUID) -> Noted:
    """One check-in. Raises NotFound."""
    return noted_in(keyring, _row(keyring, check_in_id))


def find_some(keyring: Keyring, stretch: Stretch) -> tuple[list[Noted], str | None]:
    """Check-ins, newest first, and the cursor of the next page. Raises Invalid for a cursor not given out."""
    wanted = select(*_TABLE.columns).where(_TABLE.c.person_id == keyring.person_id)
    if stretch.since:
        wanted = wanted.where(_TABLE.c.day >= stretch.since)
    if stretch.until:
        wanted = wanted.where(_TABLE.c.day <= stretch.until)
    if stretch.cursor:
        wanted = wanted.where(tuple_(_TABLE.c.day, _TABLE.c.number) < read_place(stretch.cursor))
    newest_first = wanted.order_by(_TABLE.c.day.desc(), _TABLE.c.number.desc())
    rows = run(newest_first.limit(stretch.limit + 1)).all()
    shown = rows[: stretch.limit]
    following = make_cursor(shown[-1].day.isoformat(), shown[-1].number) if len(rows) > len(shown) else None
    return [noted_in(keyring, row) for row in shown], following


def marked_between(keyring: Keyring, since: date, until: date) -> list[Noted]:
    """Check-ins from one day to another, both included, newest first."""
    wanted = select(*_TABLE.columns).where(_TABLE.c.person_id == keyring.person_id)
    between = wanted.where(_TABLE.c.day >= since, _TABLE.c.day <= until)
    return [noted_in(keyring, row) for row in run(between.order_by(_TABLE.c.day.desc(), _TABLE.c.number.desc()))]


def noted_in(keyring: Keyring, row: Any) -> Noted:
    """A row, opened."""
    try:
        mark = orjson.loads(keyring.open("checkin", row.box, row.id, row.version, "mark"))
    except (Unreadable, WrongKey):
        mark = None
    return Noted(row.id, row.day, row.version, mark)


def _row(keyring: Keyring, check_in_id: UUID) -> Any:
    row = run(_ONE, {"check_in": check_in_id}).first()
    if row is None or row.person_id != keyring.person_id:
        raise NotFound
    return row


def _same_or_stale(keyring: Keyring, row: Any, mark: Mark) -> Noted:
    if row.person_id != keyring.person_id:
        raise NotFound
    noted = noted_in(keyring, row)
    if noted.mark is not None and {**noted.mark, **mark} == noted.mark:
        return noted
    raise StaleVersion(noted.shown(), noted.version)


def _seal(keyring: Keyring, check_in_id: UUID, version: int, mark: Mark) -> bytes:
    return keyring.seal("checkin", orjson.dumps(mark), check_in_id, version, "mark", fixed=BOX_BYTES)
