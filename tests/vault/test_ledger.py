"""The erasure ledger on a disk that fills up: a line is whole, or its deletion does not happen."""

import errno
import os
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.vault.ledger import Ledger
from app.vault.pepper import Peppers


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "erasures", Peppers({"p1": bytes(32)}))


def write_only(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """From now on the disk has room for so many bytes."""
    room, written = [most], os.write

    def write(handle: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "no room")
        done = written(handle, data[: room[0]])
        room[0] -= done
        return done

    monkeypatch.setattr(os, "write", write)


def test_a_line_that_the_disk_takes_in_part_only_is_no_line(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = uuid4()
    write_only(monkeypatch, 40)

    with pytest.raises(OSError, match="no room"):
        ledger.keep({"entry": {cut}})

    assert ledger.erased_among("entry", [cut]) == set()


def test_what_was_cut_short_does_not_swallow_the_next_line(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    cut, whole = uuid4(), UUID(int=7)
    with monkeypatch.context() as small:
        write_only(small, 40)
        with pytest.raises(OSError, match="no room"):
            ledger.keep({"entry": {cut}})

    ledger.keep({"entry": {whole}})

    assert ledger.erased_among("entry", [cut, whole]) == {whole}
