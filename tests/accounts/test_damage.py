"""Damage to what surrounds a journal locks nobody out (R2)."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.accounts.models import Person
from app.extensions import db
from app.vault.models import KeySlot
from app.vault.slots import pepper_ids_in_use
from tests.people import PASSPHRASE, Actor

POSITIONS = [0, 3, 10, 40, 80, -1]


def spoilt(box: bytes, position: int) -> bytes:
    changed = bytearray(box)
    changed[position] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("position", POSITIONS)
def test_r2_damaged_settings_count_as_none_and_lock_nobody_out(app: Flask, alice: Actor, position: int) -> None:
    with app.app_context():
        box = db.session.scalars(select(Person.settings_box)).one()
        db.session.execute(update(Person).values(settings_box=spoilt(box, position)))
        db.session.commit()

    signed_in = Actor(app).post("/session", {"username": "alice", "passphrase": PASSPHRASE})

    assert signed_in.status_code == 201
    assert alice.get("/person").json["muted_topics"] == []
    assert alice.get("/prompts/today").status_code == 200


@pytest.mark.parametrize("position", POSITIONS)
def test_r2_a_session_with_a_damaged_name_is_still_listed(app: Flask, alice: Actor, position: int) -> None:
    with app.app_context():
        box = db.session.scalars(select(KeySlot.label_box).where(KeySlot.kind == "session")).one() or b""
        changed = update(KeySlot).where(KeySlot.kind == "session").values(label_box=spoilt(box, position))
        db.session.execute(changed)
        db.session.commit()

    assert alice.get("/session").json["session"]["label"] == "A device"
    assert alice.get("/sessions").status_code == 200


@pytest.mark.parametrize("params", ["", "{", "[]", "{}", '{"device":"own"}', '{"device":"boat","started":1}'])
def test_r2_a_damaged_session_opens_nothing_and_stands_in_nobodys_way(app: Flask, alice: Actor, params: str) -> None:
    with app.app_context():
        db.session.execute(update(KeySlot).where(KeySlot.kind == "session").values(params=params))
        db.session.commit()

    again = Actor(app)
    response = again.post("/session", {"username": "alice", "passphrase": PASSPHRASE})

    assert response.status_code == 201
    assert alice.get("/person").status_code == 401
    assert len(again.get("/sessions").json["items"]) == 1


@pytest.mark.parametrize("params", ["", "{", "[]", "{}"])
def test_r2_one_damaged_passphrase_slot_does_not_stop_the_server(context: Flask, alice: Actor, params: str) -> None:
    db.session.execute(update(KeySlot).where(KeySlot.kind == "password").values(params=params))

    assert pepper_ids_in_use() == []
