"""What is sealed to another person's public key: HPKE base mode (RFC 9180), X25519, HKDF-SHA256, AES-256-GCM."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.vault.box import NewerVersion, Unreadable
from app.vault.canon import Field, canon
from app.vault.padding import is_bucket

SUITE_BYTE = 1
# The suite, the sender's key of the moment, and the tag.
_AROUND = 1 + 32 + 16
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_identity() -> tuple[bytes, bytes]:
    """A fresh X25519 pair as (private, public), 32 raw bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal_to(public_key: bytes, data: bytes, *info: Field) -> bytes:
    """Seal data that only the holder of the private key can open, and only with the same `info`.

    Callers check the public key with `Peppers.check_public_key` first.
    """
    key = X25519PublicKey.from_public_bytes(public_key)
    return bytes([SUITE_BYTE]) + _SUITE.encrypt(data, key, canon(*info))


def could_be(size: int) -> bool:
    """Whether anything padded and sealed to somebody is so many bytes long."""
    return is_bucket(size - _AROUND)


def open_with(private_key: bytes, blob: bytes, *info: Field) -> bytes:
    """The data inside. Raises NewerVersion for an unknown suite, Unreadable for anything else that is wrong."""
    if not blob:
        raise Unreadable("nothing was sealed")
    if blob[0] != SUITE_BYTE:
        raise NewerVersion("sealed by a newer version")
    try:
        return _SUITE.decrypt(blob[1:], X25519PrivateKey.from_private_bytes(private_key), canon(*info))
    except (InvalidTag, ValueError) as error:
        raise Unreadable("this was not sealed for you, or is damaged") from error
