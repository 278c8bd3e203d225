"""The sealed box, version 1: authenticated, padded, bound to what it is about, and committed to its key."""

import hmac
import os
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.vault.canon import canon
from app.vault.padding import BadPadding, is_bucket, pad, unpad

VERSION = 1
SALT = slice(5, 37)
COMMITMENT = slice(37, 69)
HEADER = 69
TAG = 16


class WrongKey(Exception):
    """The key at hand is not the one this box was sealed with."""


class OutOfScope(WrongKey):
    """The keyring holds no key for this kind of box."""


class Unreadable(Exception):
    """The box is damaged, or stands where it does not belong."""


class NewerVersion(Unreadable):
    """The box was written by a newer version of the program."""


class Key(NamedTuple):
    """32 bytes, and the number of the data key they come from (0 in slots)."""

    secret: bytes
    epoch: int = 0

    def __repr__(self) -> str:
        return f"<Key of epoch {self.epoch}>"


def seal(key: Key, label: str, data: bytes, *, about: bytes, fixed: int | None = None) -> bytes:
    """Seal `data`; `about` is the canonical associated data, `fixed` a padded size other than the data's bucket."""
    salt = os.urandom(32)
    message_key, nonce, commitment = _derive(key.secret, label, salt)
    header = bytes([VERSION]) + key.epoch.to_bytes(4, "big") + salt + commitment
    return header + AESGCM(message_key).encrypt(nonce, pad(data, fixed=fixed), canon("braid/v1", label, header, about))


def open_box(key: bytes, label: str, blob: bytes, *, about: bytes) -> bytes:
    """The data inside a box.

    Raises NewerVersion, Unreadable (damaged or transplanted) or WrongKey (the commitment is another key's).
    """
    epoch_of(blob)
    message_key, nonce, commitment = _derive(key, label, blob[SALT])
    if not hmac.compare_digest(commitment, blob[COMMITMENT]):
        raise WrongKey("this key does not fit")
    try:
        padded = AESGCM(message_key).decrypt(
            nonce, memoryview(blob)[HEADER:], canon("braid/v1", label, blob[:HEADER], about)
        )
        return unpad(padded)
    except (InvalidTag, BadPadding) as error:
        raise Unreadable("the box is damaged or misplaced") from error


def epoch_of(blob: bytes) -> int:
    """The number of the key a box was sealed with. Raises NewerVersion or Unreadable."""
    if not blob:
        raise Unreadable("the box is empty")
    if blob[0] != VERSION:
        raise NewerVersion("the box was written by a newer version")
    if len(blob) < HEADER + TAG:
        raise Unreadable("the box is cut short")
    return int.from_bytes(blob[1:5], "big")


def could_be(size: int) -> bool:
    """Whether any box is so many bytes long."""
    return is_bucket(size - HEADER - TAG)


def derive(secret: bytes, info: bytes, *, salt: bytes | None = None, length: int = 32) -> bytes:
    """HKDF-SHA256 of a high-entropy secret."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def _derive(key: bytes, label: str, salt: bytes) -> tuple[bytes, bytes, bytes]:
    material = derive(key, f"braid/v1/{label}".encode(), salt=salt, length=76)
    return material[:32], material[32:44], material[44:]
