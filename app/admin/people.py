"""What whoever runs the server may do about people and groups: count, pause, end, delete. Never read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select, update

from app.accounts.farewell import shred
from app.accounts.models import Person
from app.accounts.signing_up import username_key
from app.admin.copies import NotPossible
from app.core.clock import now
from app.core.database import run, take_pen
from app.errors import Invalid
from app.journal.models import Entry
from app.vault.models import KeySlot
from app.workshops.models import Membership, Workshop

_PEOPLE, _ENTRIES, _SLOTS = Person.__table__, Entry.__table__, KeySlot.__table__
_GROUPS, _SEATS = Workshop.__table__, Membership.__table__
# Ways in that somebody may be using just now; the passphrase, passkeys and the recovery code stay.
PASSING = ("session", "token")


@dataclass(frozen=True)
class Account:
    """What the desk sees of a person: their name here, and how much there is."""

    username: str
    created_on: date
    suspended_on: date | None
    entry_count: int
    sealed_bytes: int


@dataclass(frozen=True)
class Gathering:
    """What the desk sees of a group: not even its name."""

    id: UUID
    members: int
    closed_on: date | None


def accounts() -> Iterator[Account]:
    """Everybody with an account, by name."""
    size = func.coalesce(func.sum(func.length(_ENTRIES.c.box)), 0).label("sealed_bytes")
    many = func.count(_ENTRIES.c.id).label("entry_count")
    told = select(_PEOPLE.c.username, _PEOPLE.c.created_on, _PEOPLE.c.suspended_on, many, size)
    joined = told.select_from(_PEOPLE.outerjoin(_ENTRIES, _ENTRIES.c.person_id == _PEOPLE.c.id))
    for row in run(joined.group_by(_PEOPLE.c.id).order_by(_PEOPLE.c.username_key)):
        yield Account(**row._asdict())


def suspend(username: str) -> None:
    """Let somebody in no more, from now on, without deleting anything. Raises NotPossible."""
    person_id = person_called(username)
    run(update(_PEOPLE).where(_PEOPLE.c.id == person_id).values(suspended_on=now().date()))
    sign_out(username)


def resume(username: str) -> None:
    """Let somebody in again. Raises NotPossible."""
    person_id = person_called(username)
    run(update(_PEOPLE).where(_PEOPLE.c.id == person_id).values(suspended_on=None))


def sign_out(username: str) -> int:
    """End every session and every token of somebody; returns how many those were. Raises NotPossible."""
    passing = _SLOTS.c.person_id == person_called(username), _SLOTS.c.kind.in_(PASSING)
    return run(delete(_SLOTS).where(*passing)).rowcount


def delete_account(username: str) -> None:
    """Delete somebody's account for good, keys first. Raises NotPossible."""
    shred(person_called(username))


def gatherings() -> Iterator[Gathering]:
    """Every group there is."""
    told = select(_GROUPS.c.id, func.count(_SEATS.c.person_id).label("members"), _GROUPS.c.closed_on)
    joined = told.select_from(_GROUPS.outerjoin(_SEATS, _SEATS.c.workshop_id == _GROUPS.c.id))
    for row in run(joined.group_by(_GROUPS.c.id).order_by(_GROUPS.c.id)):
        yield Gathering(**row._asdict())


def close_group(workshop_id: UUID) -> None:
    """Close a group: nobody comes in, nothing is added; those who lead may open it again. Raises NotPossible."""
    closing = update(_GROUPS).where(_GROUPS.c.id == workshop_id, _GROUPS.c.closed_on.is_(None))
    if run(closing.values(closed_on=now().date())).rowcount != 1:
        raise NotPossible("There is no open group with that id.")


def person_called(username: str) -> UUID:
    """The id of the person with this name, under the pen. Raises NotPossible."""
    take_pen()
    try:
        found = run(select(_PEOPLE.c.id).where(_PEOPLE.c.username_key == username_key(username))).scalar()
    except Invalid:
        found = None
    if not isinstance(found, UUID):
        raise NotPossible("Nobody here has that name.")
    return found
