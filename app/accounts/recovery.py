"""The code that opens a journal when the passphrase is gone, and the changing of either."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from app.accounts.errors import WrongPassphrase, WrongRecoveryCode
from app.accounts.models import Person
from app.accounts.passphrases import require_good_passphrase
from app.accounts.second_steps import put_off
from app.accounts.sessions import hold, replace_passphrase
from app.accounts.throttling import forgive
from app.accounts.visitor import Visitor
from app.core.database import take_pen
from app.extensions import db
from app.vault import codes, slots
from app.vault.box import WrongKey
from app.vault.keyring import Keyring
from app.vault.models import KeySlot
from app.vault.slots import PassphraseGuard


def recover(code: str, passphrase: str, guard: PassphraseGuard, *, stolen: bool = False) -> tuple[Person, Keyring, str]:
    """Open a journal by its recovery code and set a new passphrase; earlier ways in end, the code too.

    Second steps are off afterwards. Passkeys that open the journal go on doing so, unless they may be `stolen`.
    Returns the person, their keyring and the next recovery code. Raises WrongRecoveryCode, Invalid or Busy.
    """
    slot, keyring = _open_by_code(code)
    person = db.session.get(Person, slot.person_id)
    if person is None:
        raise WrongRecoveryCode
    require_good_passphrase(passphrase, username=person.username)
    fresh = slots.wrap_passphrase(keyring, passphrase, guard)
    take_pen(person.id)
    _burn(slot.id)
    earlier = KeySlot.kind.in_(("password", "session", "token"))
    db.session.execute(delete(KeySlot).where(KeySlot.person_id == person.id, earlier))
    put_off(person.id, stolen=stolen)
    db.session.add(fresh)
    for tried in (person.username_key, str(person.id)):
        forgive(tried, guard.peppers)
    return person, keyring, _new_code(keyring)


def renew_code(visitor: Visitor) -> str:
    """A new recovery code; the old one dies. Raises ConfirmationNeeded, NotSignedIn."""
    visitor.require_confirmation()
    hold(visitor)
    db.session.execute(delete(KeySlot).where(KeySlot.person_id == visitor.person_id, KeySlot.kind == "recovery"))
    return _new_code(visitor.keyring)


def confirm(visitor: Visitor, passphrase: str, guard: PassphraseGuard) -> KeySlot:
    """The person's passphrase slot, if this passphrase opens it. Raises WrongPassphrase or Busy."""
    slot: KeySlot | None = db.session.scalar(
        select(KeySlot).where(KeySlot.person_id == visitor.person_id, KeySlot.kind == "password")
    )
    try:
        if slot is None:
            raise WrongPassphrase
        slots.unwrap_passphrase(slot, passphrase, guard)
    except WrongKey as error:
        raise WrongPassphrase from error
    return slot


@dataclass(frozen=True, repr=False)
class Change:
    """From one passphrase to another, and whether tokens outlive it."""

    current: str
    new: str
    keep_tokens: bool = False


def change_passphrase(visitor: Visitor, change: Change, guard: PassphraseGuard) -> None:
    """Set a new passphrase; every other session ends, and so do tokens unless they are to be kept.

    Raises WrongPassphrase, Invalid or Busy.
    """
    username = db.session.scalar(select(Person.username).where(Person.id == visitor.person_id)) or ""
    require_good_passphrase(change.new, username=username, field="new")
    old = confirm(visitor, change.current, guard)
    fresh = slots.wrap_passphrase(visitor.keyring, change.new, guard)
    replace_passphrase(old.id, fresh)
    kinds = ("session",) if change.keep_tokens else ("session", "token")
    others = (KeySlot.kind.in_(kinds), KeySlot.id != visitor.session_id)
    db.session.execute(delete(KeySlot).where(KeySlot.person_id == visitor.person_id, *others))


def _open_by_code(code: str) -> tuple[KeySlot, Keyring]:
    try:
        normal = codes.normal_recovery_code(code)
        slot = db.session.get(KeySlot, slots.slot_id("recovery", normal))
        if slot is None:
            raise WrongRecoveryCode
        return slot, slots.unwrap(slot, "recovery", normal)
    except (ValueError, WrongKey) as error:
        raise WrongRecoveryCode from error


def _burn(slot_id: UUID) -> None:
    # Whoever deletes the row has used the code; a second, parallel use finds nothing to delete.
    burned = db.session.execute(delete(KeySlot).where(KeySlot.id == slot_id))
    if burned.rowcount != 1:  # type: ignore[attr-defined]  # a delete's result counts rows
        raise WrongRecoveryCode


def _new_code(keyring: Keyring) -> str:
    code = codes.new_recovery_code()
    db.session.add(slots.wrap(keyring, "recovery", code))
    return code
