"""Leaving for good: the keys go first, then everything they opened."""

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
    note_erased("person", [visitor.person_id])
    db.session.execute(delete(KeySlot).where(KeySlot.person_id == visitor.person_id))
    db.session.execute(delete(Person).where(Person.id == visitor.person_id))
