"""The spool: what is written comes back from anywhere, and lies on the disk sealed."""

import io
import os

from hypothesis import given
from hypothesis import strategies as st

from app.vault.spool import CHUNK, SealedSpool


def spooled(data: bytes) -> SealedSpool:
    spool = SealedSpool()
    for at in range(0, len(data), 10_007):
        spool.write(data[at : at + 10_007])
    return spool


@given(st.integers(0, 3 * CHUNK), st.integers(0, 3 * CHUNK), st.integers(0, 2 * CHUNK))
def test_any_stretch_is_read_back(size: int, start: int, count: int) -> None:
    data = os.urandom(size)

    with io.BufferedReader(spooled(data)) as file:
        file.seek(start)

        assert file.read(count) == data[start : start + count]


def test_l1_nothing_readable_lies_on_the_disk() -> None:
    spool = spooled(b"what nobody knows " * 20_000)

    lying = os.pread(spool._disk, 10_000_000, 0)

    assert len(lying) > 5 * CHUNK
    assert b"nobody" not in lying
    spool.close()


def test_it_has_no_name_and_is_gone_when_closed() -> None:
    spool = spooled(bytes(CHUNK))
    descriptor = spool._disk

    assert os.fstat(descriptor).st_nlink == 0
    spool.close()
    assert spool.closed
