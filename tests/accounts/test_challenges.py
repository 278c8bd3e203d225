"""What a passkey is asked to sign is ours, for one purpose, for five minutes, once."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import SpentChallenge
from app.extensions import db
from tests.accounts.authenticator import Authenticator, add, ask, touch
from tests.people import Actor


def spent(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(SpentChallenge.id)).all())


def test_asking_for_a_passkey_writes_nothing_down(app: Flask, anybody: Actor) -> None:
    asked = [ask(anybody, "signing-in")["challenge"] for _ in range(3)]

    assert len(set(asked)) == 3
    assert spent(app) == 0


def test_a_challenge_is_answered_once(app: Flask, alice: Actor, anybody: Actor) -> None:
    sent = touch(anybody, add(alice, Authenticator(counts=False)))

    answers = [anybody.post("/session", sent) for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 401]


def test_what_was_spent_is_forgotten_when_it_would_be_too_old(
    app: Flask, alice: Actor, anybody: Actor, move_clock: Callable[..., None]
) -> None:
    device = add(alice)
    anybody.post("/session", touch(anybody, device))
    before = spent(app)

    move_clock(minutes=6)
    anybody.post("/session", touch(anybody, device))

    assert (before, spent(app)) == (2, 1)


def test_a_challenge_is_good_for_five_minutes(alice: Actor, anybody: Actor, move_clock: Callable[..., None]) -> None:
    move_clock(minutes=0)
    device = add(alice)
    sent = touch(anybody, device)

    move_clock(minutes=5, seconds=1)

    assert anybody.post("/session", sent).status_code == 401


@pytest.mark.parametrize("made_for", ["adding", "confirming"])
def test_a_challenge_is_good_for_its_purpose_only(alice: Actor, anybody: Actor, made_for: str) -> None:
    device = add(alice)
    options = {**ask(anybody, "signing-in"), "challenge": ask(alice, made_for)["challenge"]}

    response = anybody.post("/session", {"passkey": device.touch(options), **device.secret(options)})

    assert response.status_code == 401
