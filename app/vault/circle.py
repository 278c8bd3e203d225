"""What a circle of people may read, and the server for them: sealed under a key made from the pepper.

Whoever has only the database cannot read it; whoever has the pepper too, can. Nothing that somebody wrote for
themselves is ever sealed in this way.
"""

from app.vault import box
from app.vault.box import Key, Unreadable, derive
from app.vault.canon import Field, canon
from app.vault.pepper import Peppers, UnknownPepper

_PURPOSE = b"braid/v1/circle"


def seal_for_circle(peppers: Peppers, label: str, data: bytes, *about: Field, fixed: int | None = None) -> bytes:
    """Seal data of a class, bound to `about`, with the newest pepper; the box names which by its number."""
    key = Key(derive(peppers.secret(peppers.newest_id), _PURPOSE), int(peppers.newest_id[1:]))
    return box.seal(key, _named(label), data, about=canon(*about), fixed=fixed)


def open_for_circle(peppers: Peppers, label: str, blob: bytes, *about: Field) -> bytes:
    """Open such a box. Raises Unreadable, NewerVersion or WrongKey."""
    try:
        secret = peppers.secret(f"p{box.epoch_of(blob)}")
    except UnknownPepper as error:
        raise Unreadable("sealed with a pepper that is not here") from error
    return box.open_box(derive(secret, _PURPOSE), _named(label), blob, about=canon(*about))


def _named(label: str) -> str:
    return f"circle/{label}"
