"""Damage: a page that cannot be read says so, blocks nobody, and is never overwritten (R2)."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.extensions import db
from app.journal.models import Entry, MonthPage, Revision
from tests.people import Actor


def spoil(app: Flask, table: type, position: int) -> None:
    with app.app_context():
        box = bytearray(db.session.scalars(select(table.box)).first())
        box[position] ^= 1
        db.session.execute(update(table).values(box=bytes(box)))
        db.session.commit()


@pytest.mark.parametrize("position", [0, 3, 10, 40, 80, -1])
def test_r2_a_damaged_page_is_listed_as_unreadable(app: Flask, alice: Actor, position: int) -> None:
    entry = alice.write("heron")
    spoil(app, Entry, position)

    found = alice.get(f"/entries/{entry['id']}")
    listed = alice.get("/entries").json["items"]

    assert (found.status_code, found.json["unreadable"], found.json["body"]) == (200, True, "")
    assert [one["id"] for one in listed] == [entry["id"]]


def test_r2_a_damaged_page_is_never_overwritten(app: Flask, alice: Actor) -> None:
    entry = alice.write("heron")
    spoil(app, Entry, 80)

    response = alice.put(f"/entries/{entry['id']}", {"body": "b"}, If_Match='"1"')

    assert (response.status_code, response.json["type"]) == (409, "/api/problems/entry-unreadable")


def test_r2_the_neighbours_of_a_damaged_page_are_readable(app: Flask, alice: Actor) -> None:
    alice.write("heron")
    with app.app_context():
        spoilt = db.session.scalars(select(Entry.id)).one()
    other = alice.write("otter")
    with app.app_context():
        db.session.execute(update(Entry).where(Entry.id == spoilt).values(box=b""))
        db.session.commit()

    listed = {one["id"]: one["unreadable"] for one in alice.get("/entries").json["items"]}

    assert listed == {str(spoilt): True, other["id"]: False}


@pytest.mark.parametrize("position", [0, 3, 10, 80])
def test_r2_a_damaged_month_page_is_searched_by_its_entries(app: Flask, alice: Actor, position: int) -> None:
    alice.write("heron")
    spoil(app, MonthPage, position)

    assert len(alice.post("/searches", {"text": "heron"}).json["items"]) == 1


def test_r2_writing_mends_a_damaged_month_page(app: Flask, alice: Actor) -> None:
    alice.write("heron")
    spoil(app, MonthPage, 80)

    alice.write("otter")

    assert len(alice.post("/searches", {"text": "heron"}).json["items"]) == 1
    assert len(alice.post("/searches", {"text": "otter"}).json["items"]) == 1


def test_r2_a_damaged_revision_says_so(app: Flask, alice: Actor) -> None:
    entry = alice.write("words " * 100)
    alice.put(f"/entries/{entry['id']}", {"body": "few"}, If_Match='"1"')
    spoil(app, Revision, 80)

    revision = alice.get(f"/entries/{entry['id']}/revisions").json["items"][0]

    assert (revision["unreadable"], revision["body"]) == (True, "")
    assert alice.post(f"/entries/{entry['id']}/revisions/1/revival", If_Match='"2"').status_code == 404
