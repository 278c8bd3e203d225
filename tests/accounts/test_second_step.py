"""A second step after the passphrase: codes that work once, or a passkey that opens nothing by itself."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.accounts.models import SecondStep
from app.core.clock import timestamp
from app.extensions import db
from app.vault import totp
from tests.accounts.authenticator import Authenticator, add, touch
from tests.accounts.test_damage import POSITIONS, spoilt
from tests.people import PASSPHRASE, Actor

NEW = "pebble harbour violet comet"
WAY_IN = {"username": "alice", "passphrase": PASSPHRASE}


def code(seed: str, later: int = 0) -> str:
    return totp.code_at(seed, timestamp() + later)


def set_up(actor: Actor) -> str:
    """Turn codes on; returns what they are made from."""
    seed: str = actor.post("/second-step-secrets").json["secret"]
    response = actor.put("/second-step", {"secret": seed, "code": code(seed, -30)})
    assert response.status_code == 201, response.json
    return seed


@pytest.fixture
def seed(alice: Actor, move_clock: Callable[..., None]) -> str:
    move_clock(minutes=0)
    return set_up(alice)


def kind(response: Any) -> str:
    return str(response.json["type"].split("/")[-1])


def test_codes_are_the_ones_of_rfc_6238() -> None:
    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert [totp.code_at(seed, at) for at in (59, 1_111_111_109, 2_000_000_000)] == ["287082", "081804", "279037"]


def test_the_passphrase_alone_is_not_enough_any_more(seed: str, anybody: Actor) -> None:
    response = anybody.post("/session", WAY_IN)

    assert (response.status_code, kind(response)) == (401, "second-step-needed")
    assert response.json["ways"] == ["totp"]
    assert "Set-Cookie" not in response.headers


def test_the_passphrase_and_the_code_open_the_journal(seed: str, anybody: Actor) -> None:
    response = anybody.post("/session", {**WAY_IN, "code": code(seed)})

    assert response.status_code == 201
    assert anybody.get("/entries").status_code == 200


def test_a_wrong_passphrase_learns_nothing_of_a_second_step(seed: str, anybody: Actor) -> None:
    response = anybody.post("/session", {**WAY_IN, "passphrase": "not the right one at all", "code": code(seed)})

    assert kind(response) == "wrong-credentials"


def test_a_code_works_once(seed: str, anybody: Actor) -> None:
    answers = [anybody.post("/session", {**WAY_IN, "code": code(seed)}) for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 401]
    assert kind(answers[1]) == "wrong-code"


def test_f10_of_parallel_uses_of_a_code_one_gets_in(app: Flask, seed: str) -> None:
    sent = {**WAY_IN, "code": code(seed)}

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda _: Actor(app).post("/session", sent).status_code, range(4)))

    assert sorted(statuses) == [201, 401, 401, 401]


def test_the_code_that_set_it_up_opens_nothing(alice: Actor, anybody: Actor, seed: str) -> None:
    assert anybody.post("/session", {**WAY_IN, "code": code(seed, -30)}).status_code == 401


@pytest.mark.parametrize(("later", "status"), [(-60, 401), (30, 201), (60, 401)])
def test_a_clock_may_be_off_by_one_step(seed: str, anybody: Actor, later: int, status: int) -> None:
    assert anybody.post("/session", {**WAY_IN, "code": code(seed, later)}).status_code == status


@pytest.mark.parametrize("typed", ["{a} {b}", " {a}{b} "])
def test_gaps_in_a_code_do_not_matter(seed: str, anybody: Actor, typed: str) -> None:
    right = code(seed)

    sent = {**WAY_IN, "code": typed.format(a=right[:3], b=right[3:])}

    assert anybody.post("/session", sent).status_code == 201


@pytest.mark.parametrize("typed", ["", "000", "abcdef", "１２３４５６", "٠١٢٣٤٥", "0" * 16])
def test_what_cannot_be_a_code_is_a_wrong_one(seed: str, anybody: Actor, typed: str) -> None:
    assert kind(anybody.post("/session", {**WAY_IN, "code": typed})) == "wrong-code"


def test_wrong_codes_count_as_tries_until_everything_fits(
    seed: str, anybody: Actor, move_clock: Callable[..., None]
) -> None:
    for _ in range(10):
        move_clock(minutes=1, seconds=1)
        anybody.post("/session", {**WAY_IN, "code": "000000"})

    response = anybody.post("/session", {**WAY_IN, "code": code(seed)})

    assert response.status_code == 429


def test_codes_count_only_after_one_that_fits(alice: Actor, anybody: Actor) -> None:
    seed = alice.post("/second-step-secrets").json["secret"]

    refused = alice.put("/second-step", {"secret": seed, "code": "000000"})

    assert (refused.status_code, list(refused.json["errors"])) == (422, ["code"])
    assert alice.get("/second-step").json == {"codes": False, "ways": []}
    assert anybody.post("/session", WAY_IN).status_code == 201


@pytest.mark.parametrize("secret", ["", "AAAA", "!" * 32, "GEZDGNBVGY3TQOJQ", "é" * 32])
def test_only_what_could_be_ours_is_taken_for_codes(alice: Actor, secret: str) -> None:
    assert alice.put("/second-step", {"secret": secret, "code": "000000"}).status_code == 422


def test_codes_are_set_up_and_turned_off_only_after_a_confirmation(
    seed: str, alice: Actor, move_clock: Callable[..., None]
) -> None:
    move_clock(minutes=11)

    answers = [alice.put("/second-step", {"secret": seed, "code": code(seed)}), alice.delete("/second-step")]

    assert [kind(one) for one in answers] == ["confirmation-needed"] * 2


def test_turned_off_the_passphrase_is_enough(seed: str, alice: Actor, anybody: Actor) -> None:
    alice.delete("/second-step")

    assert anybody.post("/session", WAY_IN).status_code == 201


def test_the_picture_shows_what_apps_for_codes_read(alice: Actor) -> None:
    offered = alice.post("/second-step-secrets").json

    assert offered["address"].startswith("otpauth://totp/Braid:alice?")
    assert f"secret={offered['secret']}" in offered["address"]
    assert offered["picture"].startswith("<svg")


def test_a_passkey_that_cannot_open_is_a_second_step(alice: Actor, anybody: Actor) -> None:
    device = add(alice, Authenticator(derives=False))

    alone = anybody.post("/session", WAY_IN)
    both = anybody.post("/session", {**WAY_IN, **touch(anybody, device)})

    assert (alone.status_code, alone.json["ways"]) == (401, ["passkey"])
    assert both.status_code == 201


def test_a_passkey_that_opens_leaves_the_passphrase_as_it_was(alice: Actor, anybody: Actor) -> None:
    add(alice)

    assert anybody.post("/session", WAY_IN).status_code == 201


def test_any_passkey_of_ones_own_does_in_place_of_a_code(seed: str, alice: Actor, anybody: Actor) -> None:
    device = add(alice)

    alone = anybody.post("/session", WAY_IN)

    assert alone.json["ways"] == ["totp", "passkey"]
    assert anybody.post("/session", {**WAY_IN, **touch(anybody, device)}).status_code == 201


def test_somebody_elses_passkey_is_no_second_step(seed: str, bob: Actor, anybody: Actor) -> None:
    theirs = add(bob)

    response = anybody.post("/session", {**WAY_IN, **touch(anybody, theirs)})

    assert (response.status_code, kind(response)) == (401, "wrong-passkey")


def test_a_passkey_that_opens_needs_no_code(seed: str, alice: Actor, anybody: Actor) -> None:
    device = add(alice)

    assert anybody.post("/session", touch(anybody, device)).status_code == 201


def test_k6_after_a_recovery_no_second_step_stands_in_the_way(
    app: Flask, seed: str, alice: Actor, anybody: Actor
) -> None:
    add(alice, Authenticator(derives=False))
    owner = Actor(app)

    owner.post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": NEW})

    assert owner.get("/second-step").json == {"codes": False, "ways": []}
    assert owner.get("/passkeys").json["items"] == []
    assert anybody.post("/session", {**WAY_IN, "passphrase": NEW}).status_code == 201


@pytest.mark.parametrize("position", POSITIONS)
def test_r2_a_damaged_second_step_locks_nobody_out(app: Flask, seed: str, anybody: Actor, position: int) -> None:
    with app.app_context():
        box = db.session.scalars(select(SecondStep.box)).one()
        db.session.execute(update(SecondStep).values(box=spoilt(box, position)))
        db.session.commit()

    assert anybody.post("/session", WAY_IN).status_code == 201
