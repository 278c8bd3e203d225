"""F15: what somebody wrote is never a formula in a table, and JSON brings it back to the letter."""

import os
from itertools import product
from pathlib import Path

import pytest

from app.portability.formats import tables
from app.portability.leaf import Leaf
from tests.drills.noting import note
from tests.people import Actor, join
from tests.portability.files import DAY, bring, entries_of, take, written
from tests.portability.test_programs import program, run, unpacked

pytestmark = pytest.mark.drill
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "＝",
    "＋",
    "－",
    "＠",
    '"=',
    "'=",
    ";=",
    ",=",
    "\u200b=",
    "\ufeff=",
    "|",
)
FORMULAS = ('HYPERLINK("http://x.example";"y")', "1+1", "SUM(A1:A9)", "cmd|' /C calc'!A0", "WEBSERVICE(A1)", "A1\n=2")
CELLS = [start + formula for start, formula in product(STARTS, FORMULAS)]


def test_f15_no_cell_is_a_formula(tmp_path: Path) -> None:
    office = program("soffice")
    pages = [Leaf(DAY, cell, cell.replace("\n", " ")[:100], tags=(cell.split("\n")[0][:40],)) for cell in CELLS]
    folder = unpacked(written(tables.FORMAT, pages), tmp_path / "ours")

    asked = ("--headless", "--convert-to", "fods", "--outdir", tmp_path, folder / "entries.csv")
    run(office, *asked, env={**os.environ, "HOME": str(tmp_path)})
    sheet = (tmp_path / "entries.fods").read_text()

    formulas = sheet.count("table:formula")
    note("F15", f"{len(CELLS)} texts in bodies, titles and tags, opened by LibreOffice: {formulas} formulas")
    assert "HYPERLINK" in sheet
    assert formulas == 0


def test_f15_json_brings_every_cell_back(app, alice: Actor) -> None:
    for cell in CELLS[:90]:
        alice.write(cell, title=cell.replace("\n", " ").replace("\r", " ")[:100])

    bob = join(app, "bob-b")
    bring(bob, take(alice, "json"))

    assert sorted(told(bob)) == sorted(told(alice))


def told(actor: Actor) -> list[tuple[str, str, str]]:
    return [(one["day"], one["title"], one["body"]) for one in entries_of(actor)]
