"""The head of a sealed file, and the frames of its pieces: as docs/crypto.md says, asking for no more than is fair."""

import io
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from app.vault.argon2 import Argon2Cost
from app.vault.box import Unreadable
from app.vault.parcel import MAGIC, PIECE, open_file, read_head, seal_file

CHEAP = Argon2Cost(memory=64, passes=1, lanes=1)
SALT = "6a29b77e80750c83f6a916c4c210b37b"
FAIR = {"name": "argon2id", "m": 64, "t": 1, "p": 1, "salt": SALT}


def head_of(kdf: dict[str, Any] | None = None, **changes: Any) -> io.BytesIO:
    """A first line, with some of it changed."""
    told = {"format": "braid-sealed-file", "version": 1, "kdf": {**FAIR, **(kdf or {})}, "file": "x", **changes}
    return io.BytesIO(json.dumps(told).encode() + b"\n")


def frames(sealed: bytes) -> list[int]:
    """How long each piece says it is."""
    file, found = io.BytesIO(sealed), []
    file.readline()
    while frame := file.read(4):
        found.append(int.from_bytes(frame, "big"))
        file.seek(found[-1], io.SEEK_CUR)
    return found


def test_the_first_line_tells_what_the_passphrase_needs_and_no_more() -> None:
    line = next(seal_file([b"words"], "lantern otter", CHEAP))
    told = json.loads(line)

    salt, file = told["kdf"]["salt"], told["file"]
    assert (len(bytes.fromhex(salt)), str(UUID(file))) == (16, file)
    assert line.startswith(MAGIC)
    assert line.decode() == (
        '{"format":"braid-sealed-file","version":1,'
        f'"kdf":{{"name":"argon2id","m":64,"t":1,"p":1,"salt":"{salt}"}},"file":"{file}"}}\n'
    )


def test_no_two_files_have_the_same_head() -> None:
    assert len({next(seal_file([], "lantern otter", CHEAP)) for _ in range(20)}) == 20


@pytest.mark.parametrize(("size", "pieces"), [(0, 1), (1, 1), (PIECE, 1), (PIECE + 1, 2), (2 * PIECE, 2)])
def test_every_piece_but_the_last_is_full(size: int, pieces: int) -> None:
    assert len(frames(b"".join(seal_file([bytes(size)], "lantern otter", CHEAP)))) == pieces


@pytest.mark.parametrize("cost", [{"m": 128, "p": 16}, {"m": 8}, {"m": 1 << 18}, {"t": 8}])
def test_a_head_may_ask_for_anything_that_is_fair(cost: dict[str, int]) -> None:
    kdf = {**FAIR, **cost}

    assert read_head(head_of(cost)).cost == Argon2Cost(memory=kdf["m"], passes=kdf["t"], lanes=kdf["p"])


@pytest.mark.parametrize(
    "cost",
    [{"m": 127, "p": 16}, {"m": 7}, {"m": (1 << 18) + 1}, {"t": 0}, {"t": 9}, {"p": 0}, {"m": 136, "p": 17}],
)
def test_a_head_that_asks_for_what_is_not_fair_is_of_another_kind(cost: dict[str, int]) -> None:
    with pytest.raises(Unreadable, match=r"^this sealed file is of another kind$"):
        read_head(head_of(cost))


@pytest.mark.parametrize("changes", [{"format": "a-file"}, {"version": 2}, {"kdf": {"salt": SALT[2:]}}])
def test_a_head_of_which_one_thing_is_not_ours_is_of_another_kind(changes: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match=r"^this sealed file is of another kind$"):
        read_head(head_of(**changes))


@pytest.mark.parametrize("line", [b"", b"\n", b"{}\n", b"[]\n", b"7\n", b"\xff\n", b'{"kdf":{"m":1}}\n'])
def test_anything_else_is_no_sealed_file(line: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^this is no sealed file$"):
        read_head(io.BytesIO(line))


def test_a_head_that_does_not_end_is_not_read_to_its_end() -> None:
    endless = head_of(file="x" * 5_000)

    with pytest.raises(Unreadable, match=r"^this is no sealed file$"):
        read_head(endless)
    assert endless.tell() <= 4_096


@pytest.mark.parametrize(
    "cut",
    [lambda piece: b"", lambda piece: piece[:3], lambda piece: b"\0\0\4", lambda piece: b"\0\0\0\0", lambda p: p[:-1]],
)
def test_a_file_that_is_cut_short_says_so(cut: Callable[[bytes], bytes]) -> None:
    head, piece = seal_file([b"words"], "lantern otter", CHEAP)

    with pytest.raises(Unreadable, match=r"^the file is cut short$"):
        next(open_file(io.BytesIO(head + cut(piece)), "lantern otter"))


def test_a_piece_that_says_it_is_huge_is_not_read() -> None:
    head = next(seal_file([], "lantern otter", CHEAP))
    file = io.BytesIO(head + (2 * PIECE + 1).to_bytes(4, "big") + bytes(2 * PIECE + 1))

    with pytest.raises(Unreadable, match=r"^the file is cut short$"):
        next(open_file(file, "lantern otter"))
    assert file.tell() == len(head) + 4
