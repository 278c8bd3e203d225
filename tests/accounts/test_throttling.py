"""Guessing is slow, and slows down further."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.errors import PassphrasePaused
from app.accounts.models import Person, Throttle
from app.accounts.throttling import NETWORK_TRIES, count_joining, count_sign_in
from app.core.networks import network_of
from app.errors import TooManyTries
from app.extensions import db
from tests.people import PASSPHRASE, Actor
from tests.serving import Server, serving

WRONG = {"username": "alice", "passphrase": "not the right one at all"}


def test_the_sixth_try_within_a_minute_has_to_wait(alice: Actor, anybody: Actor) -> None:
    for _ in range(5):
        anybody.post("/session", WRONG)

    response = anybody.post("/session", {**WRONG, "passphrase": PASSPHRASE})

    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 60


def test_a_right_passphrase_after_the_wait_is_let_in(
    alice: Actor, anybody: Actor, move_clock: Callable[..., None]
) -> None:
    for _ in range(6):
        anybody.post("/session", WRONG)
    move_clock(seconds=61)

    response = anybody.post("/session", {**WRONG, "passphrase": PASSPHRASE})

    assert response.status_code == 201


def test_failures_from_many_networks_are_delayed_longer_and_longer(
    context: Flask, move_clock: Callable[..., None]
) -> None:
    peppers = context.extensions["guard"].peppers
    waits = []
    for number in range(16):
        try:
            count_sign_in("alice", f"10.{number}.0.1", peppers)
        except TooManyTries as error:
            waits.append(error.retry_after)
        db.session.commit()

    assert waits
    assert waits == sorted(waits)


def test_after_a_hundred_failures_only_the_recovery_code_helps(context: Flask, move_clock: Callable[..., None]) -> None:
    peppers = context.extensions["guard"].peppers
    for number in range(100):
        move_clock(seconds=901)
        count_sign_in("alice", f"10.{number}.0.1", peppers)
        db.session.commit()

    move_clock(seconds=901)

    with pytest.raises(PassphrasePaused):
        count_sign_in("alice", "10.200.0.1", peppers)


def test_recovery_codes_are_tried_five_times_an_hour(anybody: Actor) -> None:
    code = "0000-0000-0000-0000-0000-0000-0000-0000"
    for _ in range(5):
        anybody.post("/recovery", {"recovery_code": code, "passphrase": PASSPHRASE})

    response = anybody.post("/recovery", {"recovery_code": code, "passphrase": PASSPHRASE})

    assert response.status_code == 429


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::5", "2001:db8:1::/48"),
        ("", "unknown"),
    ],
)
def test_neighbours_count_as_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_a_clock_that_ran_ahead_locks_nobody_out_once_it_is_right(
    context: Flask, move_clock: Callable[..., None]
) -> None:
    peppers = context.extensions["guard"].peppers
    move_clock(days=3_650)
    for number in range(12):
        with suppress(TooManyTries):
            count_sign_in("alice", f"10.{number // 5}.0.1", peppers)
        db.session.commit()

    move_clock(days=-3_650)

    count_sign_in("alice", "10.0.0.1", peppers)


def test_one_guess_is_not_sprayed_over_many_names(context: Flask, move_clock: Callable[..., None]) -> None:
    peppers = context.extensions["guard"].peppers
    move_clock()
    for number in range(NETWORK_TRIES):
        count_sign_in(f"person-{number}", "192.0.2.1", peppers)

    with pytest.raises(TooManyTries):
        count_sign_in("one-more", "192.0.2.200", peppers)
    with pytest.raises(TooManyTries):
        count_joining("192.0.2.1", peppers)


def test_recovery_forgives_wrong_confirmations_too(app: Flask, alice: Actor) -> None:
    for _ in range(5):
        alice.post("/session/confirmation", {"passphrase": "not the right one at all"})
    Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": "pebble harbour violet comet"})

    with app.app_context():
        person = db.session.scalars(select(Person)).one()
        counted = app.extensions["guard"].peppers.pseudonym("account", str(person.id))
        assert db.session.get(Throttle, counted) is None


def test_h11_tries_at_a_passphrase_count_together_across_two_processes(tmp_path: Path):
    with serving(tmp_path, workers=2) as server:
        server.join("robin")

        tries = [guess(server) for _ in range(8)]

    assert tries == [401] * 5 + [429] * 3


def guess(server: Server) -> int:
    """A wrong passphrase over a line of its own, so that either worker may hear it."""
    try:
        server.call("POST", "/session", {"username": "robin", "passphrase": "not the right one at all"})
    except HTTPError as refusal:
        return refusal.code
    return 201
