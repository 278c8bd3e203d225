"""The spool: what is written comes back from anywhere, and lies on the disk sealed."""

import io
import os

import pytest
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


def test_it_can_be_read_written_and_searched_and_stands_behind_what_was_written() -> None:
    with spooled(b"a few words") as spool:
        assert (spool.readable(), spool.writable(), spool.seekable()) == (True, True, True)
        assert spool.tell() == 11
        assert spool.seek(-5, io.SEEK_END) == 6
        assert spool.seek(2, io.SEEK_CUR) == 8
        assert (spool.read(), spool.read()) == (b"rds", b"")


def test_nothing_lies_before_the_start() -> None:
    with spooled(b"words") as spool, pytest.raises(ValueError, match=r"^before the start$"):
        spool.seek(-1)


def test_a_piece_that_is_full_is_laid_down_at_once() -> None:
    with spooled(bytes(CHUNK)) as spool:
        assert os.fstat(spool._disk).st_size == CHUNK + 16


def test_a_disk_that_takes_a_little_at_a_time_gets_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    data, pwrite = os.urandom(2 * CHUNK + 5), os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda handle, some, at: pwrite(handle, some[:5_000], at))

    with spooled(data) as spool:
        spool.seek(0)

        assert io.BufferedReader(spool).read() == data


def test_a_piece_that_is_read_in_small_bites_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pread, places = os.pread, list[int]()
    monkeypatch.setattr(os, "pread", lambda handle, size, at: (places.append(at), pread(handle, size, at))[1])

    with spooled(bytes(2 * CHUNK)) as spool:
        spool.seek(0)
        while spool.read(CHUNK // 4):
            pass

    assert places == [0, CHUNK + 16]


def test_nothing_stays_in_memory_or_open_when_it_is_closed() -> None:
    spool = spooled(b"words" * CHUNK)
    descriptor = spool._disk
    spool.seek(0)
    spool.read(5)

    spool.close()

    assert (bytes(spool._tail), spool._held[1]) == (b"", b"")
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


def test_closing_it_twice_is_harmless() -> None:
    spool = spooled(b"words")
    spool.close()

    spool.close()

    assert spool.closed
