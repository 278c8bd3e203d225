"""A person's key pair: what is sealed to the public half, only their own keyring opens."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update

from app.accounts.errors import KeyNotTrusted, KeyUnreadable
from app.accounts.models import Person
from app.core.database import run, take_pen
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers, SubstitutedKey

_PEOPLE = Person.__table__
_VOUCHED = select(_PEOPLE.c.id, _PEOPLE.c.public_key, _PEOPLE.c.public_key_mac)
_VOUCH = update(_PEOPLE).where(_PEOPLE.c.id == bindparam("person")).values(public_key_mac=bindparam("mac"))


def public_key_of(person: Person, peppers: Peppers) -> bytes:
    """The key to seal to, 32 bytes. Raises KeyNotTrusted when the database holds another than was made for them."""
    try:
        peppers.check_public_key(person.id, person.public_key, person.public_key_mac)
    except SubstitutedKey as error:
        raise KeyNotTrusted from error
    return person.public_key


def private_key_of(person: Person, keyring: Keyring) -> bytes:
    """The key that opens what was sealed to them, 32 bytes. Raises KeyUnreadable when its box is damaged."""
    try:
        return keyring.open("identity", person.private_key_box)
    except (Unreadable, WrongKey) as error:
        raise KeyUnreadable from error


def vouched_with(peppers: Peppers) -> Counter[str]:
    """With which peppers how many public keys are vouched for; those that are not trusted count for none."""
    return Counter(found for row in run(_VOUCHED) if (found := _voucher(peppers, row)))


def untrusted(peppers: Peppers) -> list[UUID]:
    """Whose public keys no pepper vouches for."""
    return [row.id for row in run(_VOUCHED) if _voucher(peppers, row) is None]


def vouch_anew(peppers: Peppers) -> int:
    """Vouch with the newest pepper for every public key that an older one vouches for; returns for how many."""
    take_pen()
    dated = [row for row in run(_VOUCHED).all() if _voucher(peppers, row) not in (None, peppers.newest_id)]
    for row in dated:
        run(_VOUCH, {"person": row.id, "mac": peppers.public_key_mac(row.id, row.public_key)})
    return len(dated)


def _voucher(peppers: Peppers, row: Any) -> str | None:
    try:
        return peppers.check_public_key(row.id, row.public_key, row.public_key_mac)
    except SubstitutedKey:
        return None
