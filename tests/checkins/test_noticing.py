"""Check-ins: noted down in words, amended, taken back; retries are harmless and nothing is opened by others."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.checkins.models import CheckIn
from app.extensions import db
from tests.people import Actor

FULL = {
    "river": "near-still",
    "feelings": ["calm", "my own word"],
    "body": {"where": ["hands"], "like": ["warm"]},
    "connection": {"place": "nearby", "to": ["animal"]},
    "note": "The kettle, the radio, the rain.",
}


def told(mark: dict[str, Any]) -> dict[str, Any]:
    return {name: mark[name] for name in FULL}


def test_everything_marked_comes_back(alice: Actor) -> None:
    mark = alice.mark(**FULL, day="2026-11-20")

    read = alice.get(f"/check-ins/{mark['id']}").json

    assert told(read) == FULL
    assert (read["day"], read["version"], read["unreadable"]) == ("2026-11-20", 1, False)


@pytest.mark.parametrize("part", sorted(FULL))
def test_one_thing_is_enough(alice: Actor, part: str) -> None:
    mark = alice.mark(**{part: FULL[part]})

    assert told(mark)[part] == FULL[part]


@pytest.mark.parametrize("sent", [{}, {"note": "   "}, {"feelings": []}, {"body": {"where": [], "like": []}}])
def test_nothing_marked_is_not_noted_down(alice: Actor, sent: dict[str, Any]) -> None:
    response = alice.put(f"/check-ins/{uuid4()}", sent, If_None_Match="*")

    assert response.status_code == 422
    assert alice.get("/check-ins").json["items"] == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"river": "3"}, "river"),
        ({"river": "skip"}, "river"),
        ({"river": 3}, "river"),
        ({"feelings": ["a", "b", "c", "d"]}, "feelings"),
        ({"feelings": [7]}, "feelings"),
        ({"body": {"where": ["liver"]}}, "body"),
        ({"connection": {"place": "skip"}}, "connection"),
        ({"connection": {"to": ["boss"]}}, "connection"),
        ({"note": "x" * 281}, "note"),
        ({"level": 4}, "level"),
    ],
)
def test_what_has_no_place_is_refused_by_name(alice: Actor, sent: dict[str, Any], field: str) -> None:
    response = alice.put(f"/check-ins/{uuid4()}", sent, If_None_Match="*")

    assert response.status_code == 422
    assert field in response.json["errors"]


def test_feelings_are_kept_in_any_script_and_once(alice: Actor) -> None:
    mark = alice.mark(feelings=["  Sehnsucht ", "Sehnsucht", "切ない"])

    assert mark["feelings"] == ["Sehnsucht", "切ない"]


def test_a_retry_is_harmless_and_another_mark_under_the_same_id_is_not_lost(alice: Actor) -> None:
    path = f"/check-ins/{uuid4()}"
    first = alice.put(path, {"river": "both"}, If_None_Match="*")

    again = alice.put(path, {"river": "both"}, If_None_Match="*")
    other = alice.put(path, {"river": "ashore"}, If_None_Match="*")

    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 412)
    assert other.json["current"]["river"] == "both"


def test_a_mark_is_amended_at_the_version_that_was_read(alice: Actor) -> None:
    mark = alice.mark(river="both")
    path = f"/check-ins/{mark['id']}"

    amended = alice.put(path, {"river": "ashore"}, If_Match='"1"')
    retried = alice.put(path, {"river": "ashore"}, If_Match='"1"')
    stale = alice.put(path, {"river": "unsure"}, If_Match='"1"')

    assert (amended.json["version"], amended.json["at"]) == (2, mark["at"])
    assert (retried.status_code, stale.status_code) == (200, 412)
    assert alice.put(path, {"river": "unsure"}).status_code == 428


def test_a_mark_is_taken_back_for_good(app: Flask, alice: Actor) -> None:
    mark = alice.mark(river="both")

    assert alice.delete(f"/check-ins/{mark['id']}", If_Match='"2"').status_code == 412
    assert alice.delete(f"/check-ins/{mark['id']}", If_Match='"1"').status_code == 204
    with app.app_context():
        assert db.session.scalars(select(CheckIn)).all() == []


def test_all_of_ones_own_are_taken_back_and_nobody_elses(alice: Actor, bob: Actor) -> None:
    alice.mark(river="both")
    theirs = bob.mark(river="ashore")

    assert alice.delete("/check-ins").status_code == 204

    assert alice.get("/check-ins").json["items"] == []
    assert [one["id"] for one in bob.get("/check-ins").json["items"]] == [theirs["id"]]


def test_they_are_listed_newest_first_page_by_page(alice: Actor) -> None:
    days = ["2026-11-03", "2026-11-01", "2026-11-02", "2026-11-02"]
    marked = [alice.mark(river="both", day=day)["id"] for day in days]

    first = alice.get("/check-ins?limit=2").json
    second = alice.get(f"/check-ins?limit=2&cursor={first['next']}").json

    found = [one["id"] for page in (first, second) for one in page["items"]]
    assert found == [marked[0], marked[3], marked[2], marked[1]]
    assert second["next"] is None


def test_a_stretch_of_days_can_be_asked_for(alice: Actor) -> None:
    for day in ("2026-11-01", "2026-11-02", "2026-11-03"):
        alice.mark(river="both", day=day)

    found = alice.get("/check-ins?from=2026-11-02&to=2026-11-02").json["items"]

    assert [one["day"] for one in found] == ["2026-11-02"]


def test_r3_every_box_is_equally_large(app: Flask, alice: Actor) -> None:
    widest = {"where": ["outside me (chair, floor, air)"], "like": ["hard to say"]}
    alice.mark(river="both")
    alice.mark(**{**FULL, "note": "\u0001" * 280, "feelings": ["😀" * 40, "😁" * 40, "😂" * 40], "body": widest})

    with app.app_context():
        sizes = {len(box) for box in db.session.scalars(select(CheckIn.box))}

    assert len(sizes) == 1


def test_r2_a_damaged_mark_is_said_to_be_unreadable(app: Flask, alice: Actor) -> None:
    mark = alice.mark(**FULL)
    with app.app_context():
        db.session.execute(update(CheckIn).values(box=b"\x01" + bytes(200)))
        db.session.commit()

    shown = alice.get("/check-ins").json["items"][0]

    assert (shown["id"], shown["unreadable"], shown["note"]) == (mark["id"], True, "")


def test_r2_a_damaged_mark_is_not_overwritten_and_can_be_taken_back(app: Flask, alice: Actor) -> None:
    path = f"/check-ins/{alice.mark(**FULL)['id']}"
    with app.app_context():
        db.session.execute(update(CheckIn).values(box=b"\x01" + bytes(200)))
        db.session.commit()

    written = alice.put(path, {"river": "both"}, If_Match='"1"')

    assert (written.status_code, written.json["type"]) == (409, "/api/problems/check-in-unreadable")
    assert alice.delete(path, If_Match='"1"').status_code == 204


def test_r1_a_mark_moved_to_somebody_else_opens_nowhere(app: Flask, alice: Actor, bob: Actor) -> None:
    mark = alice.mark(**FULL)
    theirs = bob.mark(river="both")
    with app.app_context():
        stolen = db.session.scalars(select(CheckIn.box).where(CheckIn.day.is_not(None))).first()
        db.session.execute(update(CheckIn).values(box=stolen))
        db.session.commit()

    opened = [bob.get(f"/check-ins/{theirs['id']}").json, alice.get(f"/check-ins/{mark['id']}").json]

    assert opened[0]["unreadable"]


def test_a_page_can_hold_a_mark_of_its_own(alice: Actor) -> None:
    entry = alice.write(check_in=FULL)

    kept = alice.put(f"/entries/{entry['id']}", {"body": "More."}, If_Match='"1"').json
    gone = alice.put(f"/entries/{entry['id']}", {"body": "More.", "check_in": None}, If_Match='"2"').json

    assert (entry["check_in"], kept["check_in"], gone["check_in"]) == (FULL, FULL, None)


def test_a_page_refuses_a_mark_without_a_place(alice: Actor) -> None:
    response = alice.post("/entries", {"body": "Words.", "check_in": {"river": "7"}})

    assert "river" in response.json["errors"]


def test_which_bank_lies_where_is_dealt_once(alice: Actor) -> None:
    dealt = {alice.get("/person").json["river_flip"] for _ in range(3)}

    assert len(dealt) == 1
