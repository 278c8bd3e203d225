"""The erasure ledger keeps every line, whatever a power cut or a full disk did to the one before."""

import errno
import os
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.core.erasures import EVERY, NONE
from app.vault.ledger import Ledger
from app.vault.pepper import Peppers, UnknownPepper

OLD, NEW = {"p1": bytes(32)}, {"p2": bytes(range(32))}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "erasures", Peppers(OLD))


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


def test_half_a_line_left_by_a_power_cut_does_not_swallow_the_next(ledger: Ledger, tmp_path: Path) -> None:
    one = uuid4()
    (tmp_path / "erasures").write_text("2026-11-24 entry p1 0123")

    ledger.keep({"entry": {one: EVERY}})

    assert ledger.erased_among("entry", [one, uuid4()]) == {one}


def test_lines_of_an_earlier_pepper_still_count(tmp_path: Path) -> None:
    one, two = uuid4(), uuid4()
    Ledger(tmp_path / "erasures", Peppers(OLD)).keep({"entry": {one: EVERY}})
    both = Ledger(tmp_path / "erasures", Peppers({**OLD, **NEW}))
    both.keep({"entry": {two: EVERY}})

    assert both.erased_among("entry", [one, two, uuid4()]) == {one, two}


def test_lines_of_a_pepper_that_is_gone_are_not_passed_over(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep({"entry": {uuid4(): EVERY}})

    with pytest.raises(UnknownPepper):
        Ledger(tmp_path / "erasures", Peppers(NEW)).erased_among("entry", [uuid4()])


def test_the_last_line_about_something_counts_whichever_pepper_it_was_made_with(tmp_path: Path) -> None:
    seat, other = uuid4(), uuid4()
    Ledger(tmp_path / "erasures", Peppers(OLD)).keep({"lead": {seat: 4, other: 4}})
    both = Ledger(tmp_path / "erasures", Peppers({**OLD, **NEW}))

    both.keep({"lead": {seat: NONE}})

    assert both.limits_among("lead", [seat, other]) == {seat: NONE, other: 4}
    assert both.erased_among("lead", [seat, other]) == {other}


def test_a_line_without_a_number_means_whatever_has_the_id(ledger: Ledger) -> None:
    one = uuid4()

    ledger.keep({"person": {one: EVERY}})

    assert ledger.limits_among("person", [one]) == {one: EVERY}
