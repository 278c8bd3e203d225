"""What whoever looks after the server may do about people: list, pause, end, delete, appoint. Never read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, func, or_, select, update

from app.accounts.farewell import shred
from app.accounts.models import Person
from app.accounts.sessions import end_oldest
from app.accounts.signing_up import username_key
from app.admin.copies import NotPossible
from app.core.clock import now
from app.core.database import run, take_pen
from app.core.erasures import note_erased, note_given_back
from app.errors import Invalid, NotFound
from app.journal.models import Entry
from app.vault.models import KeySlot

MANY = 100
_PEOPLE, _ENTRIES, _SLOTS = Person.__table__, Entry.__table__, KeySlot.__table__
_SIZE = func.coalesce(func.sum(func.length(_ENTRIES.c.box)), 0).label("sealed_bytes")
_TOLD = (_PEOPLE.c.id, _PEOPLE.c.username, _PEOPLE.c.created_on, _PEOPLE.c.suspended_on, _PEOPLE.c.appointed_on)
# Ways in that somebody may be using just now; the passphrase, passkeys and the recovery code stay.
PASSING = ("session", "token")


@dataclass(frozen=True)
class Account:
    """What is seen of a person: their name here, and how much there is."""

    id: UUID
    username: str
    created_on: date
    suspended_on: date | None
    appointed_on: date | None
    entry_count: int
    sealed_bytes: int


def accounts(limit: int, after: tuple[date, UUID] | None = None) -> list[Account]:
    """Some of those who have an account, the newest first, after the one with this day and id."""
    newest = select(*_TOLD).order_by(_PEOPLE.c.created_on.desc(), _PEOPLE.c.id.desc()).limit(limit)
    if after is not None:
        day, person_id = after
        same_day = and_(_PEOPLE.c.created_on == day, _PEOPLE.c.id < person_id)
        newest = newest.where(or_(_PEOPLE.c.created_on < day, same_day))
    return _measured(newest)


def account(person_id: UUID) -> Account:
    """One of them. Raises NotFound."""
    return _only(_measured(select(*_TOLD).where(_PEOPLE.c.id == person_id)))


def account_called(username: str) -> Account:
    """The one with this name. Raises NotFound."""
    return _only(_measured(select(*_TOLD).where(_PEOPLE.c.username_key == _key_of(username))))


def everybody() -> Iterator[Account]:
    """Everybody with an account, the newest first."""
    some = accounts(MANY)
    while some:
        yield from some
        some = accounts(MANY, (some[-1].created_on, some[-1].id))


def suspend(person_id: UUID) -> None:
    """Let somebody in no more, from now on, without deleting anything. Raises NotFound."""
    _change(person_id, suspended_on=func.coalesce(_PEOPLE.c.suspended_on, now().date()))
    sign_out(person_id)


def resume(person_id: UUID) -> None:
    """Let somebody in again. Raises NotFound."""
    _change(person_id, suspended_on=None)


def sign_out(person_id: UUID) -> int:
    """End every session and every token of somebody, who is told so; returns how many those were. Raises NotFound."""
    _change(person_id, signed_out_on=now().date())
    return run(delete(_SLOTS).where(_SLOTS.c.person_id == person_id, _SLOTS.c.kind.in_(PASSING))).rowcount


def delete_account(person_id: UUID) -> None:
    """Delete somebody's account for good, keys first; whoever calls this has found them under the pen."""
    shred(person_id)


def appoint(person_id: UUID) -> None:
    """Make somebody an admin, who may look after the server at the desk on the web. Raises NotFound."""
    note_given_back("admin", [person_id])
    _change(person_id, appointed_on=func.coalesce(_PEOPLE.c.appointed_on, now().date()))
    end_oldest(person_id)


def dismiss(person_id: UUID) -> None:
    """Let somebody be an admin no more. Raises NotFound."""
    note_erased("admin", [person_id])
    # While what is too old for an admin is still told apart: for anybody else it would live again.
    end_oldest(person_id)
    _change(person_id, appointed_on=None)


def person_called(username: str) -> UUID:
    """The id of the person with this name, under the pen. Raises NotPossible."""
    take_pen()
    found = run(select(_PEOPLE.c.id).where(_PEOPLE.c.username_key == _key_of(username))).scalar()
    if not isinstance(found, UUID):
        raise NotPossible("Nobody here has that name.")
    return found


def _measured(some: Select[Any]) -> list[Account]:
    # Only the pages of these few are looked at, however many people there are.
    few = some.subquery()
    theirs = few.outerjoin(_ENTRIES, _ENTRIES.c.person_id == few.c.id)
    told = select(*few.c, func.count(_ENTRIES.c.id).label("entry_count"), _SIZE).select_from(theirs)
    newest = told.group_by(*few.c).order_by(few.c.created_on.desc(), few.c.id.desc())
    return [Account(**row._asdict()) for row in run(newest)]


def _only(found: list[Account]) -> Account:
    if not found:
        raise NotFound
    return found[0]


def _key_of(username: str) -> str:
    # What cannot be a name is nobody's name.
    try:
        return username_key(username)
    except Invalid:
        return ""


def _change(person_id: UUID, **values: Any) -> None:
    take_pen()
    if run(update(_PEOPLE).where(_PEOPLE.c.id == person_id).values(**values)).rowcount != 1:
        raise NotFound
