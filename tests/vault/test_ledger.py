"""The erasure ledger tells what was deleted, and below which number, whichever pepper it was told with."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.core.clock import now
from app.core.erasures import EVERY, NONE
from app.vault.ledger import Ledger
from app.vault.pepper import Peppers, UnknownPepper

OLD, NEW = {"p1": bytes(32)}, {"p2": bytes(range(32))}
OLDER = Peppers(OLD)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "erasures", Peppers(OLD))


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


def line(day: str, kind: str, one: UUID, peppers: Peppers = OLDER, pepper_id: str = "p1") -> str:
    """A line as docs/crypto.md says it is."""
    return f"{day} {kind} {pepper_id} {peppers.pseudonym('erasure', kind, one, pepper_id=pepper_id)}\n"


def day_before(days: int) -> str:
    return (now().date() - timedelta(days=days)).isoformat()


def test_a_line_tells_the_day_the_kind_and_a_pseudonym_and_lines_stand_in_the_order_of_ids(
    ledger: Ledger, tmp_path: Path
) -> None:
    one, two, three, today = UUID(int=1), UUID(int=2), UUID(int=3), day_before(0)
    ledger.keep({"entry": dict.fromkeys([two, one], EVERY), "share": dict.fromkeys([three], EVERY)})
    ledger.keep({"person": dict.fromkeys([one], EVERY)})

    assert (tmp_path / "erasures").read_text() == (
        line(today, "entry", one) + line(today, "entry", two) + line(today, "share", three) + line(today, "person", one)
    )


def test_only_its_owner_reads_the_file(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep({"entry": dict.fromkeys([uuid4()], EVERY)})

    assert (tmp_path / "erasures").stat().st_mode & 0o777 == 0o600


def test_what_was_deleted_as_one_kind_says_nothing_of_another(ledger: Ledger) -> None:
    one = uuid4()
    ledger.keep({"entry": dict.fromkeys([one], EVERY), "share": dict.fromkeys([uuid4()], EVERY)})

    assert (ledger.erased_among("share", [one]), ledger.erased_among("entry", [one])) == (set(), {one})


def test_where_nothing_was_deleted_yet_there_is_no_file_to_ask(ledger: Ledger) -> None:
    assert ledger.erased_among("entry", [uuid4()]) == set()
    assert ledger.peppers_needed() == {}


def test_half_a_line_is_ended_before_the_next_begins(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "erasures").write_text("half")

    ledger.keep({"entry": dict.fromkeys([UUID(int=1)], EVERY)})

    assert (tmp_path / "erasures").read_text() == f"half\n{line(day_before(0), 'entry', UUID(int=1))}"


@pytest.mark.parametrize(
    "spoilt",
    [
        b"\xff\xfe\x00\n",
        b"\n",
        b"2026-11-24 entry p1\n",
        b"2026-11-24 entry p1 " + b"0" * 63 + b"\n",
        b"2026-11-24 entry p1 " + b"0" * 64 + b" more\n",
    ],
)
def test_a_spoilt_line_stands_in_no_others_way(ledger: Ledger, tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "erasures").write_bytes(spoilt)
    one = uuid4()
    ledger.keep({"entry": dict.fromkeys([one], EVERY)})

    assert ledger.erased_among("entry", [one]) == {one}
    assert ledger.peppers_needed() == {"p1": 1}


def test_a_lost_peppers_lines_are_passed_over_when_no_copy_is_as_old(tmp_path: Path) -> None:
    one, file = uuid4(), tmp_path / "erasures"
    newer = Ledger(file, Peppers(NEW))
    file.write_text(line(day_before(36), "entry", uuid4()) + line(day_before(36), "entry", one, Peppers(NEW), "p2"))

    assert newer.erased_among("entry", [one]) == {one}

    file.write_text(line(day_before(35), "entry", uuid4()))
    with pytest.raises(UnknownPepper):
        newer.erased_among("entry", [one])


def test_a_pepper_is_needed_for_as_long_as_a_copy_may_be_as_old(tmp_path: Path) -> None:
    told = [line(day_before(days), "entry", uuid4()) for days in (0, 1, 35, 36, 37)]
    (tmp_path / "erasures").write_text("".join(told) + line(day_before(2), "share", uuid4(), Peppers(NEW), "p2"))

    assert Ledger(tmp_path / "erasures", Peppers(NEW)).peppers_needed() == {"p1": 3, "p2": 1}
