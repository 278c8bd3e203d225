"""A person's key pair: what is sealed to the public half, only their own keyring opens."""

from app.accounts.errors import KeyNotTrusted, KeyUnreadable
from app.accounts.models import Person
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers, SubstitutedKey


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
