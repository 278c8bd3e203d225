"""Every change a person makes has a number of their own; taking it makes them the only writer."""

from uuid import UUID

from sqlalchemy import bindparam, update

from app.accounts.models import Person
from app.core.database import run, take_pen
from app.errors import NotFound
from app.extensions import db

_PEOPLE = Person.__table__
_NEXT = (
    update(_PEOPLE)
    .where(_PEOPLE.c.id == bindparam("person"))
    .values(change_seq=_PEOPLE.c.change_seq + 1)
    .returning(_PEOPLE.c.change_seq, _PEOPLE.c.key_epoch)
)
_SEEN = "key epoch"


def next_change(person_id: UUID) -> int:
    """Take the person's pen and the next number of this person's changes. Raises NotFound when they have left."""
    take_pen(person_id)
    row = run(_NEXT, {"person": person_id}).first()
    if row is None:
        raise NotFound
    session = db.session()
    session.info[_SEEN] = (session.get_transaction(), person_id, row.key_epoch)
    return int(row.change_seq)


def epoch_seen(person_id: UUID) -> int | None:
    """The epoch of the person's keys, where a change of this transaction read it: until the commit it stays that."""
    session = db.session()
    transaction, whose, epoch = session.info.get(_SEEN, (None, None, None))
    return epoch if whose == person_id and transaction is session.get_transaction() else None
