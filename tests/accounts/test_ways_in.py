"""A slot that opens is the only proof of who somebody is, at every process that serves (K2)."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Select, delete, select

from app import create_app
from app.accounts.models import Person
from app.extensions import db
from app.vault import slots
from app.vault.models import KeySlot
from tests.conftest import INSECURE_FOR_TESTS
from tests.people import PASSPHRASE, Actor, program


@pytest.fixture
def neighbour(app: Flask) -> Iterator[Flask]:
    """Another process that serves the same journals."""
    other = create_app(app.extensions["settings"], cost=INSECURE_FOR_TESTS)
    yield other
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


def test_k2_without_their_slots_nobody_comes_in_by_any_way(app: Flask, alice: Actor) -> None:
    reader, anybody = program(alice, "entries:read"), Actor(app)
    with app.app_context():
        db.session.execute(delete(KeySlot))
        db.session.commit()

    refused = [
        alice.get("/person"),
        reader.get("/entries"),
        anybody.post("/session", {"username": "alice", "passphrase": PASSPHRASE}),
        anybody.post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": "pebble harbour violet comet"}),
    ]

    assert {one.status_code for one in refused} == {401}


def test_k2_a_session_that_is_over_is_over_at_every_process(app: Flask, neighbour: Flask, alice: Actor) -> None:
    elsewhere = Actor(neighbour)
    elsewhere.cookie = alice.cookie
    before = elsewhere.get("/person").status_code

    alice.delete("/session")

    assert (before, elsewhere.get("/person").status_code) == (200, 401)


def test_k2_a_slot_that_was_put_into_the_database_opens_nothing(app: Flask, alice: Actor, bob: Actor) -> None:
    secret = slots.new_secret()
    with app.app_context():
        theirs = db.session.scalars(select(KeySlot).where(KeySlot.kind == "session")).first()
        assert theirs is not None
        columns = {column.name: getattr(theirs, column.name) for column in KeySlot.__table__.columns}
        db.session.add(KeySlot(**{**columns, "id": slots.slot_id("session", secret)}))
        db.session.commit()
    bob.cookie = secret

    assert bob.get("/person").status_code == 401


def test_k2_a_passphrase_slot_that_was_moved_to_somebody_else_opens_nothing(
    app: Flask, alice: Actor, bob: Actor
) -> None:
    with app.app_context():
        mine, theirs = (db.session.scalars(passphrase_of(name)).one() for name in ("bob-b", "alice"))
        alice_id = theirs.person_id
        db.session.delete(theirs)
        db.session.flush()
        mine.person_id = alice_id
        db.session.commit()

    assert Actor(app).post("/session", {"username": "alice", "passphrase": PASSPHRASE}).status_code == 401


def passphrase_of(username: str) -> Select[tuple[KeySlot]]:
    statement = select(KeySlot).join(Person, Person.id == KeySlot.person_id)
    return statement.where(KeySlot.kind == "password", Person.username == username)
