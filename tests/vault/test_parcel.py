"""A sealed file: its passphrase opens it, any change is noticed, and a script of a few lines opens it too."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.vault.argon2 import Argon2Cost
from app.vault.box import Unreadable, WrongKey
from app.vault.parcel import PIECE, open_file, seal_file

CHEAP = Argon2Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "lantern otter gravel sunday"
SCRIPT = Path(__file__).parents[2] / "docs" / "open-sealed-file.py"


def sealed(data: bytes) -> bytes:
    return b"".join(seal_file([data[:100], data[100:]], PASSPHRASE, CHEAP))


def opened(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(open_file(io.BytesIO(data), passphrase))


@pytest.mark.parametrize("size", [0, 1, 99, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_goes_in_comes_out(size: int) -> None:
    data = os.urandom(size)

    assert opened(sealed(data)) == data


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongKey):
        opened(sealed(b"words"), "another harbour violet comet")


def test_r1_any_cut_and_any_flip_is_noticed() -> None:
    data = sealed(b"a few words")
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1
        with pytest.raises((WrongKey, Unreadable)):
            opened(bytes(flipped))
        with pytest.raises((WrongKey, Unreadable)):
            opened(data[:place] or b"\n")


def test_a_piece_cannot_be_left_out_or_moved() -> None:
    data = sealed(os.urandom(3 * PIECE))
    head, _, rest = data.partition(b"\n")
    size = 4 + int.from_bytes(rest[:4], "big")
    first, second, last = rest[:size], rest[size : 2 * size], rest[2 * size :]

    for pieces in (second + last, first + last, second + first + last, first + second):
        with pytest.raises((WrongKey, Unreadable)):
            opened(head + b"\n" + pieces)


@pytest.mark.parametrize("cost", ['"m":4294967296', '"m":1048576', '"m":0', '"m":"x"'])
def test_a_head_that_asks_for_too_much_is_refused(cost: str) -> None:
    data = sealed(b"words").replace(b'"m":64', cost.encode())

    with pytest.raises(Unreadable):
        opened(data)


def test_the_script_in_docs_opens_it(tmp_path: Path) -> None:
    data = os.urandom(2 * PIECE + 5)
    (tmp_path / "in").write_bytes(sealed(data))
    asking = f"import getpass, runpy; getpass.getpass = lambda _: {PASSPHRASE!r}; runpy.run_path({str(SCRIPT)!r})"

    subprocess.run([sys.executable, "-c", asking, tmp_path / "in", tmp_path / "out"], check=True, timeout=60)

    assert (tmp_path / "out").read_bytes() == data
