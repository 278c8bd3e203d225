"""What a passkey is asked to sign: nothing is written down for it until somebody's passkey has answered."""

import hmac
import os
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from app.accounts.models import SpentChallenge
from app.core.clock import timestamp
from app.core.database import run
from app.vault.authenticators import NotGenuine
from app.vault.pepper import Peppers

Purpose = Literal["adding", "signing-in", "confirming"]
GOOD_FOR = 300
_NONCE, _UNTIL = slice(0, 16), slice(16, 24)
_SPENT = SpentChallenge.__table__


def challenge_for(purpose: Purpose, peppers: Peppers, person_id: UUID | None = None) -> bytes:
    """A fresh challenge, good for five minutes, for this purpose and person only; we know it again by its seal."""
    body = os.urandom(16) + (timestamp() + GOOD_FOR).to_bytes(8, "big")
    return body + _seal(body, purpose, peppers, person_id)


def spend(challenge: bytes, purpose: Purpose, peppers: Peppers, person_id: UUID | None = None) -> None:
    """Use a challenge up. Raises NotGenuine when it is not ours, not for this, too old, or used already."""
    body, at = challenge[:24], timestamp()
    if not hmac.compare_digest(challenge[24:], _seal(body, purpose, peppers, person_id)):
        raise NotGenuine("not a challenge of ours")
    until = int.from_bytes(body[_UNTIL], "big")
    if not at <= until <= at + GOOD_FOR:
        raise NotGenuine("a challenge of another time")
    forget_old()
    try:
        run(insert(_SPENT).values(id=UUID(bytes=body[_NONCE]), ends_at=until))
    except IntegrityError as error:
        raise NotGenuine("a challenge that was answered already") from error


def forget_old() -> int:
    """Delete the challenges that would be too old anyway; returns how many those were."""
    return run(delete(_SPENT).where(_SPENT.c.ends_at < timestamp())).rowcount


def _seal(body: bytes, purpose: Purpose, peppers: Peppers, person_id: UUID | None) -> bytes:
    return bytes.fromhex(peppers.pseudonym("passkey-challenge", purpose, person_id, body))
