"""The recovery code and the changing of the passphrase (K5, K6)."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.vault.models import KeySlot
from tests.accounts.authenticator import add, touch
from tests.disk import shredded_files
from tests.people import PASSPHRASE, Actor, sign_in

NEW = "pebble harbour violet comet"


def test_k6_the_code_opens_the_journal_once_and_ends_every_earlier_way_in(app: Flask, alice: Actor) -> None:
    entry = alice.write("Still here.")
    other = Actor(app)

    response = other.post("/recovery", {"recovery_code": alice.recovery_code.lower(), "passphrase": NEW})
    again = Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": NEW})

    assert response.status_code == 201
    assert response.json["recovery_code"] != alice.recovery_code
    assert other.get(f"/entries/{entry['id']}").json["body"] == "Still here."
    assert alice.get("/person").status_code == 401
    assert again.status_code == 401


def test_k6_the_code_opens_the_journal_where_the_ledger_cannot_be_written(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_erased: object) -> None:
        raise OSError("no ledger")

    monkeypatch.setitem(app.extensions, "keep_erasures", broken)

    response = Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": NEW})

    assert response.status_code == 201


def test_k6_the_old_passphrase_is_dead_after_recovery(app: Flask, alice: Actor) -> None:
    Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": NEW})

    wrong = Actor(app).post("/session", {"username": "alice", "passphrase": PASSPHRASE})

    assert wrong.status_code == 401
    assert sign_in(app, "alice", NEW).get("/person").status_code == 200


def test_k5_a_new_passphrase_ends_other_sessions_and_keeps_this_one(app: Flask, alice: Actor) -> None:
    other = sign_in(app, "alice")
    entry = alice.write("Still here.")

    response = alice.put("/person/passphrase", {"current": PASSPHRASE, "new": NEW})

    assert response.status_code == 204
    assert other.get("/person").status_code == 401
    assert alice.get(f"/entries/{entry['id']}").json["body"] == "Still here."
    assert Actor(app).post("/session", {"username": "alice", "passphrase": PASSPHRASE}).status_code == 401


def test_k5_the_recovery_code_survives_a_new_passphrase(app: Flask, alice: Actor) -> None:
    alice.put("/person/passphrase", {"current": PASSPHRASE, "new": NEW})

    response = Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": PASSPHRASE})

    assert response.status_code == 201


def test_the_current_passphrase_is_needed_to_change_it(alice: Actor) -> None:
    response = alice.put("/person/passphrase", {"current": "not the right one at all", "new": NEW})

    assert response.status_code == 401


def test_a_new_code_replaces_the_old_one(app: Flask, alice: Actor) -> None:
    code = alice.post("/person/recovery-code").json["recovery_code"]

    old = Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": NEW})
    new = Actor(app).post("/recovery", {"recovery_code": code, "passphrase": NEW})

    assert (old.status_code, new.status_code) == (401, 201)


@pytest.mark.parametrize("kind", ["password", "session"])
def test_l4_after_a_new_passphrase_no_file_holds_what_the_old_one_opened(app: Flask, alice: Actor, kind: str) -> None:
    with app.app_context():
        box = db.session.scalars(select(KeySlot.box).where(KeySlot.kind == kind)).one()

    alice.put("/person/passphrase", {"current": PASSPHRASE, "new": NEW})

    assert [name for name, data in shredded_files(app).items() if box[37:69] in data] == []


def test_k5_a_new_passphrase_keeps_passkeys(alice: Actor, anybody: Actor) -> None:
    device = add(alice)
    alice.put("/person/passphrase", {"current": PASSPHRASE, "new": NEW})

    assert anybody.post("/session", touch(anybody, device)).status_code == 201


@pytest.mark.parametrize(("stolen", "status"), [(False, 201), (True, 401)])
def test_k6_recovery_keeps_passkeys_unless_they_were_stolen(
    app: Flask, alice: Actor, anybody: Actor, stolen: bool, status: int
) -> None:
    device = add(alice)
    sent = {"recovery_code": alice.recovery_code, "passphrase": NEW, "stolen": stolen}

    Actor(app).post("/recovery", sent)

    assert anybody.post("/session", touch(anybody, device)).status_code == status
    assert len(sign_in(app, "alice", NEW).get("/passkeys").json["items"]) == (0 if stolen else 1)
