"""New keys for somebody whose old ones may be in other hands: every way in is made anew, then every box.

It is done in steps. Between them both keys are in the keyring, so that everything can be read wherever it stops, and
asking once more goes on from there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from app.accounts import sessions
from app.accounts.changes import epoch_seen
from app.accounts.errors import WaysInChanged
from app.accounts.models import Person
from app.accounts.passkeys import remove_all, remove_openers
from app.accounts.recovery import confirm
from app.accounts.visitor import Visitor
from app.core.database import run, take_pen
from app.errors import NotSignedIn
from app.extensions import db
from app.vault import codes, slots
from app.vault.holdings import Holding
from app.vault.keyring import Keyring
from app.vault.models import KeySlot
from app.vault.sealing_anew import seal_anew
from app.vault.slots import PassphraseGuard

_PEOPLE, _SLOTS = Person.__table__, KeySlot.__table__
_PRESENT = select(_PEOPLE.c.key_epoch).where(_PEOPLE.c.id == bindparam("person")).with_for_update(read=True)
_TURN = (
    update(_PEOPLE)
    .where(_PEOPLE.c.id == bindparam("person"), _PEOPLE.c.key_epoch == bindparam("before"))
    .values(key_epoch=bindparam("after"))
)
_REWRAP = update(_SLOTS).where(_SLOTS.c.id == bindparam("slot")).values(box=bindparam("fresh"))


@dataclass(frozen=True, repr=False)
class Rotation:
    """A keyring with both keys, the ways in that were made for it, and what their slots hold once the old key goes."""

    keyring: Keyring
    recovery_code: str
    session_secret: str
    last_boxes: Mapping[UUID, bytes]


def begin(visitor: Visitor, passphrase: str, guard: PassphraseGuard, label: str) -> Rotation:
    """Put a new key beside the old one, or go on with one that is there; every other way in ends.

    Raises ConfirmationNeeded, WrongPassphrase, WrongCredentials, NotSignedIn or Busy.
    """
    visitor.require_confirmation()
    old, before = confirm(visitor, passphrase, guard), visitor.keyring
    keyring = before if before.is_between else before.grown()
    known = slots.wrap_passphrase(keyring, passphrase, guard)
    last_boxes = {known.id: slots.wrap_passphrase_again(known, keyring.newest(), passphrase, guard)}
    sessions.hold(visitor)
    sessions.replace_passphrase(old.id, known)
    _turn_epoch(before, keyring)
    visitor.keyring = keyring
    secret, session = sessions.begin_anew(visitor, label)
    _end_all_but(keyring.person_id, (known.id, session.id))
    remove_all(keyring.person_id)
    code = codes.new_recovery_code()
    recovery = slots.wrap(keyring, "recovery", code)
    db.session.add(recovery)
    last_boxes[session.id] = slots.wrap_again(session, keyring.newest(), secret)
    last_boxes[recovery.id] = slots.wrap_again(recovery, keyring.newest(), code)
    return Rotation(keyring, code, secret, last_boxes)


def finish(rotation: Rotation, holdings: Iterable[Holding]) -> None:
    """Let the old key go. Raises WaysInChanged when another way in was made meanwhile; then both keys stay."""
    take_pen(rotation.keyring.person_id)
    # Nothing is left by now. Should anything be, it is sealed anew before the key that opens it is gone.
    for _ in seal_anew(rotation.keyring, holdings):
        pass
    for slot_id, box in rotation.last_boxes.items():
        if run(_REWRAP, {"slot": slot_id, "fresh": box}).rowcount != 1:
            raise WaysInChanged
    remove_openers(rotation.keyring.person_id)
    _end_all_but(rotation.keyring.person_id, rotation.last_boxes)


def require_present_keys(keyring: Keyring) -> None:
    """Raise NotSignedIn when the person has newer keys; what was sealed with the old ones would open for nobody."""
    if not keyring.has_sealed:
        return
    present = epoch_seen(keyring.person_id)
    if present is None:
        take_pen(keyring.person_id)
        present = run(_PRESENT, {"person": keyring.person_id}).scalar()
    if present not in (None, keyring.epoch):
        raise NotSignedIn("This session has ended. Please sign in again.")


def _turn_epoch(before: Keyring, after: Keyring) -> None:
    turned = run(_TURN, {"person": before.person_id, "before": before.epoch, "after": after.epoch})
    if turned.rowcount != 1:
        raise NotSignedIn("This session has ended. Please sign in again.")


def _end_all_but(person_id: UUID, kept: Collection[UUID]) -> None:
    db.session.execute(delete(KeySlot).where(KeySlot.person_id == person_id, KeySlot.id.not_in(kept)))
