"""The ledger on a disk that is full, slow or broken: what it could not keep whole, it did not say."""

import errno
import logging
import os
from pathlib import Path
from stat import S_ISDIR
from uuid import UUID, uuid4

import pytest

from app.core.erasures import EVERY
from app.vault.ledger import Ledger
from app.vault.pepper import Peppers

OLDER = Peppers({"p1": bytes(32)})


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "erasures", OLDER)


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
        ledger.keep({"entry": {cut: EVERY}})

    assert ledger.erased_among("entry", [cut]) == set()


def test_what_was_cut_short_does_not_swallow_the_next_line(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    cut, whole = uuid4(), UUID(int=7)
    with monkeypatch.context() as small:
        write_only(small, 40)
        with pytest.raises(OSError, match="no room"):
            ledger.keep({"entry": {cut: EVERY}})

    ledger.keep({"entry": {whole: EVERY}})

    assert ledger.erased_among("entry", [cut, whole]) == {whole}


def test_nothing_counts_of_what_the_disk_takes_in_part_only(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before, two = uuid4(), [uuid4(), uuid4()]
    ledger.keep({"entry": {before: EVERY}})
    with monkeypatch.context() as small:
        write_only(small, 90)
        with pytest.raises(OSError, match="no room"):
            ledger.keep({"entry": dict.fromkeys(two, EVERY)})

    ledger.keep({"entry": {(after := uuid4()): EVERY}})

    assert ledger.erased_among("entry", [before, *two, after]) == {before, after}


def test_nothing_counts_that_the_disk_does_not_promise_to_keep(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_handle: int) -> None:
        raise OSError(errno.EIO, "no promise")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="no promise"):
            ledger.keep({"person": {(one := uuid4()): EVERY}})

    assert ledger.erased_among("person", [one]) == set()
    assert ledger.peppers_needed() == {}


def test_lines_that_others_wrote_meanwhile_are_not_crossed_out(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, ours, other = uuid4(), uuid4(), Ledger(tmp_path / "erasures", OLDER)

    def fail(_handle: int) -> None:
        monkeypatch.undo()
        other.keep({"entry": {theirs: EVERY}})
        raise OSError(errno.EIO, "no promise")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no promise"):
        ledger.keep({"entry": {ours: EVERY}})

    assert ledger.erased_among("entry", [ours, theirs]) == {theirs}
    assert len((tmp_path / "erasures").read_text().splitlines()) == 2


def test_what_can_be_neither_kept_nor_crossed_out_is_told(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_any: object, **_named: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", fail)
    monkeypatch.setattr(Path, "open", fail)
    caplog.set_level(logging.WARNING, "braid")
    with pytest.raises(OSError, match="broken"):
        ledger.keep({"entry": {uuid4(): EVERY}})

    assert set(caplog.messages) == {"the ledger names something that was not deleted after all"}


def test_the_first_line_waits_until_the_disk_has_the_files_name_as_well(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, folders = os.fsync, list[bool]()
    monkeypatch.setattr(os, "fsync", lambda one: (folders.append(S_ISDIR(os.fstat(one).st_mode)), synced(one)))

    ledger.keep({"entry": {uuid4(): EVERY}})
    ledger.keep({"entry": {uuid4(): EVERY}})

    assert folders == [False, True, False]


def test_a_disk_that_takes_a_line_little_by_little_gets_all_of_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, written = uuid4(), uuid4(), os.write
    monkeypatch.setattr(os, "write", lambda handle, data: written(handle, data[:7]))

    ledger.keep({"entry": dict.fromkeys([one, two], EVERY)})

    assert ledger.erased_among("entry", [one, two]) == {one, two}
