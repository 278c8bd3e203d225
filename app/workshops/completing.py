"""Say, for oneself, that one has written to what the group is asked; nobody else learns more than a number."""

from uuid import UUID

from sqlalchemy import delete, insert

from app.core.database import run, take_pen
from app.workshops import assigning
from app.workshops.asked import row_of
from app.workshops.house import House
from app.workshops.models import Completion

_TABLE = Completion.__table__


def complete(person_id: UUID, assignment_id: UUID, house: House) -> None:
    """Say that one has written to it, here or elsewhere; twice is once. Raises NotFound."""
    take_pen(row_of(assignment_id).workshop_id)
    if not assigning.find(person_id, assignment_id, house).has_written:
        run(insert(_TABLE).values(assignment_id=assignment_id, person_id=person_id))


def take_back(person_id: UUID, assignment_id: UUID, house: House) -> None:
    """Say that one has not. Raises NotFound."""
    take_pen(row_of(assignment_id).workshop_id)
    assigning.find(person_id, assignment_id, house)
    run(delete(_TABLE).where(_TABLE.c.assignment_id == assignment_id, _TABLE.c.person_id == person_id))
