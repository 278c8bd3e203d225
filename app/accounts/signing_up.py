"""Create a person, their data key and first ways in together, or nothing."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, case, delete, or_, select, update

from app.accounts.errors import RegistrationClosed, UsernameTaken
from app.accounts.models import Consent, Invite, Person
from app.accounts.passphrases import require_good_passphrase
from app.accounts.preferences import Preferences, seal_preferences
from app.core.clock import now, timestamp
from app.core.database import take_pen
from app.core.ids import new_id
from app.errors import Invalid
from app.extensions import db
from app.vault import codes, exchange, slots
from app.vault.box import WrongKey
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers
from app.vault.slots import PassphraseGuard

_NAME = re.compile(r"[\w][\w.\-]{1,38}[\w]", re.UNICODE)
# What leads on to a group is used up by joining the group. Accounts are counted apart: a code that was passed on makes
# no more of them than it has seats, whether their people come in or not.
_COSTS = {"newcomers": Invite.newcomers + 1, "uses": Invite.uses + case((Invite.leads_on, 0), else_=1)}
STATEMENTS = ("adult", "not_therapy", "unwatched", "keeping")


@dataclass(frozen=True)
class Newcomer:
    """What somebody fills in to join."""

    username: str
    passphrase: str
    preferences: Preferences
    invite: str | None = None

    def __repr__(self) -> str:
        return "<Newcomer>"


def sign_up(
    newcomer: Newcomer, *, consent_version: str, registration: str, guard: PassphraseGuard
) -> tuple[Person, Keyring, str]:
    """A new person with their keyring and recovery code, which is shown once and kept nowhere.

    Raises RegistrationClosed, Invalid, UsernameTaken or Busy.
    """
    key = username_key(newcomer.username)
    # Which names are taken is told to those only who could join.
    _require_door(registration, newcomer.invite)
    require_good_passphrase(newcomer.passphrase, username=newcomer.username)
    _require_free(key)
    keyring = Keyring.fresh(new_id())
    passphrase_slot = slots.wrap_passphrase(keyring, newcomer.passphrase, guard)
    # The name is looked up again under the pen: two people may choose it in the same moment.
    take_pen(f"name/{key}")
    _require_free(key)
    if registration != "open":
        _redeem(newcomer.invite)
    person = _person(newcomer, key, keyring, guard.peppers)
    code = codes.new_recovery_code()
    db.session.add(person)
    accept_consent(person, consent_version)
    db.session.add_all([passphrase_slot, slots.wrap(keyring, "recovery", code)])
    db.session.flush()
    return person, keyring, code


def username_key(username: str) -> str:
    """The form in which names are compared. Raises Invalid when it is not a name."""
    plain = unicodedata.normalize("NFKC", username)
    if not _NAME.fullmatch(plain):
        raise Invalid({"username": ["Use 3 to 40 letters, digits, dots, hyphens or underscores."]})
    return plain.casefold()


def require_consent(consent: Mapping[str, object], current: str) -> None:
    """Raise Invalid unless all four statements are ticked, for the current version."""
    missing = {f"consent.{name}": ["Please tick this one too."] for name in STATEMENTS if consent[name] is not True}
    if missing:
        raise Invalid(missing)
    if consent["version"] != current:
        raise Invalid({"consent.version": ["The text has changed. Please read it again."]})


def accept_consent(person: Person, version: str) -> None:
    """Remember that the person accepted this version, and on which day."""
    person.consent_version = version
    if db.session.get(Consent, (person.id, version)) is None:
        db.session.add(Consent(person_id=person.id, version=version, accepted_on=_today()))


def invite_id(code: str) -> UUID:
    """Where an invitation is found. Raises RegistrationClosed when it cannot be one."""
    try:
        return slots.slot_id("group", codes.normal_group_code(code))
    except ValueError:
        pass  # then it is the longer kind
    try:
        return slots.slot_id("invite", code)
    except WrongKey as error:
        raise _no_such_invite() from error


def is_spent() -> ColumnElement[bool]:
    """That an invitation lets nobody in any more."""
    return or_(Invite.expires_at <= timestamp(), Invite.uses >= Invite.max_uses)


def forget_spent() -> int:
    """Delete the invitations that let nobody in any more; returns how many those were."""
    return int(db.session.execute(delete(Invite).where(is_spent())).rowcount)  # type: ignore[attr-defined]


def _require_free(key: str) -> None:
    if db.session.scalar(select(Person.id).where(Person.username_key == key)) is not None:
        raise UsernameTaken


def _require_door(registration: str, invite: str | None) -> None:
    if registration == "open":
        return
    if registration == "closed":
        raise RegistrationClosed("Nobody new can join here.")
    if db.session.scalar(select(Invite.id).where(*_living(invite))) is None:
        raise _no_such_invite()


def _redeem(invite: str | None) -> None:
    redeemed = db.session.execute(update(Invite).where(*_living(invite)).values(_COSTS))
    if redeemed.rowcount != 1:  # type: ignore[attr-defined]  # an update's result counts rows
        raise _no_such_invite()


def _living(invite: str | None) -> tuple[ColumnElement[bool], ...]:
    if invite is None:
        raise RegistrationClosed("An invitation is needed to join here.")
    is_free = Invite.uses < Invite.max_uses, Invite.newcomers < Invite.max_uses
    return Invite.id == invite_id(invite), *is_free, Invite.expires_at > timestamp()


def _no_such_invite() -> RegistrationClosed:
    return RegistrationClosed("This invitation is not known, or was used already.")


def _person(newcomer: Newcomer, key: str, keyring: Keyring, peppers: Peppers) -> Person:
    private, public = exchange.new_identity()
    return Person(
        id=keyring.person_id,
        username=unicodedata.normalize("NFKC", newcomer.username),
        username_key=key,
        created_on=_today(),
        version=1,
        change_seq=0,
        settings_box=seal_preferences(newcomer.preferences, keyring, version=1),
        public_key=public,
        public_key_mac=peppers.public_key_mac(keyring.person_id, public),
        private_key_box=keyring.seal("identity", private),
    )


def _today() -> date:
    return now().date()
