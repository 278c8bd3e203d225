"""Codes that change every half minute (RFC 6238), as the apps that make them expect them."""

import base64
import os

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS, SECONDS = 6, 30
_SIZE = 20
# A phone's clock may be off by a step, and whoever types takes a moment.
_AROUND = (0, -1, 1)


def new_seed() -> str:
    """160 random bits in base 32: what the app and the server both know."""
    return base64.b32encode(os.urandom(_SIZE)).decode()


def is_seed(text: str) -> bool:
    """Whether this could be a seed of ours."""
    try:
        return len(base64.b32decode(text)) == _SIZE
    except ValueError:
        return False


def step_of(seed: str, code: str, at: int) -> int | None:
    """The number of the half minute, around the Unix second `at`, whose code this is; None when it is of none."""
    typed, maker, present = "".join(code.split()).encode(), _maker(seed), at // SECONDS
    return next((present + by for by in _AROUND if _fits(maker, typed, present + by)), None)


def code_at(seed: str, at: int) -> str:
    """The code of a moment, as the app shows it."""
    return _maker(seed).generate(at).decode()


def address(seed: str, name: str, issuer: str) -> str:
    """The address that such an app reads from a picture."""
    return _maker(seed).get_provisioning_uri(name, issuer)


def _fits(maker: TOTP, typed: bytes, step: int) -> bool:
    try:
        maker.verify(typed, step * SECONDS)
    except InvalidToken:
        return False
    return True


def _maker(seed: str) -> TOTP:
    return TOTP(base64.b32decode(seed), DIGITS, SHA1(), SECONDS)  # noqa: S303  # nosec B303  # all such apps know it
