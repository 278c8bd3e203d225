"""The erasure ledger keeps every line, whatever a power cut or a full disk did to the one before."""

import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.vault.ledger import Ledger
from app.vault.pepper import Peppers, UnknownPepper

OLD, NEW = {"p1": bytes(32)}, {"p2": bytes(range(32))}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "erasures", Peppers(OLD))


@pytest.fixture
def full_after() -> Iterator[Callable[[int], None]]:
    """Let no file grow beyond so many bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_half_a_line_left_by_a_power_cut_does_not_swallow_the_next(ledger: Ledger, tmp_path: Path) -> None:
    one = uuid4()
    (tmp_path / "erasures").write_text("2026-11-24 entry p1 0123")

    ledger.keep({"entry": [one]})

    assert ledger.erased_among("entry", [one, uuid4()]) == {one}


def test_a_disk_that_fills_up_within_the_lines_is_an_error(ledger: Ledger, full_after: Callable[[int], None]) -> None:
    full_after(200)

    with pytest.raises(OSError, match="too large"):
        ledger.keep({"entry": [uuid4() for _ in range(50)]})


def test_lines_of_an_earlier_pepper_still_count(tmp_path: Path) -> None:
    one, two = uuid4(), uuid4()
    Ledger(tmp_path / "erasures", Peppers(OLD)).keep({"entry": [one]})
    both = Ledger(tmp_path / "erasures", Peppers({**OLD, **NEW}))
    both.keep({"entry": [two]})

    assert both.erased_among("entry", [one, two, uuid4()]) == {one, two}


def test_lines_of_a_pepper_that_is_gone_are_not_passed_over(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep({"entry": [uuid4()]})

    with pytest.raises(UnknownPepper):
        Ledger(tmp_path / "erasures", Peppers(NEW)).erased_among("entry", [uuid4()])
