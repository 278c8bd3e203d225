"""Every change a person makes has a number of their own; taking it makes them the only writer."""

from uuid import UUID

from sqlalchemy import bindparam, update

from app.accounts.models import Person
from app.core.database import run, take_pen
from app.errors import NotFound

_PEOPLE = Person.__table__
_NEXT = (
    update(_PEOPLE)
    .where(_PEOPLE.c.id == bindparam("person"))
    .values(change_seq=_PEOPLE.c.change_seq + 1)
    .returning(_PEOPLE.c.change_seq)
)


def next_change(person_id: UUID) -> int:
    """Take the person's pen and the next number of this person's changes. Raises NotFound when they have left."""
    take_pen(person_id)
    number = run(_NEXT, {"person": person_id}).scalar()
    if number is None:
        raise NotFound
    return int(number)
