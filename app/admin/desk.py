"""What an admin does on the web: the acts of the command line, on anybody who is no admin, and freshly confirmed."""

from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.sessions import hold
from app.accounts.visitor import Visitor
from app.admin import groups, people
from app.core.database import run, take_pen
from app.errors import Conflict, NotFound

_PEOPLE = Person.__table__


class OfAnAdmin(Conflict):
    """The desk is no way for one admin to lock out another, or themselves."""

    title = "This is an admin's account"
    slug = "of-an-admin"

    def __init__(self) -> None:
        super().__init__(
            "This account is an admin's, perhaps your own. Nothing is done about it here, only on the command line."
        )


def suspend(admin: Visitor, person_id: UUID) -> None:
    """Let somebody in no more. Raises ConfirmationNeeded, NotSignedIn, NotFound, OfAnAdmin."""
    people.suspend(_found(admin, person_id))


def resume(admin: Visitor, person_id: UUID) -> None:
    """Let somebody in again. Raises ConfirmationNeeded, NotSignedIn, NotFound, OfAnAdmin."""
    people.resume(_found(admin, person_id))


def sign_out(admin: Visitor, person_id: UUID) -> None:
    """End every session and token of somebody. Raises ConfirmationNeeded, NotSignedIn, NotFound, OfAnAdmin."""
    people.sign_out(_found(admin, person_id))


def delete_account(admin: Visitor, person_id: UUID) -> None:
    """Delete somebody's account for good. Raises ConfirmationNeeded, NotSignedIn, NotFound, OfAnAdmin."""
    people.delete_account(_found(admin, person_id))


def close_group(admin: Visitor, workshop_id: UUID) -> None:
    """Close a group. Raises ConfirmationNeeded, NotSignedIn, NotFound."""
    _require_still_admin(admin)
    groups.close(workshop_id)


def _found(admin: Visitor, person_id: UUID) -> UUID:
    _require_still_admin(admin)
    if _is_admin(person_id):
        raise OfAnAdmin
    return person_id


def _require_still_admin(admin: Visitor) -> None:
    admin.require_confirmation()
    # Asked again under the pen: they may have been dismissed, or signed out, since this request was let in.
    take_pen()
    hold(admin)
    if not _is_admin(admin.person_id):
        raise NotFound


def _is_admin(person_id: UUID) -> bool:
    row = run(select(_PEOPLE.c.appointed_on).where(_PEOPLE.c.id == person_id)).first()
    if row is None:
        raise NotFound
    return row.appointed_on is not None
