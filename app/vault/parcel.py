"""A file that a passphrase opens, without the app too: the form of docs/crypto.md, “A sealed file”.

One line of JSON with what the passphrase needs, then the pieces: a length (u32, big-endian) and a sealed box each. Each
is bound to the file, its place, and whether it is the last, so that none can be left out or moved.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.core.ids import new_id
from app.vault import box
from app.vault.argon2 import Argon2Cost, stretch
from app.vault.box import Unreadable
from app.vault.canon import canon

FORMAT = "braid-sealed-file"
MAGIC = b'{"format":"braid-sealed-file"'
PIECE = 1 << 20
MOST_HEAD, MOST_PIECE = 4096, 2 * PIECE
# Four times what a file of ours asks for: it is whoever brings a file that says what opening it costs the server.
MOST_COST = Argon2Cost(memory=1 << 18, passes=8, lanes=16)
INFO = b"braid/v1/kek/export"


@dataclass(frozen=True, repr=False)
class Head:
    """The first line, and what the passphrase needs of it; nothing of it is secret, and every piece is bound to it."""

    line: bytes
    cost: Argon2Cost
    salt: bytes

    @classmethod
    def fresh(cls, cost: Argon2Cost) -> Head:
        """The first line of a new file."""
        salt = os.urandom(16)
        told = {
            "format": FORMAT,
            "version": 1,
            "kdf": {"name": "argon2id", "m": cost.memory, "t": cost.passes, "p": cost.lanes, "salt": salt.hex()},
            "file": str(new_id()),
        }
        return cls(json.dumps(told, separators=(",", ":")).encode() + b"\n", cost, salt)

    def key(self, passphrase: str) -> bytes:
        """The key of every piece, 32 bytes. Raises Busy."""
        return box.derive(stretch(passphrase, self.salt, self.cost), INFO)

    def about(self, place: int, *, is_last: bool) -> bytes:
        """What the piece at a place is bound to."""
        return canon(self.line, place, "last" if is_last else "more")


def seal_file(chunks: Iterable[bytes], passphrase: str, cost: Argon2Cost) -> Iterator[bytes]:
    """The sealed file, piece by piece. Raises Busy before the first."""
    head = Head.fresh(cost)
    key = box.Key(head.key(passphrase))
    return _sealed(head, key, chunks)


def open_file(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """What was sealed, piece by piece. Raises WrongKey, Unreadable or Busy; the first two also between pieces."""
    head = read_head(file)
    key, place, piece = head.key(passphrase), 0, _next_piece(file)
    if piece is None:
        raise Unreadable("the file is cut short")
    while piece is not None:
        following = _next_piece(file)
        yield box.open_box(key, "export", piece, about=head.about(place, is_last=following is None))
        place, piece = place + 1, following


def read_head(file: BinaryIO) -> Head:
    """What the first line says. Raises Unreadable when it is not such a file, or asks for more than anybody has."""
    line = file.readline(MOST_HEAD)
    try:
        told = json.loads(line)
        kdf = told["kdf"]
        cost = Argon2Cost(memory=int(kdf["m"]), passes=int(kdf["t"]), lanes=int(kdf["p"]))
        head = Head(line, cost, bytes.fromhex(kdf["salt"]))
        known = told["format"] == FORMAT and told["version"] == 1 and len(head.salt) == 16
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("this is no sealed file") from error
    if not known or not _is_fair(cost):
        raise Unreadable("this sealed file is of another kind")
    return head


def _is_fair(cost: Argon2Cost) -> bool:
    lanes_fit = 1 <= cost.lanes <= MOST_COST.lanes and 1 <= cost.passes <= MOST_COST.passes
    return lanes_fit and 8 * cost.lanes <= cost.memory <= MOST_COST.memory


def _sealed(head: Head, key: box.Key, chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield head.line
    held = bytearray()
    place = 0
    for chunk in chunks:
        held += chunk
        # One piece is always held back, because the last has to say that it is the last.
        while len(held) > PIECE:
            yield _framed(head, key, place, bytes(held[:PIECE]), is_last=False)
            del held[:PIECE]
            place += 1
    yield _framed(head, key, place, bytes(held), is_last=True)


def _framed(head: Head, key: box.Key, place: int, data: bytes, *, is_last: bool) -> bytes:
    piece = box.seal(key, "export", data, about=head.about(place, is_last=is_last))
    return len(piece).to_bytes(4, "big") + piece


def _next_piece(file: BinaryIO) -> bytes | None:
    frame = file.read(4)
    if not frame:
        return None
    size = int.from_bytes(frame, "big")
    piece = file.read(size) if len(frame) == 4 and size <= MOST_PIECE else b""
    if not piece or len(piece) != size:
        raise Unreadable("the file is cut short")
    return piece
