"""Ask people in: a code that can be typed, followed as a link, or read by a camera; and come in with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from app.accounts.errors import RegistrationClosed
from app.accounts.models import Invite
from app.accounts.signing_up import invite_id, is_spent
from app.core.clock import timestamp
from app.core.database import run, take_pen
from app.errors import NotFound
from app.vault.box import Unreadable, WrongKey
from app.vault.codes import new_group_code
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers
from app.workshops import gathering, roles
from app.workshops.errors import NoSuchInvitation, WorkshopClosed
from app.workshops.models import Invitation, Membership

DAY = 86_400
_CODES, _INVITES, _SEATS = Invitation.__table__, Invite.__table__, Membership.__table__
_LIVING = (
    select(*_CODES.columns, *(_INVITES.c[name] for name in ("expires_at", "max_uses", "uses")))
    .join(_INVITES, _INVITES.c.id == _CODES.c.invite_id)
    .where(_INVITES.c.expires_at > bindparam("now"), _INVITES.c.uses < _INVITES.c.max_uses)
)
_OURS = _LIVING.where(_CODES.c.workshop_id == bindparam("workshop")).order_by(_INVITES.c.expires_at.desc())
_BEHIND = _LIVING.where(_CODES.c.invite_id == bindparam("invite"))
_SITS = select(_SEATS.c.role).where(
    _SEATS.c.workshop_id == bindparam("workshop"), _SEATS.c.person_id == bindparam("person")
)


@dataclass(frozen=True, repr=False)
class Shown:
    """An invitation; its code is None for everybody but its maker."""

    id: UUID
    code: str | None
    expires_at: int
    max_uses: int
    uses: int


def invite(keyring: Keyring, workshop_id: UUID, *, max_uses: int, days: int) -> Shown:
    """A new code for a group that the person leads. Raises NotFound, NotAFacilitator, WorkshopClosed."""
    take_pen(workshop_id)
    roles.open_leading_seat(keyring.person_id, workshop_id)
    spent = select(_CODES.c.invite_id).where(_CODES.c.workshop_id == workshop_id)
    run(delete(_INVITES).where(_INVITES.c.id.in_(spent), is_spent()))
    code = new_group_code()
    made, expires_at = invite_id(code), timestamp() + days * DAY
    values = {"id": made, "expires_at": expires_at, "max_uses": max_uses, "uses": 0, "leads_on": True}
    run(insert(_INVITES).values(**values))
    box = keyring.seal("settings", code.encode(), made, workshop_id, "invitation")
    run(insert(_CODES).values(invite_id=made, workshop_id=workshop_id, made_by=keyring.person_id, box=box))
    return Shown(made, code, expires_at, max_uses, 0)


def invitations(keyring: Keyring, workshop_id: UUID) -> list[Shown]:
    """The codes that are still good, the longest-lived first. Raises NotFound, NotAFacilitator."""
    roles.leading_seat(keyring.person_id, workshop_id)
    rows = run(_OURS, {"workshop": workshop_id, "now": timestamp()}).all()
    return [Shown(row.invite_id, code_in(keyring, row), row.expires_at, row.max_uses, row.uses) for row in rows]


def withdraw(person_id: UUID, workshop_id: UUID, invitation_id: UUID) -> None:
    """Let a code lead nowhere from now on. Raises NotFound, NotAFacilitator."""
    take_pen(workshop_id)
    roles.leading_seat(person_id, workshop_id)
    theirs = select(_CODES.c.invite_id).where(_CODES.c.workshop_id == workshop_id)
    if not gathering.forget_codes(_INVITES.c.id == invitation_id, _INVITES.c.id.in_(theirs)):
        raise NotFound


def withdraw_all(workshop_id: UUID, *, made_by: UUID | None = None) -> None:
    """Let every code of a group, or those that somebody made, lead nowhere; whoever calls this holds the pen."""
    theirs = select(_CODES.c.invite_id).where(_CODES.c.workshop_id == workshop_id)
    if made_by is not None:
        theirs = theirs.where(_CODES.c.made_by == made_by)
    gathering.forget_codes(_INVITES.c.id.in_(theirs))


def forget_lost() -> int:
    """Delete the invites whose code went with its maker's account; they lead nowhere, and still let people register.

    Returns how many those were.
    """
    lost = _INVITES.c.leads_on, _INVITES.c.id.not_in(select(_CODES.c.invite_id))
    return run(delete(_INVITES).where(*lost)).rowcount


def behind(code: str, peppers: Peppers) -> dict[str, Any]:
    """What somebody may know of a group before they come in. Raises NoSuchInvitation."""
    row = gathering.row_of(invitation_behind(code).workshop_id)
    words, everybody = gathering.words_of(row, peppers), gathering.seats_in(row.id)
    leading = [gathering.called(one, peppers) for one in everybody if one.role == roles.FACILITATOR]
    return {
        "id": row.id,
        "name": words.name,
        "purpose": words.purpose,
        "agreements": words.agreements,
        "starts_on": words.starts_on,
        "ends_on": words.ends_on,
        "workplace": row.is_workplace,
        "closed": row.closed_on is not None or not leading,
        "facilitators": leading,
        "members": len(everybody),
    }


def come_in(person_id: UUID, code: str, *, called: str, peppers: Peppers) -> tuple[UUID, bool]:
    """Join a group; the flag is False for somebody who is in it already, which uses nothing up.

    Raises NoSuchInvitation, WorkshopClosed.
    """
    take_pen(invitation_behind(code).workshop_id)
    found = invitation_behind(code)
    if run(_SITS, {"workshop": found.workshop_id, "person": person_id}).first():
        return found.workshop_id, False
    if behind(code, peppers)["closed"]:
        raise WorkshopClosed
    run(update(_INVITES).where(_INVITES.c.id == found.invite_id).values(uses=_INVITES.c.uses + 1))
    gathering.take_seat(person_id, found.workshop_id, called=called, role=roles.PARTICIPANT, peppers=peppers)
    return found.workshop_id, True


def invitation_behind(code: str) -> Any:
    try:
        known_by = invite_id(code)
    except RegistrationClosed as error:
        raise NoSuchInvitation from error
    row = run(_BEHIND, {"invite": known_by, "now": timestamp()}).first()
    if row is None:
        raise NoSuchInvitation
    return row


def code_in(keyring: Keyring, row: Any) -> str | None:
    if row.made_by != keyring.person_id:
        return None
    try:
        return keyring.open("settings", row.box, row.invite_id, row.workshop_id, "invitation").decode()
    except (Unreadable, WrongKey):
        return None
