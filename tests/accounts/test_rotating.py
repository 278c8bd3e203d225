"""New keys where the old ones may be in other hands (K8): nothing is lost, and the old ones open nothing new."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.accounts.access import current_guard
from app.accounts.models import Person
from app.accounts.routes import rotation
from app.admin.opening import try_everything
from app.extensions import db
from app.journal.models import Entry
from app.vault import sealing_anew, slots
from app.vault.box import WrongKey
from app.vault.holdings import holdings
from app.vault.models import KeySlot
from tests.accounts.keys import a_full_journal, columns_of_boxes, columns_with_boxes, epochs, keyring_of, rotate, texts
from tests.everything import fill
from tests.people import PASSPHRASE, Actor, sign_in

LINES = "application/x-ndjson"


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing_anew, "AT_ONCE", 2)


@pytest.fixture
def stopped(small_steps: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the disk fill up after so many steps."""

    def stop_after(count: int) -> None:
        turn, steps = sealing_anew.turn, iter(range(count))

        def until_then(*given: Any) -> int:
            if next(steps, None) is None:
                monkeypatch.setattr(sealing_anew, "turn", turn)
                raise OSError(28, "No space left on device")
            return turn(*given)

        monkeypatch.setattr(sealing_anew, "turn", until_then)

    return stop_after


def test_k8_everything_is_sealed_anew_and_reads_as_before(app: Flask, alice: Actor) -> None:
    written = a_full_journal(alice)

    response = rotate(alice)

    assert (response.status_code, response.json["unreadable"]) == (200, 0)
    assert epochs(app, keyring_of(app, alice)) == {2}
    assert texts(alice) == written
    assert len(alice.post("/searches", {"text": "heron"}).json["items"]) == 5
    assert alice.get("/check-ins").json["items"][0]["river"] == "midstream"
    assert alice.get("/reminders").json["items"][0]["time"] == "07:15"
    assert alice.get("/person").json["muted_topics"] == ["loss"]


def test_k8_the_old_keys_open_nothing_any_more(app: Flask, alice: Actor) -> None:
    a_full_journal(alice)
    old = keyring_of(app, alice)

    rotate(alice)

    with app.app_context():
        for row in db.session.execute(select(*Entry.__table__.c)):
            with pytest.raises(WrongKey):
                old.open("entry", row.box, row.id, row.version, "page")
        assert {slot.kind for slot in db.session.query(KeySlot)} == {"password", "recovery", "session"}
    assert not keyring_of(app, alice).is_between


def test_k8_every_column_of_boxes_is_reached_and_still_opens(app: Flask, alice: Actor, bob: Actor) -> None:
    fill(app, alice, bob)
    assert columns_with_boxes(app, keyring_of(app, alice)) == columns_of_boxes(app)

    assert rotate(alice).json["unreadable"] == 0

    keyring = keyring_of(app, alice)
    with app.app_context():
        assert list(try_everything(db.session.get(Person, keyring.person_id), keyring)) == []
    assert epochs(app, keyring) == {2}
    assert epochs(app, keyring_of(app, bob)) == {1}


def test_k8_no_slot_holds_the_old_key(app: Flask, alice: Actor) -> None:
    old = keyring_of(app, alice).pack()[-32:]

    code = rotate(alice).json["recovery_code"]

    with app.app_context():
        found = {slot.kind: slot for slot in db.session.query(KeySlot)}
        rings = [
            slots.unwrap_passphrase(found["password"], PASSPHRASE, current_guard()),
            slots.unwrap(found["recovery"], "recovery", code),
            slots.unwrap(found["session"], "session", alice.cookie),
        ]
    assert all(old not in ring.pack() for ring in rings)


def test_every_other_way_in_ends(app: Flask, alice: Actor) -> None:
    phone, before = sign_in(app, "alice"), alice.cookie

    code = rotate(alice).json["recovery_code"]

    old = Actor(app)
    old.cookie = before
    assert (phone.get("/person").status_code, old.get("/person").status_code) == (401, 401)
    assert recover(app, alice.recovery_code).status_code == 401
    assert sign_in(app, "alice").get("/person").status_code == 200
    assert recover(app, code).status_code == 201


def recover(app: Flask, code: str) -> TestResponse:
    return Actor(app).post("/recovery", {"recovery_code": code, "passphrase": "pebble harbour violet comet"})


def test_both_the_passphrase_and_a_confirmation_are_needed(alice: Actor, move_clock: Callable[..., None]) -> None:
    wrong = alice.post("/person/key-rotation", {"passphrase": "not the right one at all"})
    move_clock(minutes=11)
    late = rotate(alice)

    assert (wrong.status_code, wrong.json["type"]) == (401, "/api/problems/wrong-passphrase")
    assert (late.status_code, late.json["type"]) == (403, "/api/problems/confirmation-needed")


def test_it_tells_line_by_line_how_far_it_is(small_steps: None, alice: Actor) -> None:
    a_full_journal(alice)

    response = rotate(alice, Accept=LINES)

    first, *between, last = map(json.loads, response.data.splitlines())
    assert len(first["recovery_code"]) == 39
    assert between[-1]["done"] == between[-1]["of"] == last["sealed"]
    assert [one["done"] for one in between] == sorted(one["done"] for one in between)


@pytest.mark.parametrize("steps", range(8))
def test_k8_stopped_anywhere_everything_can_be_read_and_asking_again_goes_on(
    app: Flask, alice: Actor, stopped: Callable[[int], None], steps: int
) -> None:
    written = a_full_journal(alice)
    stopped(steps)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    assert rotate(alice).status_code == 507
    again = sign_in(app, "alice")
    assert epochs(app, keyring_of(app, again)) <= {1, 2}
    assert texts(again) == written
    again.write("in between")

    assert rotate(again).json["unreadable"] == 0
    assert (epochs(app, keyring_of(app, again)), keyring_of(app, again).is_between) == ({2}, False)
    assert texts(again) == ["in between", *written]


def test_a_second_rotation_takes_the_next_number(app: Flask, alice: Actor) -> None:
    written = a_full_journal(alice)
    rotate(alice)

    rotate(alice)

    assert epochs(app, keyring_of(app, alice)) == {3}
    assert texts(alice) == written


def test_what_was_damaged_before_stays_as_it_is_and_is_counted(app: Flask, alice: Actor) -> None:
    alice.write("heron")
    alice.write("otter")
    with app.app_context():
        db.session.execute(update(Entry).where(Entry.number == 1).values(box=b"\x01 damaged"))
        db.session.commit()

    response = rotate(alice)

    assert response.json["unreadable"] == 1
    listed = alice.get("/entries").json["items"]
    assert [(one["body"], one["unreadable"]) for one in listed] == [("otter", False), ("", True)]
    with app.app_context():
        assert db.session.scalars(select(Entry.box).where(Entry.number == 1)).one() == b"\x01 damaged"


def test_the_old_key_never_goes_while_something_still_needs_it(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice.write("passed by")
    monkeypatch.setattr(rotation, "seal_anew", lambda *_: iter(()))

    rotate(alice)

    assert texts(alice) == ["passed by"]
    assert epochs(app, keyring_of(app, alice)) == {2}


def test_sizes_stay_as_they_were(app: Flask, alice: Actor) -> None:
    a_full_journal(alice)
    before = sizes(app)

    rotate(alice)

    assert sizes(app) == before


def sizes(app: Flask) -> list[int]:
    with app.app_context():
        every = (db.session.execute(select(one.table.c[one.column])).scalars() for one in holdings())
        return sorted(len(box) for boxes in every for box in boxes if box and len(box) > 1000)
