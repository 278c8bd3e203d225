"""Who is in a group: see them, leave, remove somebody, share the lead."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from app.core.database import run, take_pen
from app.core.erasures import note_erased, note_given_back
from app.errors import NotFound
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers
from app.workshops import consent, contributing, gathering, inviting, roles
from app.workshops.errors import LastFacilitator
from app.workshops.models import Assignment, Completion, Membership, PulseAnswer, PulseQuestion

_SEATS, _TASKS, _DONE = Membership.__table__, Assignment.__table__, Completion.__table__
_ASKED, _ANSWERS = PulseQuestion.__table__, PulseAnswer.__table__


@dataclass(frozen=True, repr=False)
class Member:
    """Somebody in a group, as those who lead it may know them: a name and a role, and nothing they did."""

    person_id: UUID
    called: str
    role: str

    def shown(self) -> dict[str, Any]:
        return {"id": self.person_id, "called": self.called, "role": self.role}


def members(person_id: UUID, workshop_id: UUID, peppers: Peppers) -> list[Member]:
    """Everybody in a group that the person leads, as they joined. Raises NotFound, NotAFacilitator."""
    roles.leading_seat(person_id, workshop_id)
    rows = gathering.seats_in(workshop_id)
    return [Member(row.person_id, gathering.called(row, peppers), row.role) for row in rows]


def leave(keyring: Keyring, workshop_id: UUID, *, keep_shares: bool) -> None:
    """Give up one's own seat, and take back what one gave there, unless it is to be kept.

    Answers to what the group was asked all together are taken out of the count, where it is not published yet.
    Raises NotFound, LastFacilitator.
    """
    take_pen(workshop_id)
    seat = roles.seat_of(keyring.person_id, workshop_id)
    if seat.leads_alone and seat.is_open:
        raise LastFacilitator
    contributing.take_all_back(keyring, workshop_id)
    clear(seat, keep_shares=keep_shares)
    inviting.withdraw_all(workshop_id, made_by=keyring.person_id)


def remove(person_id: UUID, workshop_id: UUID, member_id: UUID) -> None:
    """Take somebody's seat away, and every code with it, so that they do not come back by one they know.

    Oneself one leaves instead. Raises NotFound, NotAFacilitator.
    """
    take_pen(workshop_id)
    roles.leading_seat(person_id, workshop_id)
    if member_id == person_id:
        raise NotFound
    clear(roles.seat_of(member_id, workshop_id))
    inviting.withdraw_all(workshop_id)


def give_role(person_id: UUID, workshop_id: UUID, member_id: UUID, role: str) -> roles.Seat:
    """Share the lead with a member, or take it back.

    Raises NotFound, NotAFacilitator, WorkshopClosed, LastFacilitator.
    """
    take_pen(workshop_id)
    roles.open_leading_seat(person_id, workshop_id)
    seat = roles.seat_of(member_id, workshop_id)
    if seat.leads_alone and role != roles.FACILITATOR:
        raise LastFacilitator
    run(update(_SEATS).where(*at(seat)).values(role=role))
    name = roles.seat_name(workshop_id, member_id)
    if role == roles.FACILITATOR:
        note_given_back("lead", [name])
    else:
        note_erased("lead", [name], below=seat.number + 1)
        consent.end_between(workshop_id, recipient_id=member_id)
        inviting.withdraw_all(workshop_id, made_by=member_id)
    return seat


def clear(seat: roles.Seat, *, keep_shares: bool = False) -> None:
    consent.end_between(seat.workshop_id, recipient_id=seat.person_id)
    if not keep_shares:
        consent.end_between(seat.workshop_id, author_id=seat.person_id)
    asked = select(_ASKED.c.id).where(_ASKED.c.workshop_id == seat.workshop_id)
    run(delete(_ANSWERS).where(_ANSWERS.c.person_id == seat.person_id, _ANSWERS.c.question_id.in_(asked)))
    theirs = select(_TASKS.c.id).where(_TASKS.c.workshop_id == seat.workshop_id)
    run(delete(_DONE).where(_DONE.c.person_id == seat.person_id, _DONE.c.assignment_id.in_(theirs)))
    note_erased("seat", [roles.seat_name(seat.workshop_id, seat.person_id)], below=seat.number + 1)
    run(delete(_SEATS).where(*at(seat)))


def at(seat: roles.Seat) -> tuple[Any, ...]:
    return _SEATS.c.workshop_id == seat.workshop_id, _SEATS.c.person_id == seat.person_id
