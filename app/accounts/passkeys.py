"""Passkeys: made on a device, asked for by a touch; one with a key slot beside it opens the journal by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.challenges import Purpose, challenge_for, spend
from app.accounts.errors import TooManyPasskeys, WrongPasskey
from app.accounts.models import Passkey, Person
from app.accounts.sessions import hold
from app.accounts.visitor import Visitor
from app.core.clock import now
from app.core.database import take_pen
from app.core.erasures import note_erased
from app.core.ids import new_id
from app.errors import Invalid, NotFound
from app.extensions import db
from app.vault import authenticators, slots
from app.vault.authenticators import NotGenuine, Site
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring
from app.vault.models import KeySlot

MOST_PASSKEYS = 20
NO_NAME = "A passkey"
# With a key slot beside it, a passkey opens the journal by itself.
OPENS = exists().where(KeySlot.id == Passkey.id)


@dataclass(frozen=True, repr=False)
class Touch:
    """What a touch hands over: the signed credential, and the secret that only this passkey derives, if it can."""

    credential: Mapping[str, Any]
    prf: str | None = None


def asking_to_make(visitor: Visitor, site: Site) -> dict[str, Any]:
    """What the browser needs to make a passkey. Raises ConfirmationNeeded."""
    visitor.require_confirmation()
    besides = db.session.scalars(select(Passkey.credential_id).where(Passkey.person_id == visitor.person_id))
    challenge = challenge_for("adding", site.peppers, visitor.person_id)
    username = db.session.scalar(select(Person.username).where(Person.id == visitor.person_id)) or ""
    return authenticators.to_make(site, challenge, whose=(visitor.person_id, username), besides=besides)


def asking_to_confirm(visitor: Visitor, site: Site) -> dict[str, Any]:
    """What the browser needs to ask for one of the person's own passkeys."""
    among = db.session.scalars(select(Passkey.credential_id).where(Passkey.person_id == visitor.person_id))
    challenge = challenge_for("confirming", site.peppers, visitor.person_id)
    return authenticators.to_touch(site, challenge, among=among)


def asking_to_sign_in(site: Site) -> dict[str, Any]:
    """What the browser needs to ask for whichever passkey somebody has; whose, is not known yet."""
    return authenticators.to_touch(site, challenge_for("signing-in", site.peppers))


def add(visitor: Visitor, touch: Touch, name: str, site: Site) -> Passkey:
    """Keep a passkey that was just made; with its secret it opens the journal by itself.

    Raises ConfirmationNeeded, NotSignedIn, TooManyPasskeys, Invalid.
    """
    visitor.require_confirmation()
    hold(visitor)
    if len(of_person(visitor.person_id)) >= MOST_PASSKEYS:
        raise TooManyPasskeys
    try:
        spend(authenticators.challenge_in(touch.credential), "adding", site.peppers, visitor.person_id)
        passkey = _passkey(authenticators.made(site, touch.credential), name, visitor.keyring)
        db.session.add(passkey)
        if touch.prf is not None:
            db.session.add(slots.wrap_passkey(visitor.keyring, passkey.id, passkey.credential_id, touch.prf))
        db.session.flush()
    except (NotGenuine, IntegrityError) as error:
        raise Invalid({"credential": ["This passkey was not made for here, or too long ago. Try again."]}) from error
    return passkey


def of_person(person_id: UUID) -> list[tuple[Passkey, bool]]:
    """A person's passkeys, oldest first, and whether each opens the journal by itself."""
    statement = select(Passkey, KeySlot.id).outerjoin(KeySlot, KeySlot.id == Passkey.id)
    rows = db.session.execute(statement.where(Passkey.person_id == person_id).order_by(Passkey.created_on, Passkey.id))
    return [(passkey, slot_id is not None) for passkey, slot_id in rows]


def rename(visitor: Visitor, passkey_id: UUID, name: str) -> tuple[Passkey, bool]:
    """Call a passkey something else; says whether it opens the journal by itself. Raises NotFound."""
    take_pen(visitor.person_id)
    passkey = _find(visitor, passkey_id)
    passkey.label_box = _sealed_name(passkey, name, visitor.keyring)
    return passkey, db.session.get(KeySlot, passkey_id) is not None


def remove(visitor: Visitor, passkey_id: UUID) -> None:
    """Let a passkey open nothing any more. Raises ConfirmationNeeded, NotSignedIn, NotFound."""
    visitor.require_confirmation()
    hold(visitor)
    forget(Passkey.id == _find(visitor, passkey_id).id)


def remove_all(person_id: UUID) -> None:
    """Let none of somebody's passkeys open or confirm anything any more."""
    forget(Passkey.person_id == person_id)


def remove_openers(person_id: UUID) -> None:
    """Remove those of somebody's passkeys that open the journal; left without its slot, each would be a second step."""
    forget(Passkey.person_id == person_id, OPENS)


def forget(*which: ColumnElement[bool]) -> None:
    """Let these passkeys open and confirm nothing any more, from an older copy of the database either."""
    found = list(db.session.scalars(select(Passkey.id).where(*which)))
    note_erased("passkey", found)
    db.session.execute(delete(KeySlot).where(KeySlot.id.in_(found)))
    db.session.execute(delete(Passkey).where(Passkey.id.in_(found)))


def open_by(touch: Touch, site: Site) -> tuple[Person, Keyring]:
    """The person and keyring that a passkey opens. Raises WrongPasskey, whatever it is that does not fit."""
    # Their own pen and not the house's: whoever makes a passkey up keeps nobody from writing.
    take_pen(_whose(touch))
    passkey = _answered(touch, "signing-in", site)
    person, slot = db.session.get(Person, passkey.person_id), db.session.get(KeySlot, passkey.id)
    if person is None or slot is None or touch.prf is None:
        raise WrongPasskey
    try:
        keyring = slots.unwrap_passkey(slot, passkey.credential_id, touch.prf)
    except WrongKey as error:
        raise WrongPasskey from error
    _require_sealed(passkey, keyring)
    slot.last_used_on = passkey.last_used_on
    return person, keyring


def require_own(keyring: Keyring, touch: Touch, site: Site, *, purpose: Purpose) -> None:
    """Raise WrongPasskey unless one of the person's own passkeys was touched, for this purpose."""
    take_pen(keyring.person_id)
    passkey = _answered(touch, purpose, site, keyring.person_id if purpose == "confirming" else None)
    _require_sealed(passkey, keyring)


def name_of(passkey: Passkey, keyring: Keyring) -> str:
    """What the person calls it; one whose name cannot be read is a passkey all the same."""
    try:
        return keyring.open("settings", passkey.label_box, *_about(passkey)).decode()
    except (Unreadable, WrongKey):
        return NO_NAME


def _passkey(made: authenticators.Made, name: str, keyring: Keyring) -> Passkey:
    today = now().date()
    passkey = Passkey(id=new_id(), person_id=keyring.person_id, **made._asdict(), created_on=today, last_used_on=today)
    passkey.label_box = _sealed_name(passkey, name, keyring)
    return passkey


def _find(visitor: Visitor, passkey_id: UUID) -> Passkey:
    passkey: Passkey | None = db.session.scalar(
        select(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == visitor.person_id)
    )
    if passkey is None:
        raise NotFound
    return passkey


def _whose(touch: Touch) -> UUID:
    try:
        wanted = authenticators.credential_id_in(touch.credential)
    except NotGenuine as error:
        raise WrongPasskey from error
    person_id: UUID | None = db.session.scalar(select(Passkey.person_id).where(Passkey.credential_id == wanted))
    if person_id is None:
        raise WrongPasskey
    return person_id


def _answered(touch: Touch, purpose: Purpose, site: Site, person_id: UUID | None = None) -> Passkey:
    credential = touch.credential
    try:
        spend(authenticators.challenge_in(credential), purpose, site.peppers, person_id)
        wanted = authenticators.credential_id_in(credential)
        passkey: Passkey | None = db.session.scalar(select(Passkey).where(Passkey.credential_id == wanted))
        if passkey is None:
            raise WrongPasskey
        counter = authenticators.touched(site, credential, public_key=passkey.public_key, counter=passkey.counter)
    except NotGenuine as error:
        raise WrongPasskey from error
    _note_use(passkey, counter)
    return passkey


def _note_use(passkey: Passkey, counter: int) -> None:
    # A second, parallel use of the same count finds another one there.
    as_read = (Passkey.id == passkey.id, Passkey.counter == passkey.counter)
    used = update(Passkey).where(*as_read).values(counter=counter, last_used_on=now().date())
    if db.session.execute(used).rowcount != 1:  # type: ignore[attr-defined]  # an update's result counts rows
        raise WrongPasskey


def _require_sealed(passkey: Passkey, keyring: Keyring) -> None:
    # A row that somebody put into the database, or whose key they swapped, bears no name under the person's own key.
    try:
        keyring.open("settings", passkey.label_box, *_about(passkey))
    except (Unreadable, WrongKey) as error:
        raise WrongPasskey from error


def _sealed_name(passkey: Passkey, name: str, keyring: Keyring) -> bytes:
    return keyring.seal("settings", name.encode(), *_about(passkey))


def _about(passkey: Passkey) -> tuple[UUID, bytes, bytes, str]:
    return passkey.id, passkey.credential_id, passkey.public_key, "passkey"
