"""The only way out of a journal: a copy, to people by name, until a day; and back again with one tap.

Nothing is shared by default, nothing in bulk, and nobody's rights over what was written change. Explicit consent, as
GDPR 9(2)(a) asks, and as easily taken back as given (7(3)); the law of this file is security.md 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, delete, insert, select, update

from app.accounts.identity import public_key_of
from app.accounts.models import Person
from app.core.clock import now, timestamp, today_in
from app.core.database import run, take_pen
from app.core.erasures import note_erased
from app.core.ids import new_id
from app.errors import Invalid, NotFound
from app.extensions import db
from app.journal.errors import EntryInTrash, EntryUnreadable
from app.journal.page import open_page
from app.journal.reading import find_row
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers
from app.workshops import asked, gathering, roles
from app.workshops.copies import Between, Copy, seal_copy, seal_own
from app.workshops.errors import NothingShared, WorkshopClosed
from app.workshops.models import Share, ShareConsent, Workshop

MOST_DAYS = 366
_SHARES, _CONSENTS = Share.__table__, ShareConsent.__table__
_ONE = select(*_SHARES.columns).where(_SHARES.c.id == bindparam("share"))


@dataclass(frozen=True, repr=False)
class Offer:
    """What somebody wants to give: these words, to these people of a group, until the end of a day where they are."""

    workshop_id: UUID
    recipients: Sequence[UUID]
    title: str
    text: str
    until: date
    time_zone: str
    consent_version: str
    assignment_id: UUID | None = None


def give(keyring: Keyring, entry_id: UUID, offer: Offer, peppers: Peppers) -> list[UUID]:
    """Give a copy to each person named, who has to lead the group; returns the ids of the copies.

    Raises NotFound, WorkshopClosed, NothingShared, EntryInTrash, EntryUnreadable, KeyNotTrusted, Invalid.
    """
    take_pen(offer.workshop_id)
    seat = roles.seat_of(keyring.person_id, offer.workshop_id)
    require_sharing(seat)
    day = day_of(keyring, entry_id)
    ends_at = end_of(offer)
    if offer.assignment_id is not None:
        require_asked(offer)
    seats = {row.person_id: row for row in gathering.seats_in(offer.workshop_id)}
    people = [reader(seats, seat, person_id) for person_id in dict.fromkeys(offer.recipients)]
    giver = gathering.called(seats[seat.person_id], peppers)
    given = []
    for row in people:
        copy = Copy(giver, gathering.called(row, peppers), offer.title, offer.text, day, offer.until.isoformat())
        bound = Between(new_id(), offer.workshop_id, seat.person_id, row.person_id, offer.consent_version)
        key = public_key_of(person_of(row.person_id), peppers)
        boxes = {"box": seal_copy(copy, key, bound), "own_box": seal_own(copy, entry_id, keyring, bound.share_id)}
        keep(bound, {**boxes, "ends_at": ends_at, "assignment_id": offer.assignment_id})
        given.append(bound.share_id)
    return given


def find_given(person_id: UUID) -> list[Any]:
    """The rows of what somebody gave and can still be read, in no order that tells anything."""
    mine = select(*_SHARES.columns).where(_SHARES.c.author_id == person_id, _SHARES.c.ends_at > timestamp())
    return list(run(mine.order_by(_SHARES.c.given_on.desc(), _SHARES.c.id)))


def withdraw(person_id: UUID, share_id: UUID) -> None:
    """Take back what one gave; the copy is deleted at once. Raises NotFound."""
    take_pen(find_share(share_id).workshop_id)
    if find_share(share_id).author_id != person_id:
        raise NotFound
    end(_SHARES.c.id == share_id)


def end_between(workshop_id: UUID, *, author_id: UUID | None = None, recipient_id: UUID | None = None) -> None:
    """End all that somebody gave, or was given, in a group; whoever calls this holds the pen."""
    column, person_id = (_SHARES.c.author_id, author_id) if author_id else (_SHARES.c.recipient_id, recipient_id)
    end(and_(_SHARES.c.workshop_id == workshop_id, column == person_id))


def end_overdue() -> int:
    """Delete the copies whose last day is over; returns how many. Nobody could read them any more."""
    take_pen()
    return end(_SHARES.c.ends_at <= timestamp())


def find_share(share_id: UUID) -> Any:
    """The row of a copy that can still be read. Raises NotFound."""
    row = run(_ONE, {"share": share_id}).first()
    if row is None or row.ends_at <= timestamp():
        raise NotFound
    return row


def end(which: Any) -> int:
    ids = list(run(select(_SHARES.c.id).where(which)).scalars())
    run(update(_CONSENTS).where(_CONSENTS.c.share_id.in_(ids)).values(ended_on=now().date()))
    note_erased("share", ids)
    run(delete(_SHARES).where(_SHARES.c.id.in_(ids)))
    return len(ids)


def keep(bound: Between, values: dict[str, Any]) -> None:
    whom = {"workshop_id": bound.workshop_id, "author_id": bound.author_id, "recipient_id": bound.recipient_id}
    given_on, version = now().date(), bound.consent_version
    run(insert(_SHARES).values(id=bound.share_id, consent_version=version, given_on=given_on, **whom, **values))
    who = {"person_id": bound.author_id, "share_id": bound.share_id}
    run(insert(_CONSENTS).values(**who, version=version, given_on=given_on))


def require_sharing(seat: roles.Seat) -> None:
    """Raise WorkshopClosed or NothingShared where this is no place to share."""
    if not seat.is_open:
        raise WorkshopClosed
    if run(select(Workshop.is_workplace).where(Workshop.id == seat.workshop_id)).scalar():
        raise NothingShared


def day_of(keyring: Keyring, entry_id: UUID) -> str:
    """The day an entry of one's own was written on. Raises NotFound, EntryInTrash, EntryUnreadable."""
    row = find_row(keyring.person_id, entry_id)
    if row.trashed_on is not None:
        raise EntryInTrash
    if open_page(keyring, row) is None:
        raise EntryUnreadable
    return str(row.day.isoformat())


def end_of(offer: Offer) -> int:
    """When the last day is over where the author is, in Unix seconds. Raises Invalid."""
    today = today_in(offer.time_zone)
    if not today <= offer.until <= today + timedelta(days=MOST_DAYS):
        raise Invalid({"until": [f"Choose a day from today on, at most {MOST_DAYS} days ahead."]})
    midnight = datetime.combine(offer.until + timedelta(days=1), time(), tzinfo=ZoneInfo(offer.time_zone))
    return int(midnight.timestamp())


def require_asked(offer: Offer) -> None:
    try:
        asked.row_in(offer.workshop_id, offer.assignment_id)  # type: ignore[arg-type]  # the caller has looked
    except NotFound as error:
        raise Invalid({"assignment": ["This group is not asked that."]}) from error


def reader(seats: dict[UUID, Any], giver: roles.Seat, person_id: UUID) -> Any:
    """The seat of somebody who may be given a copy: who leads the group, and is somebody else. Raises Invalid."""
    row = seats.get(person_id)
    if row is None or row.role != roles.FACILITATOR or person_id == giver.person_id:
        raise Invalid({"recipients": ["Choose people who lead this group."]})
    return row


def person_of(person_id: UUID) -> Person:
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person
