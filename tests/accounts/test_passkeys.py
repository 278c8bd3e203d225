"""Passkeys: made here, touched here, and with their secret a way in like any other."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.accounts.models import Passkey
from app.extensions import db
from app.vault.models import KeySlot
from tests.accounts.authenticator import Authenticator, add, ask, touch
from tests.people import PASSPHRASE, Actor

NEW = "pebble harbour violet comet"


def slots_of_passkeys(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(KeySlot.id).where(KeySlot.kind == "passkey")).all())


def test_a_touch_opens_the_journal(alice: Actor, anybody: Actor) -> None:
    device = add(alice)
    alice.write("Kept for later.")

    response = anybody.post("/session", touch(anybody, device))

    assert response.status_code == 201
    assert response.json["person"]["username"] == "alice"
    assert anybody.get("/entries").json["items"][0]["body"] == "Kept for later."


def test_a_touch_opens_it_again_and_again(alice: Actor, anybody: Actor) -> None:
    device = add(alice)

    assert [anybody.post("/session", touch(anybody, device)).status_code for _ in range(3)] == [201] * 3


def test_a_passkey_whose_device_does_not_count_opens_it_too(alice: Actor, anybody: Actor) -> None:
    device = add(alice, Authenticator(counts=False))

    assert [anybody.post("/session", touch(anybody, device)).status_code for _ in range(2)] == [201] * 2


def test_whatever_does_not_fit_is_answered_alike(alice: Actor, anybody: Actor) -> None:
    device, stranger = add(alice), Authenticator()
    options = ask(anybody, "signing-in")
    odd = [
        touch(anybody, stranger),
        {"passkey": device.touch(options)},
        {"passkey": device.touch(options), "prf": "A" * 43},
        {**touch(anybody, device), "passkey": stranger.touch(options)},
    ]

    answers = [anybody.post("/session", one) for one in odd]

    assert {one.status_code for one in answers} == {401}
    assert len({(one.json["type"], one.json["detail"], one.json["title"]) for one in answers}) == 1


@pytest.mark.parametrize(
    "device",
    [
        Authenticator(origin="http://localhost:8001"),
        Authenticator(origin="https://localhost:8000"),
        Authenticator(flags=0x01),
        Authenticator(flags=0x04),
    ],
    ids=["other port", "other scheme", "person not verified", "nobody there"],
)
def test_a_touch_elsewhere_or_by_nobody_opens_nothing(alice: Actor, anybody: Actor, device: Authenticator) -> None:
    honest = add(alice, Authenticator(key=device.key, credential_id=device.credential_id, seed=device.seed))
    options = ask(anybody, "signing-in")

    answer = anybody.post("/session", {"passkey": device.touch(options), **honest.secret(options)})

    assert answer.status_code == 401
    assert anybody.post("/session", touch(anybody, honest)).status_code == 201


def test_another_host_is_another_passkey(alice: Actor, anybody: Actor) -> None:
    device = add(alice)
    options = {**ask(anybody, "signing-in"), "rpId": "elsewhere.example"}

    assert anybody.post("/session", {"passkey": device.touch(options), **device.secret(options)}).status_code == 401


def test_a_counter_that_went_backwards_opens_nothing(alice: Actor, anybody: Actor) -> None:
    device = add(alice)
    anybody.post("/session", touch(anybody, device))
    device.counter -= 1

    assert anybody.post("/session", touch(anybody, device)).status_code == 401


def test_a_passkey_without_a_secret_opens_nothing_by_itself(app: Flask, alice: Actor, anybody: Actor) -> None:
    device = add(alice, Authenticator(derives=False))

    assert alice.get("/passkeys").json["items"][0]["opens"] is False
    assert anybody.post("/session", touch(anybody, device)).status_code == 401
    assert slots_of_passkeys(app) == 0


def test_a_passkey_is_added_and_removed_only_after_a_confirmation(
    alice: Actor, move_clock: Callable[..., None]
) -> None:
    device, options = add(alice), ask(alice, "adding")
    held = alice.get("/passkeys").json["items"][0]["id"]
    move_clock(minutes=11)

    added = alice.post("/passkeys", {"credential": device.make(options), "name": "Other"})
    removed, asked = alice.delete(f"/passkeys/{held}"), alice.post("/passkey-challenges", {"purpose": "adding"})

    assert [one.json["type"].split("/")[-1] for one in (added, removed, asked)] == ["confirmation-needed"] * 3


def test_the_others_are_named_so_that_no_device_makes_a_second_one(alice: Actor) -> None:
    device = add(alice)

    options = ask(alice, "adding")

    assert [one["id"] for one in options["excludeCredentials"]] == [device.make(options)["id"]]
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert (options["attestation"], options["rp"]["id"]) == ("none", "localhost")


def test_at_most_twenty_are_kept(alice: Actor) -> None:
    for _ in range(20):
        add(alice)
    device, options = Authenticator(), ask(alice, "adding")

    response = alice.post("/passkeys", {"credential": device.make(options), "name": "One more"})

    assert (response.status_code, response.json["type"].split("/")[-1]) == (409, "too-many-passkeys")


def test_a_passkey_is_called_as_one_likes(alice: Actor, bob: Actor) -> None:
    add(alice, name="My phone")
    held = alice.get("/passkeys").json["items"][0]

    renamed, theirs = (who.patch(f"/passkeys/{held['id']}", {"name": "The grey one"}) for who in (alice, bob))

    assert (held["name"], held["opens"]) == ("My phone", True)
    assert renamed.json == {**held, "name": "The grey one"}
    assert theirs.status_code == 404


def test_k2_a_removed_passkey_opens_nothing_and_leaves_no_key(app: Flask, alice: Actor, anybody: Actor) -> None:
    device = add(alice)
    sent = touch(anybody, device)

    alice.delete(f"/passkeys/{alice.get('/passkeys').json['items'][0]['id']}")

    assert anybody.post("/session", sent).status_code == 401
    assert (alice.get("/passkeys").json["items"], slots_of_passkeys(app)) == ([], 0)


def test_a_passkey_that_somebody_has_is_not_added_a_second_time(alice: Actor, bob: Actor) -> None:
    device, options = add(alice), ask(bob, "adding")

    response = bob.post("/passkeys", {"credential": device.make(options), "name": "Mine now"})

    assert (response.status_code, list(response.json["errors"])) == (422, ["credential"])


def test_adding_hands_out_a_new_secret_for_the_session(app: Flask, alice: Actor) -> None:
    old = Actor(app)
    old.cookie = alice.cookie

    add(alice)

    assert (old.get("/person").status_code, alice.get("/person").status_code) == (401, 200)


def test_a_touch_confirms_that_it_is_the_same_person(alice: Actor, move_clock: Callable[..., None]) -> None:
    device = add(alice)
    move_clock(minutes=11)

    confirmed = alice.post("/session/confirmation", {"passkey": touch(alice, device, "confirming")["passkey"]})

    assert confirmed.status_code == 201
    assert alice.post("/person/recovery-code").status_code == 201


def test_somebody_elses_passkey_confirms_nothing(alice: Actor, bob: Actor) -> None:
    theirs = add(bob)

    response = alice.post("/session/confirmation", {"passkey": touch(alice, theirs, "confirming")["passkey"]})

    assert response.status_code == 401


def test_k3_a_passkey_that_was_put_into_the_database_confirms_nothing(app: Flask, alice: Actor, bob: Actor) -> None:
    planted, mine = add(bob, Authenticator(derives=False)), UUID(alice.get("/person").json["id"])
    with app.app_context():
        db.session.execute(update(Passkey).values(person_id=mine))
        db.session.commit()

    response = alice.post("/session/confirmation", {"passkey": touch(alice, planted, "confirming")["passkey"]})

    assert response.status_code == 401


def test_leaving_for_good_leaves_no_passkey(app: Flask, alice: Actor) -> None:
    add(alice)

    alice.delete("/person")

    with app.app_context():
        assert db.session.scalars(select(Passkey)).all() == []
    assert slots_of_passkeys(app) == 0


def test_a_right_touch_ends_the_pause_of_the_passphrase(alice: Actor, anybody: Actor, move_clock) -> None:
    device = add(alice)
    wrong = {"username": "alice", "passphrase": "not the right one at all"}
    for _ in range(12):
        move_clock(minutes=1, seconds=20)
        anybody.post("/session", wrong)

    anybody.post("/session", touch(anybody, device))
    move_clock(minutes=1)

    assert anybody.post("/session", {**wrong, "passphrase": PASSPHRASE}).status_code == 201


def test_touches_from_one_network_are_counted(app: Flask, anybody: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.accounts.throttling.NETWORK_TRIES", 3)
    stranger = Authenticator()

    statuses = [anybody.post("/session", touch(anybody, stranger)).status_code for _ in range(4)]

    assert statuses == [401, 401, 401, 429]
