"""Looking back shows what was marked and what met, as it is, and adds nothing."""

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update

from app.extensions import db
from app.journal.models import Entry
from tests.people import Actor

NOVEMBER = "/looking-back?from=2026-11-01&to=2026-11-30"
RIVER = {"river": "both"}


def test_marks_stand_day_by_day_newest_first(alice: Actor) -> None:
    for day, river in (("2026-11-02", "ashore"), ("2026-11-04", "both"), ("2026-11-02", "midstream")):
        alice.mark(river=river, day=day)

    days = alice.get(NOVEMBER).json["days"]

    assert [day["day"] for day in days] == ["2026-11-04", "2026-11-02"]
    assert [mark["river"] for mark in days[1]["marks"]] == ["midstream", "ashore"]


def test_a_mark_on_a_page_leads_to_the_page_and_one_alone_to_itself(alice: Actor) -> None:
    entry = alice.write(check_in=RIVER, title="Boiler", day="2026-11-03")
    mark = alice.mark(**RIVER, day="2026-11-03")

    marks = alice.get(NOVEMBER).json["days"][0]["marks"]

    leaf = {"id": entry["id"], "day": "2026-11-03", "title": "Boiler"}
    assert [(one["entry"], one["check_in"]) for one in marks] == [(None, mark["id"]), (leaf, None)]


def test_days_outside_are_left_out(alice: Actor) -> None:
    for day in ("2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"):
        alice.mark(**RIVER, day=day)

    days = alice.get(NOVEMBER).json["days"]

    assert [day["day"] for day in days] == ["2026-11-30", "2026-11-01"]


def test_ideas_meet_on_a_page_and_lead_to_it(alice: Actor) -> None:
    both = ["co-regulation", "attachment"]
    first = alice.write(concepts=both, day="2026-11-03")
    second = alice.write(concepts=[*both, "mindfulness"], day="2026-11-05")
    alice.write(concepts=["attachment"], day="2026-11-06")

    meetings = alice.get(NOVEMBER).json["meetings"]

    assert [meeting["concepts"] for meeting in meetings] == [
        ["attachment", "co-regulation"],
        ["attachment", "mindfulness"],
        ["co-regulation", "mindfulness"],
    ]
    assert [leaf["id"] for leaf in meetings[0]["entries"]] == [second["id"], first["id"]]


def test_what_lies_in_the_trash_is_not_looked_back_on(alice: Actor) -> None:
    entry = alice.write(check_in=RIVER, concepts=["co-regulation", "attachment"], day="2026-11-03")
    alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')

    told = alice.get(NOVEMBER).json

    assert (told["days"], told["meetings"]) == ([], [])


def test_r2_a_damaged_page_is_left_out_and_the_rest_is_shown(app: Flask, alice: Actor) -> None:
    damaged = alice.write(check_in=RIVER, day="2026-11-03")
    whole = alice.write(check_in=RIVER, day="2026-11-04")
    with app.app_context():
        db.session.execute(update(Entry).where(Entry.day == date(2026, 11, 3)).values(box=b"\x01" + bytes(200)))
        db.session.commit()

    days = alice.get(NOVEMBER).json["days"]

    assert [day["marks"][0]["entry"]["id"] for day in days] == [whole["id"]]
    assert damaged["id"] not in str(days)


@pytest.mark.parametrize(
    ("query", "field"),
    [("from=2026-11-02&to=2026-11-01", "to"), ("from=2025-11-01&to=2026-11-02", "from"), ("from=2026-11-01", "to")],
)
def test_a_stretch_that_makes_no_sense_is_refused(alice: Actor, query: str, field: str) -> None:
    response = alice.get(f"/looking-back?{query}")

    assert response.status_code == 422
    assert field in response.json["errors"]


def test_nothing_is_counted_averaged_or_scored(alice: Actor) -> None:
    alice.write(
        check_in={"river": "both", "feelings": ["calm"]}, concepts=["co-regulation", "attachment"], day="2026-11-03"
    )
    alice.mark(river="midstream", day="2026-11-03")

    told = alice.get(NOVEMBER).get_data(as_text=True)

    assert "midstream" in told
    assert not re.search(r'": ?-?\d', told)
    assert not re.search(r"count|average|score|level|streak|total", told)


def test_nobody_sees_anybody_elses(alice: Actor, bob: Actor) -> None:
    alice.write(check_in=RIVER, concepts=["co-regulation", "attachment"], day="2026-11-03")

    told = bob.get(NOVEMBER).json

    assert (told["days"], told["meetings"]) == ([], [])
