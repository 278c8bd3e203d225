"""Who is in a group: see them, leave, remove somebody, share the lead."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from app.core.database import run, take_pen
from app.errors import NotFound
from app.vault.pepper import Peppers
from app.workshops import gathering, inviting, roles
from app.workshops.errors import LastFacilitator
from app.workshops.models import Assignment, Completion, Membership

_SEATS, _TASKS, _DONE = Membership.__table__, Assignment.__table__, Completion.__table__


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


def leave(person_id: UUID, workshop_id: UUID) -> None:
    """Give up one's own seat. Raises NotFound, LastFacilitator."""
    take_pen()
    seat = roles.seat_of(person_id, workshop_id)
    if seat.leads_alone and seat.is_open:
        raise LastFacilitator
    clear(seat)
    inviting.withdraw_all(workshop_id, made_by=person_id)


def remove(person_id: UUID, workshop_id: UUID, member_id: UUID) -> None:
    """Take somebody's seat away, and every code with it, so that they do not come back by one they know.

    Oneself one leaves instead. Raises NotFound, NotAFacilitator.
    """
    take_pen()
    roles.leading_seat(person_id, workshop_id)
    if member_id == person_id:
        raise NotFound
    clear(roles.seat_of(member_id, workshop_id))
    inviting.withdraw_all(workshop_id)


def give_role(person_id: UUID, workshop_id: UUID, member_id: UUID, role: str) -> roles.Seat:
    """Share the lead with a member, or take it back.

    Raises NotFound, NotAFacilitator, WorkshopClosed, LastFacilitator.
    """
    take_pen()
    roles.open_leading_seat(person_id, workshop_id)
    seat = roles.seat_of(member_id, workshop_id)
    if seat.leads_alone and role != roles.FACILITATOR:
        raise LastFacilitator
    run(update(_SEATS).where(*at(seat)).values(role=role))
    if role != roles.FACILITATOR:
        inviting.withdraw_all(workshop_id, made_by=member_id)
    return seat


def clear(seat: roles.Seat) -> None:
    theirs = select(_TASKS.c.id).where(_TASKS.c.workshop_id == seat.workshop_id)
    run(delete(_DONE).where(_DONE.c.person_id == seat.person_id, _DONE.c.assignment_id.in_(theirs)))
    run(delete(_SEATS).where(*at(seat)))


def at(seat: roles.Seat) -> tuple[Any, ...]:
    return _SEATS.c.workshop_id == seat.workshop_id, _SEATS.c.person_id == seat.person_id
