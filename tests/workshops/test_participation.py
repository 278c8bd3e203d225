"""The sheet that those who lead may take home: how many, never who, and nothing a spreadsheet would run."""

import csv
import io

import pytest
from flask import Flask

from app.core.sheets import safe
from tests.people import Actor
from tests.workshops.cast import ask_of, gather, newcomer


def test_the_sheet_says_how_many_and_never_who(app: Flask, alice: Actor) -> None:
    group = gather(alice, time_zone="Europe/Dublin")
    members = [newcomer(app, alice, group, name) for name in ("amira", "jonas")]
    task = ask_of(alice, group, opens_at="2026-07-01T18:00:00Z")
    members[0].put(f"/assignments/{task['id']}/completion")

    response = alice.get(f"/workshops/{group['id']}/participation-sheet")
    rows = list(csv.reader(io.StringIO(response.text)))

    assert response.mimetype == "text/csv"
    assert rows[0] == [f"# {alice.get('/notices').json['long']['text']}"]
    assert rows[2] == ["1", task["question"]["title"], "2026-07-01 19:00", "", "3", "1", "0"]
    assert not any(name in response.text for name in ("Amira", "Jonas", "amira", "jonas"))


def test_a_question_that_looks_like_a_formula_is_only_text(alice: Actor) -> None:
    group = gather(alice)
    ask_of(alice, group, own={"title": "=1+1", "text": "What came up?"})

    rows = list(csv.reader(io.StringIO(alice.get(f"/workshops/{group['id']}/participation-sheet").text)))

    assert rows[2][1] == "'=1+1"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "  =1", "＝1", "\r1"])
def test_no_cell_can_be_taken_for_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "text"), [("A line", "A line"), (-3, "-3"), (None, ""), ("a=1", "a=1")])
def test_other_cells_stay_as_they_are(cell: object, text: str) -> None:
    assert safe(cell) == text


def test_what_waits_is_open_not_written_to_and_in_a_group_that_goes_on(app: Flask, alice: Actor) -> None:
    group, closed = gather(alice), gather(alice, name="Over")
    ask_of(alice, closed)
    alice.patch(f"/workshops/{closed['id']}", {"closed": True}, If_Match='"1"')
    member = newcomer(app, alice, group, "amira")
    ask_of(alice, group, note="No end.")
    soon = ask_of(alice, group, closes_at="2998-01-01T00:00:00Z")
    later = ask_of(alice, group, closes_at="2999-01-01T00:00:00Z")
    ask_of(alice, group, opens_at="2997-01-01T00:00:00Z")
    written = ask_of(alice, group)
    member.put(f"/assignments/{written['id']}/completion")

    waiting = member.get("/assignments").json["items"]

    assert [one["id"] for one in waiting[:2]] == [soon["id"], later["id"]]
    assert len(waiting) == 3
    assert (waiting[0]["title"], waiting[0]["workshop"]) == (soon["question"]["title"], group["id"])
