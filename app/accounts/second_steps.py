"""A second step after the passphrase: a code that changes every half minute, or a passkey that opens nothing itself."""

from dataclasses import dataclass
from uuid import UUID

import orjson
from sqlalchemy import delete, select, update

from app.accounts import passkeys
from app.accounts.errors import SecondStepNeeded, SecondStepRequired, WrongCode
from app.accounts.models import Passkey, SecondStep
from app.accounts.passkeys import OPENS, Touch
from app.accounts.sessions import hold
from app.accounts.visitor import Visitor
from app.core.clock import timestamp
from app.core.erasures import note_erased
from app.core.pictures import code_picture
from app.errors import Invalid, NotFound
from app.extensions import db
from app.vault import totp
from app.vault.authenticators import BRAND, Site
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring

A_DAY = 86_400


@dataclass(frozen=True, repr=False)
class Beside:
    """What somebody gives beside their passphrase."""

    code: str | None = None
    touch: Touch | None = None


@dataclass(frozen=True, repr=False)
class Codes:
    """What the codes are made from, and the last half minute whose code was used."""

    seed: str
    last: int


def ways_of(keyring: Keyring) -> list[str]:
    """The ways in which this person's passphrase has to be followed up; none where it is enough."""
    has_codes = _codes_of(keyring) is not None
    opens = set(db.session.scalars(select(OPENS).where(Passkey.person_id == keyring.person_id)))
    if not has_codes and False not in opens:
        return []
    return [way for way, there_is in (("totp", has_codes), ("passkey", opens)) if there_is]


def require(keyring: Keyring, beside: Beside, site: Site) -> bool:
    """Whether there was a second step to take, and it was taken.

    Raises SecondStepNeeded, WrongCode, WrongPasskey.
    """
    ways = ways_of(keyring)
    if not ways:
        return False
    if beside.touch is not None:
        passkeys.require_own(keyring, beside.touch, site, purpose="signing-in")
    elif beside.code is not None and "totp" in ways:
        _use(keyring, beside.code)
    else:
        raise SecondStepNeeded(ways)
    return True


def fresh(username: str) -> dict[str, str]:
    """A secret for an app that makes codes: to type, as the address that such apps know, and as a QR code (SVG)."""
    seed = totp.new_seed()
    address = totp.address(seed, username, BRAND)
    return {"secret": seed, "address": address, "picture": code_picture(address)}


def set_up(visitor: Visitor, seed: str, code: str) -> None:
    """Ask for codes from now on; one that fits shows that they can be made. Raises ConfirmationNeeded, Invalid."""
    visitor.require_confirmation()
    hold(visitor)
    step = totp.step_of(seed, code, timestamp()) if totp.is_seed(seed) else None
    if step is None:
        raise Invalid({"code": ["This is not the code of the moment. Wait for the next one and try again."]})
    row = db.session.get(SecondStep, visitor.person_id) or SecondStep(person_id=visitor.person_id, version=0)
    # A use, of which there is one each half minute at most, adds one: so versions only grow, even from one secret to
    # the next, and codes that cannot be made any more are not asked for again by an older copy.
    row.version = max(row.version + 1, step)
    note_erased("second_step", [visitor.person_id], below=row.version)
    row.box = _sealed(Codes(seed, step), visitor.keyring, row.version)
    db.session.add(row)


def turn_off(visitor: Visitor) -> None:
    """Ask for no codes any more. Raises ConfirmationNeeded, NotSignedIn."""
    visitor.require_confirmation()
    hold(visitor)
    _forget_codes(visitor.person_id)


def put_off(person_id: UUID, *, stolen: bool) -> None:
    """After a recovery: no second step stands in the way any more; what was stolen opens nothing any more."""
    _forget_codes(person_id)
    mine = Passkey.person_id == person_id
    passkeys.forget(*([mine] if stolen else [mine, ~OPENS]))


def require_to_lead(visitor: Visitor, setting: str) -> None:
    """Raise SecondStepRequired or ConfirmationNeeded where the operator asks more of those who lead."""
    if setting == "leading":
        _require_more(visitor)


def require_at_desk(visitor: Visitor, setting: str) -> None:
    """Raise NotFound for whoever is no admin; SecondStepRequired, ConfirmationNeeded where more is asked of those."""
    if not visitor.is_admin:
        raise NotFound
    if setting != "offered":
        _require_more(visitor)


def require_to_change(visitor: Visitor, setting: str) -> None:
    """Raise SecondStepRequired for an admin who came by a passphrase alone and yet has more, where more is asked.

    Otherwise the passphrase would be enough after all: it would make a step of its own, or put off the one there is.
    """
    is_asked = visitor.is_admin and setting != "offered"
    if is_asked and not visitor.by_two and has_any(visitor.keyring):
        raise SecondStepRequired


def has_codes(keyring: Keyring) -> bool:
    """Whether the person's passphrase asks for a code."""
    return _codes_of(keyring) is not None


def has_any(keyring: Keyring) -> bool:
    """Whether the person has anything that is more than a passphrase."""
    mine = select(Passkey.id).where(Passkey.person_id == keyring.person_id)
    return has_codes(keyring) or db.session.scalar(mine.limit(1)) is not None


def _forget_codes(person_id: UUID) -> None:
    forgotten = db.session.execute(delete(SecondStep).where(SecondStep.person_id == person_id))
    if forgotten.rowcount:  # type: ignore[attr-defined]  # a delete's result counts rows
        note_erased("second_step", [person_id])


def _require_more(visitor: Visitor) -> None:
    # They came in with a passkey or a second step, still have one, and have confirmed within a day that it is them.
    if not visitor.by_two or not has_any(visitor.keyring):
        raise SecondStepRequired
    visitor.require_confirmation(within=A_DAY)


def _use(keyring: Keyring, code: str) -> None:
    row, codes = db.session.get(SecondStep, keyring.person_id), _codes_of(keyring)
    step = totp.step_of(codes.seed, code, timestamp()) if codes else None
    if row is None or codes is None or step is None or step <= codes.last:
        raise WrongCode
    box = _sealed(Codes(codes.seed, step), keyring, row.version + 1)
    # Whoever changes the row has used the code; a second, parallel use finds another version there.
    as_read = (SecondStep.person_id == keyring.person_id, SecondStep.version == row.version)
    used = db.session.execute(update(SecondStep).where(*as_read).values(version=row.version + 1, box=box))
    if used.rowcount != 1:  # type: ignore[attr-defined]  # an update's result counts rows
        raise WrongCode


def _codes_of(keyring: Keyring) -> Codes | None:
    # A damaged box counts as no second step: whoever can write to the database could delete it as well, and a flipped
    # bit must lock nobody out.
    row = db.session.get(SecondStep, keyring.person_id)
    try:
        return Codes(**orjson.loads(keyring.open("totp", row.box, row.version))) if row else None
    except (Unreadable, WrongKey):
        return None


def _sealed(codes: Codes, keyring: Keyring, version: int) -> bytes:
    return keyring.seal("totp", orjson.dumps(codes), version)
