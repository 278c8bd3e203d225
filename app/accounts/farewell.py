"""Leaving for good: the keys go first, then everything they opened."""

from uuid import UUID

from sqlalchemy import delete

from app.accounts.models import Person
from app.accounts.sessions import hold
from app.accounts.visitor import Visitor
from app.core.erasures import note_erased
from app.extensions import db
from app.vault.models import KeySlot


def leave_for_good(visitor: Visitor) -> None:
    """Shred every key slot of the person and delete them; what they wrote goes with them (ON DELETE CASCADE).

    Raises ConfirmationNeeded, NotSignedIn.
    """
    visitor.require_confirmation()
    hold(visitor)
    shred(visitor.person_id)


def shred(person_id: UUID) -> None:
    """Delete somebody's key slots and then the person; whoever calls this holds the pen."""
    note_erased("person", [person_id])
    db.session.execute(delete(KeySlot).where(KeySlot.person_id == person_id))
    db.session.execute(delete(Person).where(Person.id == person_id))
