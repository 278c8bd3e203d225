"""Signing in and out, the list of sessions, and how long one lives."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.vault.models import KeySlot
from tests.disk import somebody_writing
from tests.people import PASSPHRASE, Actor, join, sign_in


def test_signing_in_opens_the_same_journal(app: Flask, alice: Actor) -> None:
    alice.write("Kept for later.")

    again = sign_in(app, "alice")

    assert again.get("/entries").json["items"][0]["body"] == "Kept for later."


def test_h9_a_wrong_passphrase_and_an_unknown_name_are_answered_alike(alice: Actor, anybody: Actor) -> None:
    wrong = anybody.post("/session", {"username": "alice", "passphrase": "not the right one at all"})
    unknown = anybody.post("/session", {"username": "nobody", "passphrase": "not the right one at all"})

    assert wrong.status_code == unknown.status_code == 401
    assert {**wrong.json, "request_id": ""} == {**unknown.json, "request_id": ""}


def test_k2_signing_out_ends_the_session_and_clears_the_device(alice: Actor) -> None:
    secret = alice.cookie

    response = alice.delete("/session")

    assert response.status_code == 204
    assert response.headers["Clear-Site-Data"] == '"storage"'
    alice.cookie = secret
    assert alice.get("/person").status_code == 401


def test_other_sessions_are_ended_after_confirmation(app: Flask, alice: Actor, move_clock: Callable[..., None]) -> None:
    other = sign_in(app, "alice")
    move_clock(minutes=11)

    refused = alice.delete("/sessions")
    alice.post("/session/confirmation", {"passphrase": PASSPHRASE})
    response = alice.delete("/sessions")

    assert refused.json["type"].endswith("/confirmation-needed")
    assert response.status_code == 204
    assert other.get("/person").status_code == 401
    assert alice.get("/person").status_code == 200


def test_a_confirmation_replaces_the_secret(alice: Actor, app: Flask) -> None:
    before = alice.cookie

    alice.post("/session/confirmation", {"passphrase": PASSPHRASE})

    old = Actor(app)
    old.cookie = before
    assert alice.cookie != before
    assert old.get("/person").status_code == 401


def test_one_other_session_is_ended_by_its_id(app: Flask, alice: Actor) -> None:
    other = sign_in(app, "alice")
    listed = other.get("/sessions").json["items"]
    mine = next(one for one in listed if not one["is_current"])

    other.delete(f"/sessions/{mine['id']}")

    assert alice.get("/person").status_code == 401
    assert other.get("/person").status_code == 200


def test_a_shared_device_is_forgotten_after_half_an_hour_unused(app: Flask, move_clock: Callable[..., None]) -> None:
    robin = join(app, "robin", device="shared")

    move_clock(minutes=29)
    assert robin.get("/person").status_code == 200
    move_clock(minutes=31)

    assert robin.get("/person").status_code == 401


def test_a_shared_device_is_forgotten_after_twelve_hours_in_use(app: Flask, move_clock: Callable[..., None]) -> None:
    robin = join(app, "robin", device="shared")

    for _ in range(25):
        move_clock(minutes=28)
        robin.get("/person")
    move_clock(minutes=28)

    assert robin.get("/person").status_code == 401


def test_an_own_device_lives_thirty_days_at_most(app: Flask, move_clock: Callable[..., None]) -> None:
    robin = join(app, "robin", device="own")

    for _ in range(3):
        move_clock(days=9.9)
        assert robin.get("/person").status_code == 200
    move_clock(days=1)

    assert robin.get("/person").status_code == 401


def test_at_most_twenty_sessions_stay_open(app: Flask, alice: Actor, move_clock: Callable[..., None]) -> None:
    for _ in range(20):
        move_clock(minutes=1)
        sign_in(app, "alice")

    move_clock(minutes=1)
    newest = sign_in(app, "alice")

    assert len(newest.get("/sessions").json["items"]) == 20
    assert alice.get("/person").status_code == 401


def test_a_cookie_and_an_authorization_header_together_are_refused(alice: Actor) -> None:
    response = alice.get("/person", Authorization="Bearer braid_x")

    assert response.status_code == 400


def test_the_slot_of_a_session_that_is_over_goes_when_its_person_signs_in(
    app: Flask, alice: Actor, move_clock: Callable[..., None]
) -> None:
    move_clock(minutes=31)

    newest = sign_in(app, "alice")

    assert len(newest.get("/sessions").json["items"]) == 1
    assert session_slots(app) == 1


def test_a_session_that_is_over_is_not_listed(app: Flask, alice: Actor, move_clock: Callable[..., None]) -> None:
    own = Actor(app)
    own.post("/session", {"username": "alice", "passphrase": PASSPHRASE, "device": "own"})

    move_clock(minutes=31)

    assert [one["device"] for one in own.get("/sessions").json["items"]] == ["own"]


def test_tidying_deletes_the_slots_of_sessions_that_are_over(
    app: Flask, alice: Actor, move_clock: Callable[..., None]
) -> None:
    move_clock(hours=12)

    told = app.test_cli_runner().invoke(args=["accounts", "tidy"]).output

    assert told == "1 sessions and tokens forgotten, 0 invitations\n"
    assert session_slots(app) == 0


def test_reading_goes_on_while_its_use_cannot_be_written_down(
    app: Flask, alice: Actor, move_clock: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    move_clock(minutes=6)

    with somebody_writing(app, monkeypatch):
        response = alice.get("/entries")

    assert response.status_code == 200


def test_setting_the_clock_back_makes_no_confirmation_last_longer(
    alice: Actor, move_clock: Callable[..., None]
) -> None:
    move_clock(minutes=20)
    alice.post("/session/confirmation", {"passphrase": PASSPHRASE})

    move_clock(minutes=-20)

    assert alice.post("/person/recovery-code").json["type"].endswith("/confirmation-needed")


def session_slots(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(KeySlot.id).where(KeySlot.kind == "session")).all())
