"""What somebody is in a group, read anew for every request: nobody's rights outlive their seat."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import bindparam, func, select

from app.core.database import run
from app.errors import NotFound
from app.workshops.errors import NotAFacilitator, WorkshopClosed
from app.workshops.models import Membership, Workshop

FACILITATOR, PARTICIPANT = "facilitator", "participant"
ROLES = (FACILITATOR, PARTICIPANT)
_SEATS = Membership.__table__
_GROUPS = Workshop.__table__
_LEADING = _SEATS.alias()
_HOW_MANY_LEAD = (
    select(func.count())
    .select_from(_LEADING)
    .where(_LEADING.c.workshop_id == _GROUPS.c.id, _LEADING.c.role == FACILITATOR)
    .scalar_subquery()
)
_SEAT = (
    select(_SEATS.c.seat, _SEATS.c.role, _GROUPS.c.closed_on, _HOW_MANY_LEAD.label("leading"))
    .join(_GROUPS, _GROUPS.c.id == _SEATS.c.workshop_id)
    .where(_SEATS.c.workshop_id == bindparam("workshop"), _SEATS.c.person_id == bindparam("person"))
)


@dataclass(frozen=True)
class Seat:
    """Somebody's place in a group. A group that nobody leads any more counts as closed."""

    workshop_id: UUID
    person_id: UUID
    number: int
    role: str
    is_open: bool
    leading: int

    @property
    def leads(self) -> bool:
        return self.role == FACILITATOR

    @property
    def leads_alone(self) -> bool:
        return self.leads and self.leading == 1


def seat_name(workshop_id: UUID, person_id: UUID) -> UUID:
    """Under which id the erasure ledger knows somebody's seats in a group; their numbers tell them apart."""
    return uuid5(workshop_id, person_id.hex)


def seat_of(person_id: UUID, workshop_id: UUID) -> Seat:
    """Somebody's seat in a group. Raises NotFound where they have none, be there such a group or not."""
    row = run(_SEAT, {"person": person_id, "workshop": workshop_id}).first()
    if row is None:
        raise NotFound
    is_open = row.closed_on is None and row.leading > 0
    return Seat(workshop_id, person_id, row.seat, row.role, is_open, row.leading)


def leading_seat(person_id: UUID, workshop_id: UUID) -> Seat:
    """The seat of somebody who leads the group. Raises NotFound, NotAFacilitator."""
    seat = seat_of(person_id, workshop_id)
    if not seat.leads:
        raise NotAFacilitator
    return seat


def open_leading_seat(person_id: UUID, workshop_id: UUID) -> Seat:
    """The same, in a group that goes on. Raises NotFound, NotAFacilitator, WorkshopClosed."""
    seat = leading_seat(person_id, workshop_id)
    if not seat.is_open:
        raise WorkshopClosed
    return seat
