"""The table of figures: what a drill says of itself stays true to what was measured."""

import pytest

from tests.drills import noting
from tests.drills.catalogue import DRILLS
from tests.drills.noting import BEGIN, END, with_row
from tests.serving import ROOT

PAGE = f"Before.\n\n{BEGIN}\n\n{END}\nAfter.\n"


def line(number: str, measured: str, version: str) -> str:
    return f"| {number} kill | what | has to be | {measured} | {version} | SQLite 3.40.1 | 2026-11-28 |"


def rows(page: str) -> list[str]:
    return [row for row in page.splitlines() if row.startswith("| F")]


def test_rows_stand_in_the_order_of_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noting, "VERSION", "full")

    page = with_row(with_row(PAGE, line("F10", "a", "full")), line("F2", "b", "full"))

    assert [row.split()[1] for row in rows(page)] == ["F2", "F10"]
    assert page.startswith("Before.")
    assert page.endswith("After.\n")


@pytest.mark.parametrize(("version", "kept"), [("short", "first"), ("full", "second")])
def test_a_short_version_never_takes_a_full_ones_place(
    monkeypatch: pytest.MonkeyPatch, version: str, kept: str
) -> None:
    page = with_row(PAGE, line("F1", "first", "full"))
    monkeypatch.setattr(noting, "VERSION", version)

    page = with_row(page, line("F1", "second", version))

    assert len(rows(page)) == 1
    assert f"| {kept} |" in rows(page)[0]


def test_every_drill_has_its_file() -> None:
    named = {drill.name for drill in DRILLS.values()}

    there = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "drills").glob("test_*.py")}

    assert named == there - {"noting"}
